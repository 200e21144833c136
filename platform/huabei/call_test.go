package huabei

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"fenming/kit/fault"
	"fenming/platform"
)

// What the platform's codes mean; a failed system is never a no.
func TestOutcome(t *testing.T) {
	for _, c := range []struct {
		code, sub string
		want      platform.Outcome
	}{
		{"10000", "", platform.Done}, {"10003", "", platform.Waiting},
		{"20000", "isp.unknow-error", platform.Unknown}, {"20000", "", platform.Unknown}, {"20001", "aop.invalid-auth-token", platform.Unknown},
		{"40004", "ACQ.TRADE_NOT_EXIST", platform.Refused}, {"40002", "isv.invalid-signature", platform.Refused},
		{"40006", "isv.insufficient-isv-permissions", platform.Refused},
		{"40004", "ACQ.SYSTEM_ERROR", platform.Unknown}, {"40004", "aop.ACQ.SYSTEM_ERROR", platform.Unknown},
		{"40004", "isp.unknow-error", platform.Unknown}, {"", "", platform.Unknown}, {"4", "", platform.Unknown}, {"99999", "", platform.Unknown},
	} {
		if got := outcome(head{Code: c.code, SubCode: c.sub}); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.code, c.sub, got, c.want)
		}
	}
}

func TestNotifyForms(t *testing.T) {
	key := testKey(t)
	c, err := New(Config{AppID: "A", SellerID: "S", AppKey: key, PlatformKey: &key.PublicKey, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	signed := func(change func(url.Values)) string {
		form := url.Values{"notify_id": {"1"}, "trade_no": {"2"}, "out_trade_no": {"3"}, "total_amount": {"0.10"}, "app_id": {"A"},
			"seller_id": {"S"}, "trade_status": {"TRADE_SUCCESS"}, "charset": {"utf-8"}, "subject": {"手机 + 壳 & 膜=3"}}
		change(form)
		s, err := Sign(key, []byte(Canonical(form, "sign_type")))
		if err != nil {
			t.Fatal(err)
		}
		form.Set("sign", s)
		return form.Encode()
	}
	if e, err := c.ParseNotify([]byte(signed(func(url.Values) {}))); err != nil || e.AmountFen != 10 {
		t.Fatalf("%+v, %v", e, err)
	}
	set := func(name, value string) string { return signed(func(f url.Values) { f.Set(name, value) }) }
	for name, body := range map[string]string{
		"empty": "", "twice": signed(func(url.Values) {}) + "&total_amount=0.10", "charset": set("charset", "GBK"),
		"sign type": set("sign_type", "RSA"), "no id": set("notify_id", ""), "no number": set("out_trade_no", ""),
		"no amount": set("total_amount", ""), "minus": set("total_amount", "-0.10"), "three decimals": set("total_amount", "0.101"),
		"exponent": set("total_amount", "1e3"), "time": set("notify_time", "yesterday"), "funds": set("fund_bill_list", "{"),
		"fund amount": set("fund_bill_list", `[{"amount":"x"}]`), "long": set("subject", strings.Repeat("x", maxNotify)),
	} {
		if _, err := c.ParseNotify([]byte(body)); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := c.ParseNotify([]byte(strings.Replace(signed(func(url.Values) {}), "0.10", "0.11", 1))); !fault.Is(err, fault.CodeRefused) {
		t.Errorf("bent after signing: %v", err)
	}
	for body, want := range map[string]platform.EventKind{
		set("trade_status", "TRADE_CLOSED"):          platform.EventClosed,
		set("trade_status", "TRADE_FINISHED"):        platform.EventFinished,
		set("trade_status", "WAIT_BUYER_PAY"):        platform.EventWaiting,
		set("trade_status", "SOMETHING_NEW"):         platform.EventOther,
		set("gmt_refund", "2026-03-02 10:00:00.123"): platform.EventRefunded,
	} {
		if e, err := c.ParseNotify([]byte(body)); err != nil || e.Kind != want {
			t.Errorf("%s: %v", want, err)
		}
	}
	if string(c.Ack().Body) != "success" {
		t.Error("seven bytes, no more")
	}
}
