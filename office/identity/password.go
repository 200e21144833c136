package identity

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// Lengths of a password in characters (SEC-01).
const (
	minPassword = 12
	maxPassword = 128
)

// A password must keep this many characters that are no common word, run or
// year. Twelve characters made of common parts are guessed early, however long
// the list of whole passwords would be.
const minUncommon = 6

//go:embed common.txt
var commonText string

// commonWords are parts that common passwords are made of, longest first is
// not needed: the best covering is searched.
var commonWords = strings.Fields(commonText)

// rows are runs of keys and letters that fingers walk along.
var rows = []string{"abcdefghijklmnopqrstuvwxyz", "01234567890", "1234567890-=", "qwertyuiop[]", "asdfghjkl;'",
	"zxcvbnm,./", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "!qaz@wsx#edc$rfv", "!@#$%^&*()_+", "qazwsxedcrfvtgbyhnujmikolp"}

// CheckPassword applies the policy. own are words an attacker would try first:
// the names of the product, the merchant, his shops and the person.
func CheckPassword(password string, own []string) error {
	n := utf8.RuneCountInString(password)
	switch {
	case n < minPassword:
		return fault.Invalid(wordPasswordShort, words.Args{"n": minPassword}).At("/password")
	case n > maxPassword:
		return fault.Invalid(wordPasswordLong, words.Args{"n": maxPassword}).At("/password")
	}
	plain := strings.ToLower(norm.NFKC.String(password))
	for _, word := range append([]string{"fenming", "分明"}, own...) {
		if telling(word) && strings.Contains(plain, strings.ToLower(norm.NFKC.String(word))) {
			return fault.Invalid(wordPasswordOwn).At("/password")
		}
	}
	if repeats(plain) || uncommon([]rune(plain)) < minUncommon {
		return fault.Invalid(wordPasswordCommon).At("/password")
	}
	return nil
}

// telling says whether a word is long enough that its presence is no accident:
// four letters, or two Han characters.
func telling(word string) bool {
	n := utf8.RuneCountInString(strings.TrimSpace(word))
	han := strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	return n >= 4 || han && n >= 2
}

// repeats says whether a password is a piece of at most six characters again
// and again.
func repeats(s string) bool {
	r := []rune(s)
	for size := 1; size <= 6 && size < len(r); size++ {
		same := true
		for i := size; i < len(r); i++ {
			same = same && r[i] == r[i-size]
		}
		if same {
			return true
		}
	}
	return false
}

// uncommon counts the characters left when the password is covered as well as
// possible with common words, runs along the keyboard or alphabet, repeated
// characters and years.
func uncommon(r []rune) int {
	least := make([]int, len(r)+1) // least[i]: uncommon characters among the first i
	for i := 1; i <= len(r); i++ {
		least[i] = least[i-1] + 1
		for j := 0; j <= i-3; j++ {
			if common(string(r[j:i])) {
				least[i] = min(least[i], least[j])
			}
		}
	}
	return least[len(r)]
}

func common(piece string) bool {
	n := utf8.RuneCountInString(piece)
	if n >= 3 && strings.Count(piece, piece[:1]) == len(piece) {
		return true
	}
	if n == 4 && (strings.HasPrefix(piece, "19") || strings.HasPrefix(piece, "20")) && digits(piece) {
		return true
	}
	if n >= 3 && (inRow(piece) || inRow(reversed(piece))) {
		return true
	}
	return slices.Contains(commonWords, piece) || slices.Contains(commonWords, unleet.Replace(piece))
}

// unleet undoes the usual stand-ins for letters.
var unleet = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s")

func digits(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

func inRow(piece string) bool {
	return slices.ContainsFunc(rows, func(row string) bool { return strings.Contains(row, piece) })
}

func reversed(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}
