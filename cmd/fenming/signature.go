package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/platform/esign"
)

// maxVerified bounds the files that are read, in bytes.
const maxVerified = 64 << 20

type verifySignatureCmd struct {
	File      string `arg:"" help:"The document, as it was handed over." type:"existingfile"`
	Signature string `arg:"" help:"The signature file that came with it (….sig.json)." type:"existingfile"`
	Key       string `help:"Id of the merchant's key, as printed in the contract; without it nobody compares the key."`
}

// Run needs no installation: whoever holds the two files can verify them.
func (c verifySignatureCmd) Run(g *globals) error {
	document, err := readBounded(c.File)
	if err != nil {
		return err
	}
	signature, err := readBounded(c.Signature)
	if err != nil {
		return err
	}
	report, err := esign.Verify(document, signature, c.Key)
	if err != nil {
		return err
	}
	lang := words.Parse(os.Getenv("LANG"))
	if err := g.print(report, func(w io.Writer) { printReport(w, report, lang) }); err != nil {
		return err
	}
	if !report.OK {
		return errPartial
	}
	return nil
}

func readBounded(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	raw, err := io.ReadAll(io.LimitReader(f, maxVerified+1))
	if err == nil && len(raw) > maxVerified {
		err = fault.Limit(wordVerifyLarge, words.Args{"file": name, "max": maxVerified})
	}
	return raw, err
}

var (
	wordVerifyLarge = words.Word{Key: "verify.large", ZH: "文件 {file} 超过 {max} 字节，不予核验；请确认选对了文件",
		EN: "The file {file} is larger than {max} bytes and is not verified; make sure it is the right one"}
	wordIntact = words.Word{Key: "verify.intact", ZH: "核验通过：文件与签封内容均未被改动", EN: "Intact: neither the file nor the sealed statement was changed"}
	wordBroken = words.Word{Key: "verify.broken", ZH: "核验未通过：", EN: "NOT intact:"}
	wordSigner = words.Word{Key: "verify.signer", ZH: "签署人", EN: "Signer"}
	wordWith   = words.Word{Key: "verify.merchant", ZH: "商户", EN: "Merchant"}
	wordWhat   = words.Word{Key: "verify.document", ZH: "文件", EN: "Document"}
	wordBytes  = words.Word{Key: "verify.bytes", ZH: "{name}（{size} 字节，SHA-256 {sha256}）", EN: "{name} ({size} bytes, SHA-256 {sha256})"}
	wordSealed = words.Word{Key: "verify.sealed_at", ZH: "签封时间", EN: "Sealed at"}
	wordAct    = words.Word{Key: "verify.act", ZH: "确认", EN: "Accepted"}
	wordBasis  = words.Word{Key: "verify.conditions", ZH: "约定条件", EN: "Conditions"}
	wordUsed   = words.Word{Key: "verify.conditions_known", ZH: "版本 {version}", EN: "version {version}"}
	wordNoText = words.Word{Key: "verify.conditions_unknown", ZH: "版本 {version}（本程序没有该文本，未能核对）", EN: "version {version} (this program does not have the text, it was not compared)"}
	wordSealer = words.Word{Key: "verify.key", ZH: "密钥编号", EN: "Key id"}
	wordSame   = words.Word{Key: "verify.key_compared", ZH: "{key}（与给定的编号一致）", EN: "{key} (the one that was given)"}
	wordAlone  = words.Word{Key: "verify.key_alone", ZH: "{key}（未核对：请与合同中的编号比较，或用 --key 给出）",
		EN: "{key} (not compared: compare it with the one in the contract, or give it with --key)"}
	wordOther  = words.Word{Key: "verify.key_other", ZH: "{key}（与给定的编号不符）", EN: "{key} (not the one that was given)"}
	wordProves = words.Word{Key: "verify.proves", ZH: "签封证明：", EN: "The signature proves:"}
	wordNot    = words.Word{Key: "verify.does_not_prove", ZH: "签封不证明：", EN: "The signature does not prove:"}
)

// verifyWords is the catalogue of this command.
func verifyWords() []words.Word {
	return []words.Word{wordVerifyLarge, wordIntact, wordBroken, wordSigner, wordWith, wordWhat, wordBytes, wordSealed, wordAct, wordBasis,
		wordUsed, wordNoText, wordSealer, wordSame, wordAlone, wordOther, wordProves, wordNot}
}

func printReport(w io.Writer, r esign.Report, lang words.Lang) {
	if r.OK {
		fmt.Fprintln(w, wordIntact.In(lang, nil))
	} else {
		fmt.Fprintln(w, wordBroken.In(lang, nil))
		for _, f := range r.Findings {
			text := f.EN
			if lang == words.ZH {
				text = f.ZH
			}
			fmt.Fprintln(w, "  ✗ "+text)
		}
	}
	s := r.Statement
	row := func(label words.Word, value string) {
		fmt.Fprintf(w, "%s: %s\n", label.In(lang, nil), printable(value))
	}
	row(wordWhat, wordBytes.In(lang, words.Args{"name": s.Document.Name, "size": s.Document.Size, "sha256": s.Document.SHA256}))
	row(wordWith, s.Merchant)
	row(wordSigner, strings.Join(strings.Fields(s.Signer.Role+" "+s.Signer.Name+" "+s.Signer.IDNumber+" "+s.Signer.Phone), " "))
	for _, act := range s.Acts {
		row(wordAct, fmt.Sprintf("%s %s (%s, SHA-256 %s)", act.At.Format(time.RFC3339), act.Term, act.How, act.TextSHA256))
	}
	row(wordSealed, s.SealedAt.Format(time.RFC3339))
	basis := wordNoText
	if r.ConditionsKnown {
		basis = wordUsed
	}
	row(wordBasis, basis.In(lang, words.Args{"version": s.Conditions.Version}))
	row(wordSealer, keyWord(r).In(lang, words.Args{"key": r.KeyID}))
	if !r.OK {
		return // what is broken proves nothing
	}
	meaning := r.Meaning[string(lang)]
	for _, part := range []struct {
		head words.Word
		list []string
	}{{wordProves, meaning.Proves}, {wordNot, meaning.DoesNotProve}} {
		fmt.Fprintln(w, part.head.In(lang, nil))
		for _, line := range part.list {
			fmt.Fprintln(w, "  - "+line)
		}
	}
}

func keyWord(r esign.Report) words.Word {
	for _, f := range r.Findings {
		if f.Code == "other_key" {
			return wordOther
		}
	}
	if r.KeyCompared {
		return wordSame
	}
	return wordAlone
}

// printable keeps a stranger's file from steering the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x200e && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return '?'
		}
		return r
	}, s)
}
