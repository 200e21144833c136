package sim

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"fenming/platform/huabei"
)

// answer is the content of one gateway answer.
type answer map[string]any

func ok(more answer) answer {
	a := answer{"code": "10000", "msg": "Success"}
	for k, v := range more {
		a[k] = v
	}
	return a
}

// refuse is a business refusal.
func refuse(sub, msg string) answer {
	return answer{"code": "40004", "msg": "Business Failed", "sub_code": sub, "sub_msg": msg}
}

func invalid(sub, msg string) answer {
	return answer{"code": "40002", "msg": "Invalid Arguments", "sub_code": sub, "sub_msg": msg}
}

func unknown() answer {
	return answer{"code": "20000", "msg": "Service Currently Unavailable", "sub_code": "isp.unknow-error", "sub_msg": "系统繁忙"}
}

// call is a verified request.
type call struct {
	app    App
	method string
	notify string
	host   string
	at     int64 // µs
	biz    map[string]any
}

// text returns a business field as text; "" when absent or not text.
func (c call) text(name string) string {
	s, _ := c.biz[name].(string)
	return s
}

const maxForm = 256 << 10

// gateway answers one API call.
func (s *Simulator) gateway(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if r.Method != http.MethodPost || r.ParseForm() != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	app, known := s.apps[r.Form.Get("app_id")]
	s.mu.Unlock()
	if !known {
		// Without a known application the platform has no reason to sign.
		s.write(w, "error_response", invalid("isv.invalid-app-id", "无效的AppID参数"), false, false)
		return
	}
	method := r.Form.Get("method")
	name := strings.ReplaceAll(method, ".", "_") + "_response"
	c, bad := s.admit(app, method, r.Form)
	if bad != nil {
		s.write(w, name, bad, true, false)
		return
	}
	c.host = r.Host
	s.perform(w, name, c)
}

// admit verifies signature and public parameters.
func (s *Simulator) admit(app App, method string, form url.Values) (call, answer) {
	c := call{app: app, method: method, notify: form.Get("notify_url"), at: s.now()}
	if !huabei.Verify(app.MerchantKey, []byte(huabei.Canonical(form)), form.Get("sign")) {
		return c, invalid("isv.invalid-signature", "无效签名")
	}
	for name, want := range map[string]string{"sign_type": "RSA2", "version": "1.0", "charset": "utf-8"} {
		if !strings.EqualFold(form.Get(name), want) {
			return c, invalid("isv.invalid-"+strings.ReplaceAll(name, "_", "-"), name)
		}
	}
	if _, err := time.ParseInLocation(stamp, form.Get("timestamp"), beijing); err != nil {
		return c, invalid("isv.invalid-timestamp", "非法的时间戳参数")
	}
	dec := json.NewDecoder(strings.NewReader(form.Get("biz_content")))
	dec.UseNumber()
	if dec.Decode(&c.biz) != nil || c.biz == nil {
		return c, invalid("isv.invalid-parameter", "biz_content")
	}
	return c, nil
}

// perform runs a call with the faults that are set for it.
func (s *Simulator) perform(w http.ResponseWriter, name string, c call) {
	s.mu.Lock()
	result, after, err := s.run(c)
	s.mu.Unlock()
	switch {
	case err != nil, after == HTTP500:
		http.Error(w, "simulated failure", http.StatusInternalServerError)
	case after == TimeoutCommitted, after == TimeoutLost:
		drop(w)
	case after == UnknownCommitted, after == UnknownLost:
		s.write(w, name, unknown(), true, false)
	case after == SystemError:
		s.write(w, name, refuse("ACQ.SYSTEM_ERROR", "系统错误"), true, false)
	default:
		s.write(w, name, result, true, after == BadAnswerSign)
	}
}

// run takes at most one fault of each side and performs the method between
// them. The caller holds s.mu.
func (s *Simulator) run(c call) (result answer, after FaultKind, err error) {
	out := c.text("out_trade_no")
	if err := s.settle(c.at); err != nil {
		return nil, "", err
	}
	for _, kind := range []FaultKind{HTTP500, TimeoutLost, UnknownLost} {
		f, err := s.take(kind, c.app.AppID, out, c.method, "")
		if f != nil || err != nil {
			return nil, kind, err
		}
	}
	if result, err = s.dispatch(c); err != nil {
		return nil, "", err
	}
	for _, kind := range []FaultKind{TimeoutCommitted, UnknownCommitted, SystemError, BadAnswerSign} {
		f, err := s.take(kind, c.app.AppID, out, c.method, "")
		if f != nil || err != nil {
			return result, kind, err
		}
	}
	return result, "", nil
}

func (s *Simulator) dispatch(c call) (answer, error) {
	switch c.method {
	case "alipay.trade.precreate":
		return s.create(c, precreated)
	case "alipay.trade.create":
		return s.create(c, waiting)
	case "alipay.trade.pay":
		return s.barcode(c)
	case "alipay.trade.query":
		return s.query(c), nil
	case "alipay.trade.close":
		return s.closeCall(c)
	case "alipay.trade.refund":
		return s.refundCall(c)
	case "alipay.trade.fastpay.refund.query":
		return s.refundQuery(c), nil
	case "alipay.data.dataservice.bill.downloadurl.query":
		return s.billAddress(c)
	}
	return invalid("isv.invalid-method", "不存在的方法名"), nil
}

// write encodes the answer once and signs those very bytes. Like the platform
// it writes "\/" for "/", so a reader that re-encodes the JSON before verifying
// is found out.
func (s *Simulator) write(w http.ResponseWriter, name string, content answer, signed, spoil bool) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(content); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	body := bytes.ReplaceAll(bytes.TrimSuffix(b.Bytes(), []byte("\n")), []byte("/"), []byte(`\/`))
	out := append([]byte(`{"`+name+`":`), body...)
	if signed {
		signature, err := huabei.Sign(s.key, body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		if spoil {
			signature = spoilt(signature)
		}
		out = append(out, `,"sign":"`+signature+`"`...)
	}
	w.Header().Set("Content-Type", "text/html;charset=utf-8") // as the platform does, although it is JSON
	w.Write(append(out, '}'))
}

// spoilt changes one character of a base64 signature and keeps it decodable.
func spoilt(signature string) string {
	first := "A"
	if signature[0] == 'A' {
		first = "B"
	}
	return first + signature[1:]
}

// drop ends the connection without an answer.
func drop(w http.ResponseWriter) {
	if h, can := w.(http.Hijacker); can {
		if conn, _, err := h.Hijack(); err == nil {
			conn.Close()
			return
		}
	}
	panic(http.ErrAbortHandler)
}
