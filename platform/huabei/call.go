package huabei

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"fenming/kit/fault"
	"fenming/platform"
)

// biz is the business content of a request; json sorts its keys, so the same
// content always makes the same bytes.
type biz map[string]any

// head is the part every answer has.
type head struct {
	Code    string `json:"code"`
	Msg     string `json:"msg"`
	SubCode string `json:"sub_code"`
	SubMsg  string `json:"sub_msg"`
}

// Our own codes, where the platform gave none we can trust.
const (
	codeTimeout      = "TIMEOUT"
	codeConnection   = "CONNECTION_LOST"
	codeTooLarge     = "ANSWER_TOO_LARGE"
	codeBadAnswer    = "BAD_ANSWER"
	codeBadSignature = "BAD_SIGNATURE"
	codeBadContent   = "BAD_CONTENT"
)

// secret names the business fields that must not be kept.
var secret = map[string]bool{"auth_code": true}

const hidden = "***"

// call signs and sends one request. number is our idempotency number for the
// evidence. The returned body is the verified answer object, nil unless the
// platform's signature fits. err is not nil only when nothing was sent.
func (c *Client) call(ctx context.Context, method, number, notifyURL string, content biz) (json.RawMessage, platform.Answer, error) {
	form, shown, err := c.form(method, notifyURL, content)
	if err != nil {
		return nil, platform.Answer{}, fault.Internal(err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.cfg.Gateway, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, platform.Answer{}, fault.Internal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded;charset=utf-8")
	answer := platform.Answer{Outcome: platform.Unknown, Exchange: platform.Exchange{
		Number: number, Method: method, URL: c.cfg.Gateway, SentAt: c.cfg.Now().UTC(), Request: []byte(shown.Encode())}}
	reply, err := c.api.Do(req)
	answer.Exchange.GotAt = c.cfg.Now().UTC()
	answer.Exchange.Status = reply.Status
	answer.Exchange.Response = redact(reply.Body)
	if err != nil {
		if !reply.Sent {
			return nil, platform.Answer{}, err
		}
		answer.Exchange.Failure = err.Error()
		answer.Code = transportCode(err)
		return nil, answer, nil
	}
	body := c.judge(method, reply, &answer)
	return body, answer, nil
}

// form builds the signed parameters and the same with secrets hidden.
func (c *Client) form(method, notifyURL string, content biz) (form, shown url.Values, err error) {
	text, err := encode(content)
	if err != nil {
		return nil, nil, err
	}
	form = url.Values{}
	set := func(name, value string) {
		if value != "" {
			form.Set(name, value)
		}
	}
	set("app_id", c.cfg.AppID)
	set("method", method)
	set("format", "JSON")
	set("charset", "utf-8")
	set("sign_type", "RSA2")
	set("timestamp", c.cfg.Now().In(beijing).Format(stamp))
	set("version", "1.0")
	set("notify_url", notifyURL)
	set("app_auth_token", c.cfg.AppAuthToken)
	set("app_cert_sn", c.cfg.AppCertSN)
	set("alipay_root_cert_sn", c.cfg.RootCertSN)
	set("biz_content", text)
	signature, err := Sign(c.cfg.AppKey, []byte(Canonical(form)))
	if err != nil {
		return nil, nil, err
	}
	form.Set("sign", signature)

	kept := biz{}
	for name, value := range content {
		if secret[name] {
			value = hidden
		}
		kept[name] = value
	}
	if text, err = encode(kept); err != nil {
		return nil, nil, err
	}
	shown = url.Values{}
	for name, values := range form {
		shown[name] = values
	}
	shown.Set("biz_content", text)
	if c.cfg.AppAuthToken != "" {
		shown.Set("app_auth_token", hidden)
	}
	return form, shown, nil
}

// encode writes JSON without HTML escapes, which the platform would show.
func encode(v any) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "", err
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

// downloadURL is a bearer secret for half a minute.
var downloadURL = regexp.MustCompile(`("bill_download_url"\s*:\s*)"(?:[^"\\]|\\.)*"`)

func redact(body []byte) []byte {
	return downloadURL.ReplaceAll(body, []byte(`${1}"`+hidden+`"`))
}

func transportCode(err error) string {
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return codeTimeout
	case fault.Is(err, fault.CodeLimit):
		return codeTooLarge
	}
	var timeout interface{ Timeout() bool }
	if errors.As(err, &timeout) && timeout.Timeout() {
		return codeTimeout
	}
	return codeConnection
}

// judge verifies an answer and turns its codes into an outcome. Everything it
// cannot trust stays unknown.
func (c *Client) judge(method string, reply platform.Reply, answer *platform.Answer) json.RawMessage {
	if reply.Status != http.StatusOK {
		answer.Code = "HTTP_" + strconv.Itoa(reply.Status)
		return nil
	}
	envelope, err := Open(reply.Body, method)
	if err != nil {
		answer.Code = codeBadAnswer
		return nil
	}
	var h head
	if err := json.Unmarshal(envelope.Body, &h); err != nil {
		answer.Code = codeBadAnswer
		return nil
	}
	answer.Message = strings.TrimSpace(h.Msg + " " + h.SubMsg)
	answer.SubCode = h.SubCode
	if !Verify(c.cfg.PlatformKey, envelope.Body, envelope.Sign) {
		// The sub code is kept to help people; it decides nothing.
		answer.Code = codeBadSignature
		return nil
	}
	answer.Code = h.Code
	answer.Outcome = outcome(h)
	return json.RawMessage(envelope.Body)
}

// outcome reads the platform's codes: 10000 done, 10003 waiting for the buyer,
// 4xxxx refused unless it says that the system failed, all else unknown.
func outcome(h head) platform.Outcome {
	sub := strings.ToUpper(h.SubCode)
	switch {
	case strings.Contains(sub, "SYSTEM_ERROR"), strings.Contains(sub, "UNKNOW"):
		return platform.Unknown
	case h.Code == "10000":
		return platform.Done
	case h.Code == "10003":
		return platform.Waiting
	case len(h.Code) == 5 && h.Code[0] == '4':
		return platform.Refused
	}
	return platform.Unknown
}
