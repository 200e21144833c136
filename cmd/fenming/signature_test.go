package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/platform/esign"
)

// signed writes a document and its signature file and returns their names and
// the id of the key.
func signed(t *testing.T) (document, signature, key string) {
	t.Helper()
	private := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))
	signer, err := esign.BuiltIn().Open(esign.Settings{Key: private})
	if err != nil {
		t.Fatal(err)
	}
	raw := []byte("%PDF-1.7\n" + strings.Repeat("x", 5000))
	at := time.Date(2026, 11, 22, 2, 30, 0, 0, time.UTC)
	done, err := signer.Sign(context.Background(), esign.Request{Number: "sig_1", Name: "HT-1.pdf", File: raw, Merchant: "示例商店\x1b[31m",
		Signer:     esign.Identity{Role: "买受人", Name: "张*", Reference: "cus_1"},
		Acts:       []esign.Act{{Term: "apr", TextSHA256: esign.TextDigest("5.87%"), How: "tick", At: at}},
		Conditions: esign.CurrentConditions().Version, At: at})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	document, signature = filepath.Join(dir, "a.pdf"), filepath.Join(dir, "a.sig.json")
	for name, data := range map[string][]byte{document: raw, signature: done.Signature} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return document, signature, esign.KeyID(private.Public().(ed25519.PublicKey))
}

func TestVerifySignature(t *testing.T) {
	document, signature, key := signed(t)
	silence(t)
	g := &globals{Quiet: true}
	for _, cmd := range []verifySignatureCmd{{document, signature, ""}, {document, signature, key}} {
		if err := cmd.Run(g); err != nil {
			t.Fatal(err)
		}
	}
	if err := (verifySignatureCmd{document, signature, "00"}).Run(g); !errors.Is(err, errPartial) {
		t.Errorf("another key: %v", err)
	}
	if err := (verifySignatureCmd{signature, document, ""}).Run(g); !fault.Is(err, fault.CodeInvalid) {
		t.Errorf("files swapped: %v", err)
	}
	raw, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	raw[3000] = 'y'
	if err := os.WriteFile(document, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := (verifySignatureCmd{document, signature, key}).Run(g); !errors.Is(err, errPartial) {
		t.Errorf("a changed byte: %v", err)
	}
	seal, err := os.ReadFile(signature)
	if err != nil {
		t.Fatal(err)
	}
	report, err := esign.Verify(raw, seal, key)
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[words.Lang]string{words.ZH: "第 2048 至 3071 字节", words.EN: "Bytes 2048 to 3071"} {
		var out bytes.Buffer
		printReport(&out, report, lang)
		if !strings.Contains(out.String(), want) || strings.Contains(out.String(), "\x1b") || strings.Contains(out.String(), wordProves.In(lang, nil)) {
			t.Errorf("%s: %q", lang, out.String())
		}
	}
	if err := words.Check(verifyWords()...); err != nil {
		t.Error(err)
	}
}
