// Package esign is the port to electronic signatures: one way to have a
// document signed, whoever does it, and a signer of our own that needs nobody.
//
// Words: signer 签署服务 (a program that makes a signature), provider 签署服务商,
// signature 签封文件 (a file beside the document, JSON), statement 签封内容 (what
// the signature vouches for), act 确认动作 (one term accepted by its own act),
// agreed conditions 约定的可靠条件, outcome 结果 (as in package platform).
//
// Law: 电子签名法 (2019-04-23) art. 13 (1) names four conditions of a reliable
// signature: its data belong to the signer alone; he alone controls them when he
// signs; a later change of the signature can be found; a later change of the
// document can be found. Art. 13 (2) lets the parties use a signature that meets
// conditions they have agreed on; art. 14 gives a reliable signature the force
// of one by hand. The built-in signer rests on art. 13 (2): the conditions are
// the dated texts of Conditions, and must stand in the document itself.
//
// Invariants
//   - Identities are handed over masked; a full one is refused.
//   - A signature vouches for every byte of the document: Verify names the
//     range of bytes that was changed, or says that the statement was.
//   - There is one form of a signature file; any other bytes are refused.
//   - A signature says in both languages what it does not prove. The built-in
//     one has no third party behind it: neither who the signer is nor the time
//     is vouched for by anybody but the merchant.
//   - An error of Sign means that nothing was signed and nothing was sent. A
//     remote signer answers Unknown as soon as a byte may have left, and is then
//     asked (Asker) under the number that the caller stored before.
//
// Keys come in as arguments and are never kept, logged or written here.
//
// Who may call: jobs and verbs of the flows; the command line (Verify).
package esign
