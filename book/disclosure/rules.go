package disclosure

import (
	"net/url"
	"strings"
	"time"
	"unicode"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// progress is how far the reading of a show has come.
type progress struct {
	dwell      int64 // ms
	scroll     int64 // ppm
	reachedEnd bool
}

// with adds a report. What the page claims counts up to the time that passed
// since it was shown: a clock that runs fast, or a lie, gains nothing.
func (p progress) with(in SeenIn, passed time.Duration) progress {
	return progress{
		dwell:      max(p.dwell, min(in.DwellMS, passed.Milliseconds())),
		scroll:     max(p.scroll, in.ScrollPPM),
		reachedEnd: p.reachedEnd || in.ReachedEnd || in.ScrollPPM >= whole,
	}
}

// whole is the scroll depth of the end, ppm.
const whole = 1_000_000

// mayAcknowledge refuses an acknowledgement before the rule's reading time or
// before the end was in view.
func mayAcknowledge(p progress, r Reading) error {
	if left := r.MinSeconds*1000 - p.dwell; left > 0 {
		seconds := (left + 999) / 1000
		return fault.Refused(wordTooSoon, words.Args{"seconds": r.MinSeconds, "left": seconds}).After(int(seconds))
	}
	if r.ScrollToEnd && !p.reachedEnd {
		return fault.Refused(wordNotToEnd)
	}
	return nil
}

// origin brings the address of a web site to the form in which a browser names
// it: scheme, host, port. Only TLS, or this machine for trying out.
func origin(text string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || u.Host == "" || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return "", fault.Invalid(wordOrigin)
	}
	if strings.ContainsFunc(u.Host, func(r rune) bool { return r > unicode.MaxASCII }) {
		return "", fault.Invalid(wordOriginASCII)
	}
	host := strings.ToLower(u.Hostname())
	local := host == "localhost" || host == "127.0.0.1"
	if u.Scheme != "https" && (u.Scheme != "http" || !local) || strings.ContainsAny(u.Host, "*, ") {
		return "", fault.Invalid(wordOrigin)
	}
	usual := map[string]string{"https": ":443", "http": ":80"}[u.Scheme] // a browser leaves it out
	return u.Scheme + "://" + strings.TrimSuffix(strings.ToLower(u.Host), usual), nil
}
