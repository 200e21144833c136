// Package paper turns one description of a document into what people read: a
// web page, an A4 file to print and keep, and a picture for a chat.
//
// Words: document 文书, block 段落, run 文字片段, notice 重点条款 (framed,
// numbered), pair 名值, footer 页脚, digest 文书指纹.
//
// Invariants
//   - A Document is a pure value. The same value gives the same bytes from every
//     renderer, so a stored document can be shown again exactly.
//   - Digest is the SHA-256 of the canonical JSON of the value (Encode); it
//     stands in the footer of every rendering, so that the page, the file and
//     the picture can be told to be of one document.
//   - No text is lost and none is added in silence: a character that the font
//     lacks is drawn as 〔U+20BB7〕, never as a blank. Characters that cannot be
//     seen but change what is seen (controls, marks that reverse the direction)
//     are dropped before anything is rendered, by all renderers alike.
//   - PDF and PNG are drawn from one layout: the same breaks, the same lines.
//   - HTML carries no script and no style attribute, and every text is escaped.
//
// Anybody may call it; it knows nothing of credit. A Press holds the fonts: the
// house opens one and hands it on.
package paper
