package vault

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"fenming/kit/fault"
)

// NormalPhone brings a phone number to one form: 11 digits for a mainland
// mobile, area code and number for a landline, + and digits for the rest of
// the world. Full-width digits, spaces, hyphens, brackets and the prefixes +86,
// 0086 and 86 fall away. Anything else, a masked number above all, is an
// invalid fault.
func NormalPhone(s string) (string, error) {
	var b strings.Builder
	for i, r := range []rune(strings.TrimSpace(norm.NFKC.String(s))) {
		switch {
		case r >= '0' && r <= '9', r == '+' && i == 0:
			b.WriteRune(r)
		case unicode.IsSpace(r), unicode.Is(unicode.Pd, r), r == '(', r == ')', r == '.':
		default:
			return "", fault.Invalid(wordPhone)
		}
	}
	n := b.String()
	if strings.HasPrefix(n, "00") {
		n = "+" + n[2:]
	}
	if rest, ok := strings.CutPrefix(n, "+86"); ok {
		n = rest
		if !mobile(n) && !strings.HasPrefix(n, "0") {
			n = "0" + n
		}
	} else if rest, ok := strings.CutPrefix(n, "86"); ok && mobile(rest) {
		n = rest
	}
	abroad, plus := strings.CutPrefix(n, "+")
	switch {
	case mobile(n), !plus && n != "" && n[0] == '0' && len(n) >= 10 && len(n) <= 12:
		return n, nil
	case plus && len(abroad) >= 6 && len(abroad) <= 15: // E.164: 15 digits at most
		return n, nil
	}
	return "", fault.Invalid(wordPhone)
}

func mobile(n string) bool { return len(n) == 11 && n[0] == '1' && n[1] >= '3' }

// NormalEmail lower-cases an address and removes space around it. The part
// before the @ is lower-cased too: no provider in use tells the cases apart.
func NormalEmail(s string) (string, error) {
	s = strings.ToLower(strings.TrimSpace(norm.NFKC.String(s)))
	local, domain, ok := strings.Cut(s, "@")
	bad := strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
	if !ok || local == "" || bad || len(s) > 254 || strings.Contains(domain, "@") ||
		!strings.Contains(strings.Trim(domain, "."), ".") || strings.Contains(s, "*") {
		return "", fault.Invalid(wordEmail)
	}
	return s, nil
}

// NormalName brings a name to one form: compatibility forms folded, the dots
// of a transliterated name made one, Latin lower-cased, space removed between
// Han characters and made single elsewhere.
func NormalName(s string) string {
	runes := []rune(strings.Join(strings.Fields(strings.ToLower(norm.NFKC.String(s))), " "))
	var b strings.Builder
	for i, r := range runes {
		switch r {
		case ' ':
			if unicode.Is(unicode.Han, runes[i-1]) || unicode.Is(unicode.Han, runes[i+1]) {
				continue
			}
		case '•', '・', '‧', '∙', '⋅', '●', '᛫':
			r = '·'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// NormalAddress keeps the letters and digits of an address, folded and
// lower-cased, one hyphen where numbers are joined ("3-1-502"), so that
// spacing and punctuation do not hide an equal address.
func NormalAddress(s string) string {
	var b strings.Builder
	var last rune
	joined := false
	for _, r := range strings.ToLower(norm.NFKC.String(s)) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			joined = true
			continue
		}
		if joined && unicode.IsDigit(last) && unicode.IsDigit(r) {
			b.WriteByte('-')
		}
		joined, last = false, r
		b.WriteRune(r)
	}
	return b.String()
}
