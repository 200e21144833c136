package huabei

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/platform"
)

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}

// publishedKey, publishedForm: the platform's call-back and key published with
// its own Node.js SDK (alipay-sdk-nodejs-all v4.14.0, MIT, test/alipay.test.ts,
// "verify sign should delete sign_type"). They are the only independent proof
// of our verification.
func publishedKey(t testing.TB) *rsa.PublicKey { return readKey(t, "published_notify_key.txt") }

func readKey(t testing.TB, name string) *rsa.PublicKey {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	key, err := ParsePublicKey(text)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func publishedForm(t testing.TB) url.Values {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "published_notify.txt"))
	if err != nil {
		t.Fatal(err)
	}
	form := url.Values{}
	for line := range strings.SplitSeq(strings.TrimSpace(string(text)), "\n") {
		name, value, _ := strings.Cut(line, "=")
		form.Set(name, value)
	}
	return form
}

func TestPublishedNotification(t *testing.T) {
	key := publishedKey(t)
	form := publishedForm(t)
	if !VerifyForm(key, form) {
		t.Fatal("the published call-back does not verify")
	}
	bare := publishedForm(t)
	bare.Del("sign_type")
	if !VerifyForm(key, bare) {
		t.Fatal("without sign_type it does not verify")
	}
	for name := range form {
		if name == "sign_type" {
			continue // not part of the signed text
		}
		bent := publishedForm(t)
		bent.Set(name, "1"+bent.Get(name))
		if VerifyForm(key, bent) {
			t.Errorf("%s changed and still verified", name)
		}
	}
	more := publishedForm(t)
	more.Set("refund_fee", "0.10")
	if VerifyForm(key, more) {
		t.Error("a field was added and it still verified")
	}
}

func TestPublishedNotificationBecomesEvent(t *testing.T) {
	c, err := New(Config{AppID: "2019073166072302", SellerID: "2088531891668739", AppKey: testKey(t),
		PlatformKey: publishedKey(t), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	e, err := c.ParseNotify([]byte(publishedForm(t).Encode()))
	if err != nil {
		t.Fatal(err)
	}
	want := platform.Event{ID: "2019081500222155624068450559358070", Kind: platform.EventPaid,
		Key:   "2019081522001468450512505578|TRADE_SUCCESS||",
		OutNo: "20190815155618536-564-57", PlatformNo: "2019081522001468450512505578", AmountFen: 10, ReceivedFen: 10,
		PaidAt: time.Date(2019, 8, 15, 7, 56, 24, 0, time.UTC), At: time.Date(2019, 8, 15, 7, 56, 25, 0, time.UTC)}
	funds := e.Funds
	e.Raw, e.Funds = nil, nil
	if fmt.Sprint(e) != fmt.Sprint(want) {
		t.Errorf("event\n%+v, want\n%+v", e, want)
	}
	if len(funds) != 1 || funds[0] != (platform.Fund{Channel: "ALIPAYACCOUNT", Fen: 10}) {
		t.Errorf("funds %+v", funds)
	}
	if err := e.Matches("20190815155618536-564-57", 10); err != nil {
		t.Error(err)
	}
	if e.Matches("20190815155618536-564-57", 11) == nil || e.Matches("other", 10) == nil {
		t.Error("a foreign order or another amount was accepted")
	}
	for name, other := range map[string]Config{
		"app id":    {AppID: "x", SellerID: "2088531891668739"},
		"seller id": {AppID: "2019073166072302", SellerID: "x"},
	} {
		other.AppKey, other.PlatformKey, other.Now = testKey(t), publishedKey(t), time.Now
		foreign, err := New(other)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := foreign.ParseNotify([]byte(publishedForm(t).Encode())); !fault.Is(err, fault.CodeRefused) {
			t.Errorf("other %s: %v", name, err)
		}
	}
}

// The answer and key published in the same place ("checkResponseSign", said to
// be taken from a real answer of the platform).
func TestPublishedAnswer(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "published_answer.json"))
	if err != nil {
		t.Fatal(err)
	}
	key := readKey(t, "published_answer_key.txt")
	e, err := Open(raw, "alipay.open.file.upload")
	if err != nil {
		t.Fatal(err)
	}
	if !Verify(key, e.Body, e.Sign) {
		t.Fatal("the published answer does not verify")
	}
	if Verify(key, append([]byte(" "), e.Body...), e.Sign) {
		t.Fatal("one more byte and it still verified")
	}
}

// testKey is made once per test; the size is the platform's.
func testKey(t testing.TB) *rsa.PrivateKey {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestBothSignTypeVariants(t *testing.T) {
	key := testKey(t)
	form := url.Values{"a": {"1"}, "b": {"二 +&="}, "empty": {""}, "sign_type": {"RSA2"}}
	if got, want := Canonical(form, "sign_type"), "a=1&b=二 +&="; got != want {
		t.Fatalf("canonical %q, want %q", got, want)
	}
	if got, want := Canonical(form), "a=1&b=二 +&=&sign_type=RSA2"; got != want {
		t.Fatalf("canonical %q, want %q", got, want)
	}
	for _, text := range []string{Canonical(form), Canonical(form, "sign_type")} {
		s, err := Sign(key, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		form.Set("sign", s)
		if !VerifyForm(&key.PublicKey, form) {
			t.Errorf("signed over %q, not verified", text)
		}
	}
	form.Set("sign", "")
	if VerifyForm(&key.PublicKey, form) {
		t.Error("no signature, verified")
	}
}

// Open must hand out the very bytes; anything ambiguous is refused.
func TestOpen(t *testing.T) {
	good := map[string]string{
		`{"a_b_response":{"code":"10000","x":"http:\/\/y"},"sign":"S"}`:             `{"code":"10000","x":"http:\/\/y"}`,
		"{ \"sign\" : \"S\" ,\r\n \"a_b_response\"  :\n {\"sign\":\"inner\" } }\n":  `{"sign":"inner" }`,
		`{"a_b_response":{},"alipay_cert_sn":"9","sign":"S","extra":{"sign":"no"}}`: `{}`,
		`{"error_response":{"code":"40002"}}`:                                       `{"code":"40002"}`,
	}
	for raw, want := range good {
		e, err := Open([]byte(raw), "a.b")
		if err != nil || string(e.Body) != want {
			t.Errorf("%s: body %s, %v", raw, e.Body, err)
		}
	}
	for _, raw := range []string{``, `[]`, `null`, `{}`, `{"sign":"S"}`, `{"other_response":{}}`, `{"a_b_response":"text"}`,
		`{"a_b_response":{},"a_b_response":{}}`, `{"a_b_response":{},"error_response":{}}`, `{"a_b_response":{}`,
		`{"a_b_response":{},"sign":"1","sign":"2"}`, `{"a_b_response":{}} {"a_b_response":{}}`, `{"a_b_response":{}}x`,
		`<html>`} {
		if e, err := Open([]byte(raw), "a.b"); err == nil {
			t.Errorf("%s accepted as %s", raw, e.Body)
		}
	}
}

func TestParseKeys(t *testing.T) {
	key := testKey(t)
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	pkcs1 := x509.MarshalPKCS1PrivateKey(key)
	pkix, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	for _, der := range [][]byte{pkcs8, pkcs1} {
		for _, text := range [][]byte{pem.EncodeToMemory(&pem.Block{Type: "X", Bytes: der}),
			[]byte(base64.StdEncoding.EncodeToString(der)), []byte(" \r\n" + base64.StdEncoding.EncodeToString(der)[:64] + "\n" + base64.StdEncoding.EncodeToString(der)[64:])} {
			if got, err := ParsePrivateKey(text); err != nil || !got.Equal(key) {
				t.Errorf("private: %v", err)
			}
		}
	}
	for _, der := range [][]byte{pkix, x509.MarshalPKCS1PublicKey(&key.PublicKey)} {
		if got, err := ParsePublicKey([]byte(base64.StdEncoding.EncodeToString(der))); err != nil || !got.Equal(&key.PublicKey) {
			t.Errorf("public: %v", err)
		}
	}
	for _, text := range []string{"", "not a key", "AAAA", "-----BEGIN X-----\n-----END X-----"} {
		if _, err := ParsePrivateKey([]byte(text)); err == nil {
			t.Errorf("private %q accepted", text)
		}
		if _, err := ParsePublicKey([]byte(text)); err == nil {
			t.Errorf("public %q accepted", text)
		}
	}
}

func TestDescriptorAgreesWithType(t *testing.T) {
	c, err := New(Config{AppID: "a", SellerID: "s", AppKey: testKey(t), PlatformKey: publishedKey(t), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	if err := platform.Check(c); err != nil {
		t.Fatal(err)
	}
	if c.Describe().Creditor != platform.CreditorPlatform || c.Describe().ConfirmedLive != platform.Never {
		t.Error("Huabei's creditor is the platform and nobody has seen this live")
	}
	for name, bad := range map[string]Config{"no key": {AppID: "a", SellerID: "s"}, "nothing": {}} {
		if _, err := New(bad); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzNotify: whatever arrives, nothing is believed without the signature, and
// nothing panics.
func FuzzNotify(f *testing.F) {
	key := testKey(f)
	c, err := New(Config{AppID: "A", SellerID: "S", AppKey: key, PlatformKey: &key.PublicKey, Now: time.Now})
	if err != nil {
		f.Fatal(err)
	}
	f.Add("notify_id=1&trade_no=2&out_trade_no=3&total_amount=0.10&app_id=A&seller_id=S&trade_status=TRADE_SUCCESS", true)
	f.Add("total_amount=1e3&notify_id=1&trade_no=2&out_trade_no=3&app_id=A&seller_id=S", true)
	f.Add("fund_bill_list=[{]&notify_id=1&trade_no=2&out_trade_no=3&total_amount=1&app_id=A&seller_id=S", true)
	f.Add("%zz&&=;;", false)
	f.Fuzz(func(t *testing.T, body string, signed bool) {
		form, err := url.ParseQuery(body)
		if err != nil {
			form = url.Values{}
		}
		form.Del("sign")
		if signed {
			s, err := Sign(key, []byte(Canonical(form, "sign_type")))
			if err != nil {
				t.Fatal(err)
			}
			form.Set("sign", s)
			body = form.Encode()
		}
		e, err := c.ParseNotify([]byte(body))
		if err != nil {
			return
		}
		if !signed && form.Get("sign") == "" {
			t.Fatalf("an unsigned call-back was believed: %q", body)
		}
		if e.ID == "" || e.OutNo == "" || e.PlatformNo == "" || e.AmountFen < 0 || e.RefundFen < 0 {
			t.Fatalf("half an event: %+v", e)
		}
		if form.Get("app_id") != "A" || form.Get("seller_id") != "S" {
			t.Fatalf("a foreign call-back was believed: %q", body)
		}
	})
}

// FuzzOpen: the body handed out is a part of the input, byte for byte.
func FuzzOpen(f *testing.F) {
	f.Add(`{"a_b_response":{"code":"10000"},"sign":"S"}`)
	f.Add(`{"error_response":{"a":[1,2,{"b":"}"}]}}`)
	f.Fuzz(func(t *testing.T, raw string) {
		e, err := Open([]byte(raw), "a.b")
		if err == nil && !strings.Contains(raw, string(e.Body)) {
			t.Fatalf("%q is not in %q", e.Body, raw)
		}
	})
}
