package huabei

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/platform"
)

// billType spells a statement kind for the platform.
func billType(kind platform.StatementKind) string {
	if kind == platform.StatementFund {
		return "signcustomer"
	}
	return "trade"
}

// FetchStatement asks for the bill of a Beijing day (yyyy-MM-dd) or month
// (yyyy-MM) and downloads it; the address it gets lives 30 s. Faults:
// unavailable (not made yet, no trustworthy answer), refused (platform's code,
// host not listed), limit (file too large).
func (c *Client) FetchStatement(ctx context.Context, kind platform.StatementKind, day string) (platform.RawFile, error) {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		if _, err := time.Parse("2006-01", day); err != nil {
			return platform.RawFile{}, fault.Invalid(wordDay).At("/day")
		}
	}
	number := "bill-" + billType(kind) + "-" + day
	body, answer, err := c.call(ctx, "alipay.data.dataservice.bill.downloadurl.query", number, "",
		biz{"bill_type": billType(kind), "bill_date": day})
	if err != nil {
		return platform.RawFile{}, err
	}
	switch answer.Outcome {
	case platform.Done:
	case platform.Refused:
		if strings.Contains(strings.ToLower(answer.SubCode), "bill_not_exist") {
			return platform.RawFile{}, fault.Unavailable(wordNotYet).After(3600)
		}
		return platform.RawFile{}, fault.Refused(wordRefused, words.Args{"code": answer.SubCode})
	default:
		return platform.RawFile{}, fault.Unavailable(wordFetch, words.Args{"code": answer.Code}).After(60)
	}
	var out struct {
		URL string `json:"bill_download_url"`
	}
	if json.Unmarshal(body, &out) != nil || out.URL == "" {
		return platform.RawFile{}, fault.Unavailable(wordFetch, words.Args{"code": codeBadContent}).After(60)
	}
	return c.download(ctx, out.URL, kind, day, answer.Exchange)
}

// download fetches the file. The platform still writes "http:" addresses; the
// channel never goes out in the clear, so the scheme is raised.
func (c *Client) download(ctx context.Context, address string, kind platform.StatementKind, day string, ex platform.Exchange) (platform.RawFile, error) {
	u, err := url.Parse(address)
	if err != nil {
		return platform.RawFile{}, fault.Unavailable(wordFetch, words.Args{"code": codeBadContent})
	}
	if u.Scheme == "http" && !c.cfg.Simulator {
		u.Scheme = "https"
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return platform.RawFile{}, fault.Internal(err)
	}
	reply, err := c.files.Do(req)
	if err != nil {
		if fault.Is(err, fault.CodeRefused) || fault.Is(err, fault.CodeLimit) || fault.Is(err, fault.CodeUnavailable) {
			return platform.RawFile{}, err
		}
		return platform.RawFile{}, fault.Unavailable(wordFetch, words.Args{"code": transportCode(err)}).Because(err).After(60)
	}
	if reply.Status != http.StatusOK || len(reply.Body) == 0 {
		return platform.RawFile{}, fault.Unavailable(wordFetch,
			words.Args{"code": http.StatusText(reply.Status)}).After(60)
	}
	sum := sha256.Sum256(reply.Body)
	ex.GotAt = c.cfg.Now().UTC()
	name := u.Query().Get("downloadFileName")
	if name == "" {
		name = c.cfg.SellerID + "_" + day + ".zip"
	}
	return platform.RawFile{Name: name, Kind: kind, Day: day, Bytes: reply.Body, SHA256: hex.EncodeToString(sum[:]), Exchange: ex}, nil
}
