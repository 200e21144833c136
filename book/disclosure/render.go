package disclosure

import (
	"bytes"
	"encoding/json"

	"fenming/book/plan"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/paper"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// pictureWidth is that of a picture for a chat, pixels.
const pictureWidth = 1080

// Render draws the table in a form: the same table gives the same bytes. The
// press is needed for files and pictures, which take a while and are drawn
// outside a transaction.
func Render(t CostTable, kind string, press *paper.Press) ([]byte, error) {
	var (
		b   bytes.Buffer
		err error
	)
	switch kind {
	case JSON:
		return json.Marshal(t)
	case HTML:
		return paper.HTML(t.Document()), nil
	case PDF:
		err = press.PDF(&b, t.Document())
	case PNG:
		err = press.PNG(&b, t.Document(), pictureWidth)
	default:
		err = fault.Invalid(wordForm).At("/kind")
	}
	return b.Bytes(), err
}

// OfQuotes makes the cost table of stored quotes in a language.
func OfQuotes(tx *db.Tx, ids []string, lang words.Lang, platforms map[string]words.Word, warnings []Line) (CostTable, error) {
	quotes, err := quotesOf(tx, ids)
	if err != nil {
		return CostTable{}, err
	}
	return Of(tx, quotes, lang, platforms, warnings)
}

func quotesOf(tx *db.Tx, ids []string) ([]plan.Quote, error) {
	quotes := make([]plan.Quote, len(ids))
	for i, id := range ids {
		q, err := plan.GetQuote(tx, id)
		if err != nil {
			return nil, err
		}
		quotes[i] = q
	}
	return quotes, nil
}

// Of makes the cost table of quotes under the merchant's name.
func Of(tx *db.Tx, quotes []plan.Quote, lang words.Lang, platforms map[string]words.Word, warnings []Line) (CostTable, error) {
	shop, err := tenant.Get(tx)
	if err != nil {
		return CostTable{}, err
	}
	return Table(TableIn{Quotes: quotes, Shop: shop.Name, Lang: lang, Platforms: platforms, Warnings: warnings})
}
