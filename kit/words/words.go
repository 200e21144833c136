// Package words holds sentences in the two languages of the product.
//
// A Word is a typed key with both texts; a missing language cannot compile
// away because Check, run by every room's test, refuses it. Placeholders are
// written {name} and must be the same in both languages.
package words

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Lang is a language of the product.
type Lang string

// The languages, zh-CN first.
const (
	ZH Lang = "zh-CN"
	EN Lang = "en"
)

// Word is one sentence in both languages under a stable key such as
// "order.not_found". The key is part of the API contract (it is the error or
// reason code); the texts are not.
type Word struct {
	Key string
	ZH  string
	EN  string
}

// Args are the values of a Word's placeholders.
type Args map[string]any

// Texts are the values as they stand in the sentence; nil without any.
func (a Args) Texts() map[string]string {
	if len(a) == 0 {
		return nil
	}
	texts := make(map[string]string, len(a))
	for name, value := range a {
		texts[name] = fmt.Sprint(value)
	}
	return texts
}

// In returns the sentence in the language with its placeholders filled. A
// placeholder without a value stays visible, so that a mistake is seen.
func (w Word) In(lang Lang, args Args) string {
	text := w.EN
	if lang == ZH {
		text = w.ZH
	}
	if len(args) == 0 {
		return text
	}
	pairs := make([]string, 0, 2*len(args))
	for name, value := range args {
		pairs = append(pairs, "{"+name+"}", fmt.Sprint(value))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// Parse chooses a language from an Accept-Language header or a stored choice.
// Anything that is not English is answered in Chinese, the product's first
// language.
func Parse(s string) Lang {
	first, _, _ := strings.Cut(s, ",")
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(first)), "en") {
		return EN
	}
	return ZH
}

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

// Check reports every fault of a catalogue: an empty key or text, a key used
// twice, placeholders that differ between the languages.
func Check(catalogue ...Word) error {
	seen := map[string]bool{}
	for _, w := range catalogue {
		switch {
		case w.Key == "" || w.ZH == "" || w.EN == "":
			return fmt.Errorf("word %q lacks a key or a text", w.Key)
		case seen[w.Key]:
			return fmt.Errorf("word %q is defined twice", w.Key)
		case !slices.Equal(names(w.ZH), names(w.EN)):
			return fmt.Errorf("word %q: placeholders differ: %v, %v", w.Key, names(w.ZH), names(w.EN))
		}
		seen[w.Key] = true
	}
	return nil
}

func names(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}
