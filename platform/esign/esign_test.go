package esign

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/platform"
)

func testKey(n byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{n}, ed25519.SeedSize))
}

var testFile = []byte("%PDF-1.7\n" + strings.Repeat("合同正文。\n", 900))

func testRequest() Request {
	at := time.Date(2026, 11, 22, 2, 30, 0, 0, time.UTC)
	return Request{Number: "sig_1", Name: "HT-2026-000123.pdf", File: testFile, Merchant: "分明示例商店",
		Signer: Identity{Role: "买受人", Name: "张*", IDNumber: "330***********1234", Phone: "138****0000", Reference: "cus_1"},
		Acts: []Act{{Term: "apr", TextSHA256: TextDigest("年化利率 5.87%"), How: "tick", At: at.Add(-2 * time.Minute)},
			{Term: "document", TextSHA256: digest(testFile), How: "code", At: at.Add(-time.Minute)}},
		Conditions: CurrentConditions().Version, Evidence: []Item{{Kind: "display_log", SHA256: digest([]byte("log"))}}, At: at}
}

func open(t testing.TB, key ed25519.PrivateKey) Signer {
	t.Helper()
	r, err := NewRegistry(BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	s, err := r.Open(AgreedID, Settings{Merchant: "分明示例商店", Key: key})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func sign(t testing.TB, key ed25519.PrivateKey) []byte {
	t.Helper()
	signed, err := open(t, key).Sign(context.Background(), testRequest())
	if err != nil || signed.Outcome != platform.Done || signed.Number != "sig_1" || !signed.SignedAt.Equal(testRequest().At) {
		t.Fatalf("%+v %v", signed, err)
	}
	return signed.Signature
}

func TestSignAndVerify(t *testing.T) {
	key := testKey(1)
	id := KeyID(key.Public().(ed25519.PublicKey))
	signature := sign(t, key)
	if !bytes.Equal(signature, sign(t, key)) {
		t.Fatal("the same request gave other bytes")
	}
	r, err := Verify(testFile, signature, id)
	if err != nil || !r.OK || !r.KeyCompared || !r.ConditionsKnown || r.KeyID != id || len(r.Statement.Acts) != 2 {
		t.Fatalf("%+v %v", r, err)
	}
	if r, err = Verify(testFile, signature, ""); err != nil || !r.OK || r.KeyCompared {
		t.Fatalf("without a key to compare: %+v %v", r, err)
	}
	if r, err = open(t, testKey(2)).Verify(testFile, signature); err != nil || r.OK || r.Findings[0].Code != "other_key" {
		t.Fatalf("another merchant's key: %+v %v", r, err)
	}
	for _, said := range []string{"没有第三方电子认证机构参与", "No third-party certification authority took part", `"138****0000"`} {
		if !strings.Contains(string(signature), said) {
			t.Errorf("the file does not say %q", said)
		}
	}
}

// TestVerifyPlacesAChange: the file has 14,409 bytes, in blocks of 1,024.
func TestVerifyPlacesAChange(t *testing.T) {
	signature := sign(t, testKey(1))
	changed := func(at ...int) []byte {
		raw := bytes.Clone(testFile)
		for _, i := range at {
			raw[i] ^= 1
		}
		return raw
	}
	size := int64(len(testFile))
	for name, c := range map[string]struct {
		raw  []byte
		want []Finding
	}{
		"one byte":       {changed(2000), []Finding{{Code: "hash", From: 1024, To: 2048}}},
		"two neighbours": {changed(1023, 1024), []Finding{{Code: "hash", From: 0, To: 2048}}},
		"two places":     {changed(0, 5000), []Finding{{Code: "hash", From: 0, To: 1024}, {Code: "hash", From: 4096, To: 5120}}},
		"last byte":      {changed(int(size) - 1), []Finding{{Code: "hash", From: 14336, To: size}}},
		"cut off":        {testFile[:5000], []Finding{{Code: "size"}, {Code: "hash", From: 4096, To: size}}},
		"added":          {append(bytes.Clone(testFile), '\n'), []Finding{{Code: "size"}, {Code: "hash", From: 14336, To: size + 1}}},
		"nothing":        {nil, []Finding{{Code: "size"}, {Code: "hash", From: 0, To: size}}},
	} {
		r, err := Verify(c.raw, signature, "")
		if err != nil || r.OK || len(r.Findings) != len(c.want) {
			t.Errorf("%s: %+v %v", name, r.Findings, err)
			continue
		}
		for i, f := range r.Findings {
			if f.Code != c.want[i].Code || f.From != c.want[i].From || f.To != c.want[i].To {
				t.Errorf("%s: %+v, want %+v", name, f, c.want[i])
			}
		}
	}
}

// TestVerifyFindsAChangedStatement writes another statement in the lawful form.
func TestVerifyFindsAChangedStatement(t *testing.T) {
	for name, change := range map[string]func(*file){
		"who":        func(f *file) { f.Statement.Signer.Name = "李*" },
		"when":       func(f *file) { f.Statement.Acts[0].At = f.Statement.Acts[0].At.Add(time.Second) },
		"an act":     func(f *file) { f.Statement.Acts = f.Statement.Acts[1:] },
		"value":      func(f *file) { f.Signature[5] ^= 1 },
		"key":        func(f *file) { f.PublicKey = testKey(9).Public().(ed25519.PublicKey) },
		"key id":     func(f *file) { f.KeyID = "00" + f.KeyID[2:] },
		"conditions": func(f *file) { f.Statement.Conditions.Version = "1999-01-01" },
	} {
		f, err := parse(sign(t, testKey(1)))
		if err != nil {
			t.Fatal(err)
		}
		change(&f)
		r, err := Verify(testFile, f.bytes(), "")
		if err != nil || r.OK || r.Findings[0].Code != "seal_broken" {
			t.Errorf("%s: %+v %v", name, r.Findings, err)
		}
	}
}

func TestVerifyRefusesAnotherForm(t *testing.T) {
	good := sign(t, testKey(1))
	var compact bytes.Buffer
	if err := json.Compact(&compact, good); err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{
		"nothing": nil, "no JSON": []byte("%PDF"), "compact": compact.Bytes(), "more behind": append(bytes.Clone(good), ' '),
		"field twice":   bytes.Replace(good, []byte("{\n"), []byte("{\n  \"form\": \"x\",\n"), 1),
		"other form":    bytes.Replace(good, []byte("signature/1"), []byte("signature/2"), 1),
		"other meaning": bytes.Replace(good, []byte("No third-party"), []byte("A third-party"), 1),
		"unknown field": bytes.Replace(good, []byte("{\n"), []byte("{\n  \"x\": 1,\n"), 1),
	} {
		if _, err := Verify(testFile, raw, ""); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAnyChangedBitIsFound changes one bit anywhere, in the file or in the
// signature.
func TestAnyChangedBitIsFound(t *testing.T) {
	signature := sign(t, testKey(1))
	rapid.Check(t, func(t *rapid.T) {
		document, seal := bytes.Clone(testFile), bytes.Clone(signature)
		target := document
		if rapid.Bool().Draw(t, "seal") {
			target = seal
		}
		target[rapid.IntRange(0, len(target)-1).Draw(t, "at")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		if r, err := Verify(document, seal, ""); err == nil && r.OK {
			t.Fatal("a changed bit passes")
		}
	})
}

// FuzzVerify puts other bytes in place of a part of a signature, or of all of
// it: nothing but the original is accepted.
func FuzzVerify(f *testing.F) {
	signature := sign(f, testKey(1))
	at := func(s string) uint16 { return uint16(bytes.Index(signature, []byte(s))) }
	f.Add(uint16(0), uint16(len(signature)), []byte("{}"))
	f.Add(uint16(0), uint16(0), []byte(""))
	f.Add(at("1024,"), uint16(4), []byte("9223372036854775807"))
	f.Add(at("1024,"), uint16(4), []byte("-1"))
	f.Add(at(`"size": `)+8, uint16(5), []byte("-9223372036854775808"))
	f.Add(at(`"acts": `)+8, uint16(1), []byte("null,["))
	f.Fuzz(func(t *testing.T, from, n uint16, with []byte) {
		cut := min(int(from), len(signature))
		seal := append(append(bytes.Clone(signature[:cut]), with...), signature[min(cut+int(n), len(signature)):]...)
		r, err := Verify(testFile[:3000], seal, "")
		whole, second := Verify(testFile, seal, "")
		if (err == nil) != (second == nil) || err == nil && r.OK {
			t.Fatalf("a document that was cut off passes: %v %v", err, second)
		}
		if err != nil {
			return
		}
		if whole.OK && !bytes.Equal(seal, signature) {
			t.Fatalf("accepted: %s", seal)
		}
		for _, found := range append(r.Findings, whole.Findings...) {
			if found.ZH == "" || found.EN == "" || found.From > found.To {
				t.Fatalf("%+v", found)
			}
		}
	})
}

func TestSignRefuses(t *testing.T) {
	s := open(t, testKey(1))
	for name, change := range map[string]func(*Request){
		"no number":      func(r *Request) { r.Number = "" },
		"no file":        func(r *Request) { r.File = nil },
		"no act":         func(r *Request) { r.Acts = nil },
		"act after":      func(r *Request) { r.Acts[1].At = r.At.Add(time.Second) },
		"acts unordered": func(r *Request) { r.Acts[0], r.Acts[1] = r.Acts[1], r.Acts[0] },
		"no text":        func(r *Request) { r.Acts[0].TextSHA256 = "" },
		"full name":      func(r *Request) { r.Signer.Name = "张三" },
		"full phone":     func(r *Request) { r.Signer.Phone = "13800000000" },
		"nobody":         func(r *Request) { r.Signer.Reference = "" },
		"conditions":     func(r *Request) { r.Conditions = "2020-01-01" },
		"evidence":       func(r *Request) { r.Evidence[0].SHA256 = "x" },
		"paper digest":   func(r *Request) { r.PaperDigest = "x" },
		"broken text":    func(r *Request) { r.Merchant = "\xff" },
	} {
		req := testRequest()
		change(&req)
		if _, err := s.Sign(context.Background(), req); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := BuiltIn().Open(Settings{}); !fault.Is(err, fault.CodeInvalid) {
		t.Errorf("no key: %v", err)
	}
}

// remote stands for a provider whose answer got lost; it exists in tests only.
type remote struct{ BuiltInVerify }

// BuiltInVerify lends remote a Verify.
type BuiltInVerify struct{}

func (BuiltInVerify) Verify(document, signature []byte) (Report, error) {
	return Verify(document, signature, "")
}

func remoteDescriptor() Descriptor {
	return Descriptor{ID: "remote", NameZH: "远程", NameEN: "Remote", Basis: Certified, Remote: true, APIDate: "2026-01-01",
		ConfirmedLive: platform.Never, Hosts: []string{"sign.example"}}
}

func (remote) Describe() Descriptor { return remoteDescriptor() }
func (remote) Sign(_ context.Context, r Request) (Signed, error) {
	return Signed{Answer: platform.Answer{Outcome: platform.Unknown, Code: "TIMEOUT"}, Number: r.Number}, nil
}
func (remote) Query(_ context.Context, number string) (Signed, error) {
	return Signed{Answer: platform.Answer{Outcome: platform.Done}, Number: number, Signature: []byte("x")}, nil
}
func (remote) ParseNotify(header map[string][]string, body []byte) (Signed, error) {
	if len(header["X-Signature"]) == 0 {
		return Signed{}, errors.New("not signed")
	}
	return Signed{Answer: platform.Answer{Outcome: platform.Done}, Number: string(body)}, nil
}
func (remote) Ack() platform.Ack { return platform.Ack{Status: 200} }

// mute is remote and cannot be asked.
type mute struct{ BuiltInVerify }

func (mute) Describe() Descriptor                          { return remoteDescriptor() }
func (mute) Sign(context.Context, Request) (Signed, error) { return Signed{}, nil }

func TestRegistry(t *testing.T) {
	provider := func(s Signer) Provider {
		return Provider{Descriptor: s.Describe(), Open: func(Settings) (Signer, error) { return s, nil }}
	}
	r, err := NewRegistry(BuiltIn(), provider(remote{}))
	if err != nil {
		t.Fatal(err)
	}
	if list := r.List(); len(list) != 2 || list[0].ID != AgreedID || list[0].ConfirmedLive != platform.Never {
		t.Fatalf("%+v", list)
	}
	s, err := r.Open("remote", Settings{})
	if err != nil {
		t.Fatal(err)
	}
	first, err := s.Sign(context.Background(), testRequest())
	if err != nil || first.Outcome != platform.Unknown {
		t.Fatalf("%+v %v", first, err)
	}
	asker, ok := s.(Asker)
	if !ok {
		t.Fatal("a remote signer must be able to be asked")
	}
	if then, err := asker.Query(context.Background(), first.Number); err != nil || then.Outcome != platform.Done || then.Number != first.Number {
		t.Fatalf("%+v %v", then, err)
	}
	var _ Notifier = remote{}
	if _, err := r.Open("nobody", Settings{}); !fault.Is(err, fault.CodeNotFound) {
		t.Errorf("unknown id: %v", err)
	}
	silent, err := NewRegistry(provider(mute{}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := silent.Open("remote", Settings{}); err == nil {
		t.Error("a remote signer that cannot be asked was opened")
	}
	blank := provider(remote{})
	blank.Descriptor.ConfirmedLive = ""
	homeless := provider(remote{})
	homeless.Descriptor.Hosts = nil
	for name, list := range map[string][]Provider{"twice": {BuiltIn(), BuiltIn()}, "no confirmation": {blank}, "no host": {homeless}} {
		if _, err := NewRegistry(list...); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// TestTextsAreFrozen: a text that was signed is never changed; another text is
// another version (conditions) or another form (meaning).
func TestTextsAreFrozen(t *testing.T) {
	frozen := map[string]string{"2026-11-22": "e9536360e542d8343801c23b82211f3a7478fafaf687e835883476d7b94ceaf0"}
	for _, c := range versions {
		if c.SHA256() != frozen[c.Version] {
			t.Errorf("conditions %s: %s", c.Version, c.SHA256())
		}
	}
	if got := digest(encode(meaning(), "")); got != "2b4f0957d7c34d69d1fa28826e6a8f335fefc350da4358ef430ebf06d254b8fb" {
		t.Errorf("meaning of %s: %s", Form, got)
	}
}

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}
