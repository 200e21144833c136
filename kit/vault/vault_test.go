package vault

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fenming/kit/fault"
	"fenming/kit/words"
)

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}

func testKEK(b byte) *KEK { return kekOf(bytes.Repeat([]byte{b}, keySize)) }

func TestKEKFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys", "kek")
	made, err := NewKEK(path)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 || info.Size() != 32 {
		t.Fatalf("key file %v %v", info, err)
	}
	read, err := LoadKEK(path)
	if err != nil || read.secret != made.secret {
		t.Fatalf("another key was read: %v", err)
	}
	if _, err := NewKEK(path); !fault.Is(err, fault.CodeConflict) {
		t.Fatalf("the key was overwritten: %v", err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadKEK(path); !fault.Is(err, fault.CodeInvalid) {
		t.Fatalf("a key others can read was accepted: %v", err)
	}
	for _, text := range []string{"", "aGVsbG8=", strings.Repeat("?", 44), strings.Repeat("A", 45)} {
		if _, err := ParseKEK(text); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%q was accepted: %v", text, err)
		}
	}
	for _, enc := range []*base64.Encoding{base64.StdEncoding, base64.RawURLEncoding} {
		k, err := ParseKEK(" " + enc.EncodeToString(made.secret[:]) + "\n")
		if err != nil || k.secret != made.secret {
			t.Errorf("base64: %v", err)
		}
	}
}

func TestKEKCheckTellsKeysApart(t *testing.T) {
	check, err := testKEK(1).Check()
	if err != nil {
		t.Fatal(err)
	}
	if err := testKEK(1).Verify(check); err != nil {
		t.Fatal(err)
	}
	if err := testKEK(2).Verify(check); !fault.Is(err, fault.CodeUnavailable) {
		t.Fatalf("a wrong key passed: %v", err)
	}
	if err := testKEK(1).Verify(""); err == nil {
		t.Fatal("an empty check value passed")
	}
}

// The expected bytes come from the Python package cryptography 48 (AESGCM) and
// from Python's hmac, run on the same inputs.
func TestKnownAnswers(t *testing.T) {
	var secret [keySize]byte
	var nonce [nonceSize]byte
	k := &Keys{current: 7, data: map[uint32]dataKey{}}
	for i := range secret {
		secret[i], k.index[i] = byte(i), byte(0xff-i)
	}
	for i := range nonce {
		nonce[i] = byte(0xa0 + i)
	}
	k.data[7] = newDataKey(secret)
	sealed, err := k.seal(nonce, "t1", "customer", "phone", "c9", "13812341234")
	if err != nil {
		t.Fatal(err)
	}
	if got := hex.EncodeToString(sealed); got != katSealed {
		t.Errorf("sealed %s", got)
	}
	if got := k.Index("t1", "phone", "13812341234"); got != katIndex {
		t.Errorf("index %s", got)
	}
	check, err := kekOf(secret[:]).Check()
	if err != nil || check != katCheck {
		t.Errorf("check %s %v", check, err)
	}
}

func TestMovedOrAlteredFails(t *testing.T) {
	k := NewKeys()
	sealed, err := k.Seal("t1", "customer", "phone", "c9", "13812341234")
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(sealed, []byte("1381234")) {
		t.Fatal("plaintext is visible")
	}
	if got, err := k.Open("t1", "customer", "phone", "c9", sealed); err != nil || got != "13812341234" {
		t.Fatalf("%q %v", got, err)
	}
	for _, at := range [][4]string{{"t2", "customer", "phone", "c9"}, {"t1", "guarantor", "phone", "c9"},
		{"t1", "customer", "email", "c9"}, {"t1", "customer", "phone", "c8"}} {
		if got, err := k.Open(at[0], at[1], at[2], at[3], sealed); !fault.Is(err, fault.CodeInternal) || got != "" {
			t.Errorf("%v opened: %q %v", at, got, err)
		}
	}
	for i := range sealed {
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		if _, err := k.Open("t1", "customer", "phone", "c9", bad); err == nil {
			t.Errorf("a flip in byte %d was not seen", i)
		}
	}
	if _, err := NewKeys().Open("t1", "customer", "phone", "c9", sealed); err == nil {
		t.Error("another ring opened it")
	}
	for _, at := range [][4]string{{"a|b", "c", "d", "e"}, {"a", "b|c", "d", "e"}, {"a", "b", "c|d", "e"},
		{"", "b", "c", "d"}, {"a", "b", "c", ""}} {
		if _, err := k.Seal(at[0], at[1], at[2], at[3], "x"); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%v: ambiguous place accepted: %v", at, err)
		}
	}
}

func TestRotateKeepsOldReadable(t *testing.T) {
	k := NewKeys()
	old, err := k.Seal("t", "a", "b", "1", "before")
	if err != nil {
		t.Fatal(err)
	}
	index := k.Index("t", "b", "before")
	k.Rotate()
	fresh, err := k.Seal("t", "a", "b", "2", "after")
	if err != nil {
		t.Fatal(err)
	}
	kek := testKEK(3)
	wrapped, err := k.Wrap(kek, "t")
	if err != nil {
		t.Fatal(err)
	}
	again, err := Unwrap(kek, "t", wrapped)
	if err != nil {
		t.Fatal(err)
	}
	if id, _ := SealedWith(old); id != 1 {
		t.Errorf("old key id %d", id)
	}
	if id, _ := SealedWith(fresh); id != 2 || again.Current() != 2 {
		t.Errorf("new key id %d", id)
	}
	if s, err := again.Open("t", "a", "b", "1", old); err != nil || s != "before" {
		t.Errorf("%q %v", s, err)
	}
	if s, err := again.Open("t", "a", "b", "2", fresh); err != nil || s != "after" {
		t.Errorf("%q %v", s, err)
	}
	if again.Index("t", "b", "before") != index {
		t.Error("rotation changed the index")
	}
	if _, err := Unwrap(kek, "u", wrapped); !fault.Is(err, fault.CodeInternal) {
		t.Errorf("another tenant's ring opened: %v", err)
	}
	if _, err := Unwrap(testKEK(4), "t", wrapped); !fault.Is(err, fault.CodeInternal) {
		t.Errorf("a wrong master key opened it: %v", err)
	}
	wrapped[len(wrapped)/2] ^= 4
	if _, err := Unwrap(kek, "t", wrapped); err == nil {
		t.Error("an altered ring opened")
	}
}

func TestIndex(t *testing.T) {
	k := NewKeys()
	one := k.Index("t", "phone", "13812341234")
	if len(one)*5 < 128 || one != strings.ToLower(one) {
		t.Errorf("index %q", one)
	}
	if k.Index("t", "phone", "13812341234") != one {
		t.Error("index is not stable")
	}
	for _, other := range []string{NewKeys().Index("t", "phone", "13812341234"), k.Index("u", "phone", "13812341234"),
		k.Index("t", "email", "13812341234"), k.Index("t", "phone", "13812341235"), k.Index("t", "phone1", "3812341234")} {
		if other == one {
			t.Error("two values share an index")
		}
	}
}

func TestKeysNeverPrinted(t *testing.T) {
	k := NewKeys()
	js, err := json.Marshal(map[string]any{"keys": k, "kek": testKEK(9)})
	if err != nil {
		t.Fatal(err)
	}
	out := fmt.Sprintf("%v %+v %#v %s %s", k, k, k, testKEK(9), js)
	for _, secret := range [][]byte{k.index[:4], bytes.Repeat([]byte{9}, 4)} {
		for _, f := range []string{"%x", "%v", "%s"} {
			if strings.Contains(out, strings.Trim(fmt.Sprintf(f, secret), "[]")) {
				t.Fatalf("a key is printed: %s", out)
			}
		}
	}
}

func TestSealRoundTrip(t *testing.T) {
	k := NewKeys()
	rapid.Check(t, func(r *rapid.T) {
		text, row := rapid.String().Draw(r, "text"), rapid.StringN(1, 40, 80).Draw(r, "row")
		sealed, err := k.Seal("t", "a", "b", row, text)
		if err != nil {
			r.Fatal(err)
		}
		if got, err := k.Open("t", "a", "b", row, sealed); err != nil || got != text {
			r.Fatalf("%q %v", got, err)
		}
	})
}

func FuzzOpen(f *testing.F) {
	k := NewKeys()
	real1, err := k.Seal("t", "a", "b", "1", "x")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(real1)
	f.Add([]byte{})
	f.Add(bytes.Repeat([]byte{1}, headSize+tagSize))
	f.Fuzz(func(t *testing.T, b []byte) {
		if s, err := k.Open("t", "a", "b", "2", b); err == nil {
			t.Fatalf("%x opened as %q", b, s)
		}
	})
}

func FuzzUnwrap(f *testing.F) {
	kek := testKEK(5)
	f.Add([]byte{1, 2, 3}, NewKeys().encode())
	f.Fuzz(func(t *testing.T, b, ring []byte) {
		if _, err := Unwrap(kek, "t", b); err == nil {
			t.Fatalf("%x opened", b)
		}
		k, err := decode(ring)
		if err == nil && !bytes.Equal(k.encode(), ring) {
			t.Fatal("a ring changed by reading and writing")
		}
	})
}
