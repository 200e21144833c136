package sim

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// period is the span of a bill in Beijing days.
type period struct {
	from, to time.Time
	ready    time.Time
	compact  string // 20260102 or 202601
}

// periodOf reads a bill date. A day's bill is ready at 9 the next morning, a
// month's at 9 on the 3rd of the next month.
func periodOf(text string) (period, error) {
	if day, err := time.ParseInLocation(time.DateOnly, text, beijing); err == nil {
		to := day.AddDate(0, 0, 1)
		return period{day, to, to.Add(9 * time.Hour), day.Format("20060102")}, nil
	}
	month, err := time.ParseInLocation("2006-01", text, beijing)
	if err != nil {
		return period{}, errors.New("bill date")
	}
	to := month.AddDate(0, 1, 0)
	return period{month, to, to.AddDate(0, 0, 2).Add(9 * time.Hour), month.Format("200601")}, nil
}

// account is the seller id with the suffix of the bill account.
func account(seller string) string { return seller + "0156" }

const linkLife = 30 * time.Second

// billAddress answers with an address that lives for half a minute.
func (s *Simulator) billAddress(c call) (answer, error) {
	kind, day := c.text("bill_type"), c.text("bill_date")
	p, err := periodOf(day)
	if err != nil || (kind != "trade" && kind != "signcustomer") {
		return refuse("isv.invalid-parameter", "bill_type, bill_date"), nil
	}
	f, err := s.take(BillNotReady, c.app.AppID, "", "", day)
	if err != nil {
		return nil, err
	}
	if f != nil || when(c.at).Before(p.ready) {
		return refuse("isp.bill_not_exist", "账单不存在"), nil
	}
	base := s.opt.BaseURL
	if base == "" {
		base = "http://" + c.host
	}
	id := account(c.app.SellerID)
	q := url.Values{"bizType": {kind}, "userId": {id}, "fileType": {"csv.zip"}, "bizDates": {p.compact}, "day": {day},
		"downloadFileName": {id + "_" + p.compact + ".csv.zip"}, "timestamp": {strconv.FormatInt(c.at/1e6, 10)},
		"app": {c.app.AppID}}
	q.Set("token", s.token(q))
	return ok(answer{"bill_download_url": base + "/downloadBillFile.resource?" + q.Encode()}), nil
}

// token seals an address, so that it survives a restart but no change.
func (s *Simulator) token(q url.Values) string {
	seed := sha256.Sum256(s.key.D.Bytes())
	mac := hmac.New(sha256.New, seed[:])
	rest := url.Values{}
	for name, v := range q {
		if name != "token" {
			rest[name] = v
		}
	}
	mac.Write([]byte(rest.Encode()))
	return hex.EncodeToString(mac.Sum(nil))
}

// download serves a bill to whoever holds a fresh address.
func (s *Simulator) download(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	made, err := strconv.ParseInt(q.Get("timestamp"), 10, 64)
	age := s.opt.Now().Unix() - made
	if err != nil || !hmac.Equal([]byte(q.Get("token")), []byte(s.token(q))) || age < 0 || age > int64(linkLife/time.Second) {
		http.Error(w, "expired", http.StatusForbidden)
		return
	}
	file, err := s.Bill(q.Get("app"), q.Get("bizType"), q.Get("day"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/zip")
	w.Write(file)
}

// Bill writes the zip of a seller's bill: kind "trade" or "signcustomer", day
// "2006-01-02" or "2006-01". It may be called for any day, also today.
func (s *Simulator) Bill(appID, kind, day string) ([]byte, error) {
	p, err := periodOf(day)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	app, known := s.apps[appID]
	if !known {
		return nil, errors.New("unknown app")
	}
	b := s.book(app.SellerID)
	if kind == "signcustomer" {
		flows := between(b.flows, func(f flow) int64 { return f.at }, p.from.UnixMicro(), p.to.UnixMicro())
		return fundZip(app, p, flows)
	}
	entries := between(b.entries, func(e entry) int64 { return e.at }, p.from.UnixMicro(), p.to.UnixMicro())
	rows := s.tradeRows(entries, day)
	return tradeZip(app, p, rows, s.standing(BillWrongTotal, appID, "", day) != nil, s.standing(BillCutOff, appID, "", day) != nil)
}
