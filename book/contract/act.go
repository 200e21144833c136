package contract

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"fenming/book/contract/template"
	"fenming/book/customer"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// The kinds of act.
const (
	ActShown     = "shown"      // the whole text was put before the customer
	ActTermShown = "term_shown" // one key term was
	ActAsked     = "asked"      // he asked what it means
	ActExplained = "explained"  // he was told
	ActAccepted  = "accepted"
	ActSigned    = "signed"
)

// Act 行为 is one thing that happened between a text and its reader. Hash is the
// SHA-256 of the hash before it and of the act's own content, so that none can be
// changed, dropped or moved without being found.
type Act struct {
	No        int64      `json:"no"`
	Kind      string     `json:"kind" enum:"shown,term_shown,asked,explained,accepted,signed"`
	Term      string     `json:"term,omitempty"`
	Lang      words.Lang `json:"lang" enum:"zh-CN,en"`
	TextHash  string     `json:"text_hash" doc:"of the whole text or of the key term"`
	Emphasis  string     `json:"emphasis,omitempty" doc:"how the key term was emphasised"`
	DwellMS   int64      `json:"dwell_ms" doc:"how long it was in view, as the page measured it"`
	ElapsedMS int64      `json:"elapsed_ms" doc:"time since it was first shown, as the server measured it"`
	ScrollPPM int64      `json:"scroll_ppm" doc:"how far down the text was seen, in ppm"`
	NoteHash  string     `json:"note_hash,omitempty" doc:"SHA-256 of the explanation"`
	Channel   string     `json:"channel"`
	IPIndex   string     `json:"ip_index,omitempty" doc:"keyed index of the address"`
	Actor     string     `json:"actor"`
	At        time.Time  `json:"at"`
	Prev      string     `json:"prev"`
	Hash      string     `json:"hash"`

	note, ip string
}

// sealedAct is what the hash of an act is taken of: every field in this order,
// the time in µs.
type sealedAct struct {
	Contract  string     `json:"contract"`
	No        int64      `json:"no"`
	Kind      string     `json:"kind"`
	Term      string     `json:"term"`
	Lang      words.Lang `json:"lang"`
	TextHash  string     `json:"text_hash"`
	Emphasis  string     `json:"emphasis"`
	DwellMS   int64      `json:"dwell_ms"`
	ElapsedMS int64      `json:"elapsed_ms"`
	ScrollPPM int64      `json:"scroll_ppm"`
	NoteHash  string     `json:"note_hash"`
	Channel   string     `json:"channel"`
	IPIndex   string     `json:"ip_index"`
	Actor     string     `json:"actor"`
	AtMicros  int64      `json:"at_us"`
}

// genesis is what the first act's hash builds on: contract, quote and text.
func genesis(contractID, quoteHash, documentHash string) string {
	return template.Sum("contract " + contractID + "\nquote " + quoteHash + "\ndocument " + documentHash + "\n")
}

// sum is the hash of an act behind another.
func (a Act) sum(contractID string) string {
	raw, err := json.Marshal(sealedAct{contractID, a.No, a.Kind, a.Term, a.Lang, a.TextHash, a.Emphasis, a.DwellMS, a.ElapsedMS,
		a.ScrollPPM, a.NoteHash, a.Channel, a.IPIndex, a.Actor, a.At.UnixMicro()})
	if err != nil {
		panic("contract: an act of plain fields is always JSON: " + err.Error())
	}
	h := sha256.Sum256(append([]byte(a.Prev+"\n"), raw...))
	return hex.EncodeToString(h[:])
}

// ActIn records an act. Times are milliseconds.
type ActIn struct {
	ID        string     `path:"id" json:"-" maxLength:"40"`
	Kind      string     `json:"kind" enum:"shown,term_shown,asked,explained,accepted"`
	Term      string     `json:"term,omitempty" maxLength:"40"`
	Lang      words.Lang `json:"lang,omitempty" enum:"zh-CN,en" doc:"language of the text that was shown; default zh-CN"`
	TextHash  string     `json:"text_hash" minLength:"64" maxLength:"64" doc:"SHA-256 of the whole text, or of the key term, as it was shown"`
	Emphasis  string     `json:"emphasis,omitempty" maxLength:"80" doc:"how the key term was emphasised: frame, bold, …"`
	DwellMS   int64      `json:"dwell_ms,omitempty" minimum:"0" maximum:"86400000"`
	ScrollPPM int64      `json:"scroll_ppm,omitempty" minimum:"0" maximum:"1000000"`
	Note      string     `json:"note,omitempty" maxLength:"2000" doc:"the explanation that was given"`
	Channel   string     `json:"channel,omitempty" maxLength:"40" doc:"page, store, link; default store"`
	IP        string     `json:"ip,omitempty" maxLength:"45" doc:"address of the customer's device"`
}

// ActOut is the act and what is left to do.
type ActOut struct {
	Act         Act      `json:"act"`
	Explanation string   `json:"explanation,omitempty" doc:"what the term means, when it was asked for; it counts as given"`
	Left        []string `json:"left" doc:"key terms not accepted yet"`
}

// drift is how far a page's clock may run ahead of ours, in milliseconds, before
// its report is not believed at all.
const drift = 2000

// Record keeps an act. Accepting a key term needs that it was shown, emphasised
// and in view for its least time; accepting it again changes nothing. Asking for
// an explanation gives the one of the clause pack and records that it was given.
// Faults: a contract without a text, a state other than offered, a hash of
// another text (conflict); an unknown term, too short a time, a time longer than
// has passed (invalid).
func Record(tx *db.Tx, in ActIn) (ActOut, error) {
	c, err := Lock(tx, in.ID)
	if err != nil {
		return ActOut{}, err
	}
	switch {
	case c.DocumentHash == "":
		return ActOut{}, fault.Conflict(wordNoDocument)
	case c.State != Offered:
		return ActOut{}, fault.Conflict(wordWrongState, words.Args{"state": c.State, "to": Signed})
	}
	if in.Lang == "" {
		in.Lang = Binding
	}
	if in.Channel == "" {
		in.Channel = "store"
	}
	in.TextHash = strings.ToLower(in.TextHash)
	d, err := DocumentIn(tx, c.ID, in.Lang)
	if err != nil {
		return ActOut{}, err
	}
	acts, err := actsOf(tx, c.ID)
	if err != nil {
		return ActOut{}, err
	}
	if had := acceptedAct(acts, in.Term); in.Kind == ActAccepted && had != nil {
		return ActOut{Act: *had, Left: left(c, acts)}, nil
	}
	term, err := d.match(in)
	if err != nil {
		return ActOut{}, err
	}
	elapsed, err := mayAccept(in, term, acts, tx.Now())
	if err != nil {
		return ActOut{}, err
	}
	a, err := addAct(tx, c, acts, in, elapsed)
	if err != nil {
		return ActOut{}, err
	}
	acts = append(acts, a)
	out := ActOut{Act: a, Left: left(c, acts)}
	switch {
	case in.Kind == ActAccepted:
		err = acceptTerm(tx, c, in)
	case in.Kind == ActAsked && term.Explanation != "":
		out.Explanation = term.Explanation
		in.Kind, in.Note = ActExplained, term.Explanation
		_, err = addAct(tx, c, acts, in, elapsed)
	}
	return out, err
}

// match refuses an act on another text than the contract's.
func (d Document) match(in ActIn) (Term, error) {
	if in.Kind == ActShown {
		if in.Term != "" || in.TextHash != d.Hash || in.Lang != d.Lang {
			return Term{}, fault.Conflict(wordOtherText)
		}
		return Term{}, nil
	}
	t, ok := d.term(in.Term)
	switch {
	case !ok:
		return Term{}, fault.Invalid(wordUnknownTerm, words.Args{"term": in.Term}).At("/term")
	case in.TextHash != t.Hash || in.Lang != d.Lang:
		return Term{}, fault.Conflict(wordOtherText)
	case in.Kind == ActTermShown && in.Emphasis == "":
		return Term{}, fault.Invalid(wordEmphasis).At("/emphasis")
	case in.Kind == ActExplained && strings.TrimSpace(in.Note) == "":
		return Term{}, fault.Invalid(wordExplain).At("/note")
	}
	return t, nil
}

// mayAccept gives the time since the term was first shown; for an acceptance it
// refuses too short a time and one that cannot have passed.
func mayAccept(in ActIn, t Term, acts []Act, now time.Time) (int64, error) {
	at := slices.IndexFunc(acts, func(a Act) bool {
		return a.Term == in.Term && (a.Kind == ActTermShown || in.Term == "" && a.Kind == ActShown)
	})
	var elapsed int64
	if at >= 0 {
		elapsed = now.Sub(acts[at].At).Milliseconds()
	}
	if in.Kind != ActAccepted {
		return elapsed, nil
	}
	switch {
	case at < 0:
		return 0, fault.Conflict(wordNotShown, words.Args{"term": t.Title})
	case in.DwellMS > elapsed+drift:
		return 0, fault.Invalid(wordDwell).At("/dwell_ms")
	}
	// The drift is no gift: what counts is never more than our own clock saw.
	if left := t.LeastMS - min(in.DwellMS, elapsed); left > 0 {
		return 0, fault.Invalid(wordTooFast, words.Args{"term": t.Title, "seconds": (left + 999) / 1000}).At("/dwell_ms")
	}
	return elapsed, nil
}

func acceptedAct(acts []Act, term string) *Act {
	for i := range acts {
		if acts[i].Kind == ActAccepted && acts[i].Term == term {
			return &acts[i]
		}
	}
	return nil
}

func left(c Contract, acts []Act) []string {
	list := []string{}
	for _, t := range c.KeyTerms {
		if acceptedAct(acts, t) == nil {
			list = append(list, t)
		}
	}
	return list
}

// addAct links an act to the chain and stores it.
func addAct(tx *db.Tx, c Contract, acts []Act, in ActIn, elapsed int64) (Act, error) {
	a := Act{No: int64(len(acts)) + 1, Kind: in.Kind, Term: in.Term, Lang: in.Lang, TextHash: in.TextHash, Emphasis: in.Emphasis,
		DwellMS: in.DwellMS, ElapsedMS: elapsed, ScrollPPM: in.ScrollPPM, Channel: in.Channel, Actor: tx.Actor().ID,
		At: time.UnixMicro(tx.NowMicro()).UTC(), Prev: genesis(c.ID, c.QuoteHash, c.DocumentHash), note: in.Note, ip: in.IP}
	if len(acts) > 0 {
		a.Prev = acts[len(acts)-1].Hash
	}
	if in.Note != "" {
		a.NoteHash = template.Sum(in.Note)
	}
	if in.IP != "" {
		index, err := tx.Index("ip", in.IP)
		if err != nil {
			return a, err
		}
		a.IPIndex = index
	}
	a.Hash = a.sum(c.ID)
	tx.Note("contract:"+c.ID, nil, map[string]any{"act": a.No, "kind": a.Kind, "term": a.Term, "text_hash": a.TextHash, "hash": a.Hash})
	return a, insertAct(tx, c.ID, a)
}

// acceptTerm keeps the acceptance where other rooms look for it; what was said
// about personal data also stands with the customer.
func acceptTerm(tx *db.Tx, c Contract, in ActIn) error {
	if _, err := addAcceptance(tx, c.ID, in.Term, in.TextHash, in.Channel, in.IP); err != nil {
		return err
	}
	if in.Term == TermDataSharing {
		err := customer.GiveConsent(tx, c.CustomerID, customer.Consent{Purpose: "contract_data:" + c.ID, TextHash: in.TextHash,
			TextVersion: c.version(), Lang: string(in.Lang), Channel: in.Channel, Evidence: "contract:" + c.ID})
		if err != nil {
			return err
		}
	}
	return addEvent(tx, c.ID, ActAccepted, map[string]string{"term": in.Term, "text_hash": in.TextHash, "channel": in.Channel})
}

// version names the template's version a contract was made with.
func (c Contract) version() string { return c.TemplateID + "/" + strconv.Itoa(c.TemplateNo) }

// ActsOf returns the acts of a contract in order.
func ActsOf(tx *db.Tx, contractID string) ([]Act, error) { return actsOf(tx, contractID) }
