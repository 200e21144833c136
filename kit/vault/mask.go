package vault

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

const stars = "****"

// MaskPhone shows the first 3 and last 4 of a mainland mobile (138****1234),
// the last 4 of another number of at least 8 digits, nothing of a shorter one.
func MaskPhone(phone string) string {
	n, err := NormalPhone(phone)
	switch {
	case phone == "":
		return ""
	case err != nil || len(n) < 8:
		return stars
	case mobile(n):
		return n[:3] + stars + n[7:]
	}
	return stars + n[len(n)-4:]
}

// MaskName shows the first character and hides how many follow: 欧**.
func MaskName(name string) string {
	r, size := utf8.DecodeRuneInString(strings.TrimSpace(name))
	switch {
	case size == 0:
		return ""
	case r == utf8.RuneError:
		return "**"
	}
	return string(r) + "**"
}

// MaskEmail shows the first letter and the domain: z****@example.com.
func MaskEmail(email string) string {
	n, err := NormalEmail(email)
	if email == "" {
		return ""
	}
	if err != nil {
		return stars
	}
	local, domain, _ := strings.Cut(n, "@")
	r, _ := utf8.DecodeRuneInString(local)
	return string(r) + stars + "@" + domain
}

// MaskID shows the first 3 and last 2 characters of an identity number of at
// least 8, and its length: 110*************02.
func MaskID(id string) string {
	r := []rune(strings.TrimSpace(id))
	switch {
	case len(r) == 0:
		return ""
	case len(r) < 8:
		return stars
	}
	return string(r[:3]) + strings.Repeat("*", len(r)-5) + string(r[len(r)-2:])
}

// MaskAccount shows the last 4 characters of an account of at least 8.
func MaskAccount(account string) string {
	r := []rune(strings.TrimSpace(account))
	switch {
	case len(r) == 0:
		return ""
	case len(r) < 8:
		return stars
	}
	return stars + string(r[len(r)-4:])
}

var (
	province = regexp.MustCompile(`^\p{Han}{2,7}?(?:省|自治区|特别行政区)|^(?:北京|上海|天津|重庆)市?`)
	city     = regexp.MustCompile(`^\p{Han}{1,9}?(?:市|自治州|地区|盟)`)
	// Longer district names exist; they are hidden rather than guessed at, for
	// a long run of characters may just as well be an estate (阳光新城东区).
	district = regexp.MustCompile(`^\p{Han}{1,4}?(?:区|县|市|旗)|^\p{Han}{1,12}?自治[县旗]`)
	// What lies inside a district, whatever it ends with: showing it would
	// show more than the district.
	inside = regexp.MustCompile(`.[路街道号村院栋幢巷弄]|.镇[^市区县]|.乡[^市县]|(?:小|社|校|园|景|厂|库|街)区$|(?:超|菜|夜)市$`)
)

// MaskAddress shows a mainland address down to the district (到区县); where no
// district is recognised, down to the city or province, else nothing.
func MaskAddress(address string) string {
	rest := strings.Join(strings.Fields(address), "")
	if rest == "" {
		return ""
	}
	shown := ""
	take := func(level *regexp.Regexp, never string) bool {
		part := level.FindString(rest)
		body := strings.TrimRight(part, "市区县旗盟州")
		if part == "" || inside.MatchString(part) || strings.ContainsAny(body, never) {
			return false
		}
		shown, rest = shown+part, rest[len(part):]
		return true
	}
	took := take(province, "")
	direct := took && !strings.HasSuffix(shown, "省") && !strings.HasSuffix(shown, "区")
	if !direct {
		take(city, "区县")
	}
	take(district, "")
	return shown + stars
}
