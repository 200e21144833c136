package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"fenming/book/promotion"
	"fenming/kit/calendar"
	"fenming/kit/words"
)

type checkPromotionCmd struct {
	File         string `arg:"" help:"Text of the advert, UTF-8; - reads standard input."`
	Offer        string `help:"JSON file of what is really offered: price, count, fee, payer …" type:"existingfile"`
	Jurisdiction string `help:"Whose rules: ${enum}." enum:"CN,EU,UK,US" default:"CN"`
	Medium       string `help:"Where it appears: ${enum}." enum:"banner,live_script,product_page,sms" default:"banner"`
	Day          string `help:"Under the rules of this day (2026-11-22); empty: today."`
}

// errBlocked says that the check did its work and the text may not be
// published: exit code 1, and nothing more to say.
var errBlocked = errors.New("the text may not be published")

// maxPromotion bounds what is read: 20,000 characters of at most 4 bytes, and
// one more byte to tell that there is more.
const maxPromotion = 4*promotion.MaxRunes + 1

// Run needs no installation: the rules are part of the program.
func (c checkPromotionCmd) Run(g *globals) error {
	in, err := c.ask()
	if err != nil {
		return err
	}
	got, err := promotion.Examine(in)
	if err != nil {
		return err
	}
	if err := g.print(got, func(w io.Writer) { printPromotion(w, got) }); err != nil {
		return err
	}
	if got.Verdict == promotion.VerdictBlock {
		return errBlocked
	}
	return nil
}

func (c checkPromotionCmd) ask() (promotion.Ask, error) {
	in := promotion.Ask{Jurisdiction: c.Jurisdiction, Medium: c.Medium, Day: calendar.Day(c.Day)}
	if c.Day == "" {
		zone, err := calendar.Zone(calendar.Shanghai)
		if err != nil {
			return in, err
		}
		in.Day = calendar.DayOf(calendar.System{}.Now(), zone)
	}
	if err := in.Day.Check(); err != nil {
		return in, err
	}
	var from io.Reader = os.Stdin
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return in, err
		}
		defer func() { _ = f.Close() }()
		from = f
	}
	text, err := io.ReadAll(io.LimitReader(from, maxPromotion))
	if err != nil {
		return in, err
	}
	in.Text = string(text)
	if c.Offer == "" {
		return in, nil
	}
	raw, err := os.ReadFile(c.Offer)
	if err != nil {
		return in, err
	}
	if err := json.Unmarshal(raw, &in.Offer); err != nil {
		return in, fmt.Errorf("%s: %w", c.Offer, err)
	}
	return in, nil
}

func printPromotion(w io.Writer, got promotion.Result) {
	lang := words.Parse(os.Getenv("LANG"))
	say := func(t promotion.Text) string {
		if lang == words.EN {
			return t.EN
		}
		return t.ZH
	}
	fmt.Fprintf(w, "%s (%s, %s)\n", got.Verdict, got.Pack, got.CheckedOn)
	for _, f := range got.Findings {
		fmt.Fprintf(w, "\n%s %s %s [%d:%d] %q\n", f.Severity, f.Rule, say(f.Name), f.RuneStart, f.RuneEnd, f.Quote)
		if f.Disguise != nil {
			fmt.Fprintf(w, "  %s\n", say(*f.Disguise))
		}
		fmt.Fprintf(w, "  %s\n  %s (%s)\n  => %s\n", say(f.Why), f.Source, f.Confidence, f.Mend.Text)
	}
}
