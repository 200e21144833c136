package channel

import (
	"errors"
	"slices"
	"strings"
	"time"

	"fenming/kit/blob"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/words"
)

// PaperKinds lists the papers that a platform or the law asks for.
func PaperKinds() []string {
	return []string{"business_licence", "contract", "authorisation", "icp_filing", "complaint_commitment",
		"industry_licence", "account_proof", "other"}
}

// The states of a paper. Whether an active one is still in force is a matter of
// the day: StateOn.
const (
	PaperActive  = "active"
	PaperRetired = "retired"
)

// Paper is a document 资质 that the account at a platform rests on.
type Paper struct {
	ID         string       `json:"id"`
	ChannelID  string       `json:"channel_id"`
	Kind       string       `json:"kind" enum:"business_licence,contract,authorisation,icp_filing,complaint_commitment,industry_licence,account_proof,other"`
	Number     string       `json:"number"`
	Holder     string       `json:"holder" doc:"in whose name it is"`
	Note       string       `json:"note,omitempty"`
	IssuedOn   calendar.Day `json:"issued_on,omitempty"`
	ValidFrom  calendar.Day `json:"valid_from"`
	ValidTo    calendar.Day `json:"valid_to" doc:"last day; 9999-12-31 without an end"`
	Validity   string       `json:"validity" enum:"valid,expiring,expired,not_yet" doc:"today; expiring is 60 days or less"`
	Example    bool         `json:"example" doc:"example data, not a document of the merchant's"`
	File       *File        `json:"file,omitempty"`
	VerifiedBy string       `json:"verified_by,omitempty" doc:"user who compared it with the original"`
	VerifiedOn calendar.Day `json:"verified_on,omitempty"`
	State      string       `json:"state" enum:"active,retired"`
	Replaces   string       `json:"replaces,omitempty"`
	RetiredBy  string       `json:"retired_by,omitempty"`
	RetiredAt  *time.Time   `json:"retired_at,omitempty"`
	RetiredWhy string       `json:"retired_why,omitempty"`
	AddedBy    string       `json:"added_by"`
	AddedAt    time.Time    `json:"added_at"`
}

// File is a kept file: its bytes never change, the hash proves it.
type File struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size" doc:"bytes"`
}

// secret is the sealed part of a paper.
type secret struct {
	Number string `json:"number"`
	Holder string `json:"holder"`
	Note   string `json:"note,omitempty"`
}

// AddPaper records a paper. One that replaces another retires it in the same
// act. Faults name their field.
func AddPaper(tx *db.Tx, p Paper) (Paper, error) {
	if _, err := known(tx, p.ChannelID, tx.ForUpdate()); err != nil {
		return p, err
	}
	if p.ValidTo == "" {
		p.ValidTo = Forever
	}
	if err := p.check(); err != nil {
		return p, err
	}
	if p.Replaces != "" {
		old, err := GetPaper(tx, p.Replaces)
		if fault.Is(err, fault.CodeNotFound) || err == nil && (old.ChannelID != p.ChannelID || old.Kind != p.Kind) {
			return p, fault.Invalid(wordReplaces).At("/replaces")
		}
		if err != nil {
			return p, err
		}
		if _, err := RetirePaper(tx, p.Replaces, wordReplacedWhy.In(tx.Lang(), nil)); err != nil {
			return p, err
		}
	}
	p.ID, p.State, p.AddedBy, p.AddedAt = tx.ID("pap"), PaperActive, tx.Actor().ID, tx.Now()
	day, err := today(tx)
	if err != nil {
		return p, err
	}
	p.Validity = StateOn(p.ValidFrom, p.ValidTo, day)
	tx.Note("paper:"+p.ID, nil, p.open())
	return p, insertPaper(tx, p)
}

// open is what of a paper may stand in the log.
func (p Paper) open() map[string]any {
	m := map[string]any{"channel": p.ChannelID, "kind": p.Kind, "valid_from": p.ValidFrom, "valid_to": p.ValidTo, "state": p.State}
	if p.Replaces != "" {
		m["replaces"] = p.Replaces
	}
	return m
}

func (p Paper) check() error {
	var faults []*fault.Fault
	bad := func(is bool, w words.Word, pointer string) {
		if is {
			faults = append(faults, fault.Invalid(w).At(pointer))
		}
	}
	bad(!slices.Contains(PaperKinds(), p.Kind), wordPaperKind, "/kind")
	bad(strings.TrimSpace(p.Number) == "", wordPaperNumber, "/number")
	bad(strings.TrimSpace(p.Holder) == "", wordPaperHolder, "/holder")
	bad(p.IssuedOn != "" && p.IssuedOn.Check() != nil, wordDay, "/issued_on")
	bad(p.ValidFrom.Check() != nil || p.ValidTo.Check() != nil || p.ValidFrom > p.ValidTo, wordDay, "/valid_to")
	return fault.Many(faults)
}

// AttachFile gives a paper its file, once: another file is another paper.
func AttachFile(tx *db.Tx, id, name string, ref blob.Ref) (Paper, error) {
	p, err := lockPaper(tx, id)
	if err != nil {
		return p, err
	}
	if p.File != nil {
		return p, fault.Conflict(wordHasFile)
	}
	if ref.Size == 0 {
		return p, fault.Invalid(wordEmptyFile)
	}
	p.File = &File{Name: fileName(name), SHA256: ref.SHA256, Size: ref.Size}
	tx.Note("paper:"+id, nil, map[string]any{"file": ref.SHA256, "size": ref.Size})
	return p, setPaperFile(tx, p)
}

// fileName keeps the last part of a name, without what confuses a header.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`"\/`, r) {
			return '_'
		}
		return r
	}, strings.TrimSpace(name))
	if name == "" {
		return "file"
	}
	return name
}

// VerifyPaper records that the actor compared a paper with its original today.
func VerifyPaper(tx *db.Tx, id string) (Paper, error) {
	p, err := lockPaper(tx, id)
	if err != nil {
		return p, err
	}
	if p.File == nil {
		return p, fault.Refused(wordNoFile)
	}
	day, err := today(tx)
	if err != nil {
		return p, err
	}
	before := map[string]any{"verified_by": p.VerifiedBy, "verified_on": p.VerifiedOn}
	p.VerifiedBy, p.VerifiedOn = tx.Actor().ID, day
	tx.Note("paper:"+id, before, map[string]any{"verified_by": p.VerifiedBy, "verified_on": day})
	return p, setPaperVerified(tx, p)
}

// RetirePaper takes a paper out of use, with the reason. It stays readable; its
// open task is closed.
func RetirePaper(tx *db.Tx, id, why string) (Paper, error) {
	p, err := lockPaper(tx, id)
	if err != nil {
		return p, err
	}
	if strings.TrimSpace(why) == "" {
		return p, fault.Invalid(wordReason).At("/reason")
	}
	at := tx.Now()
	p.State, p.RetiredBy, p.RetiredAt, p.RetiredWhy = PaperRetired, tx.Actor().ID, &at, why
	tx.Note("paper:"+id, map[string]any{"state": PaperActive}, map[string]any{"state": PaperRetired})
	if err := setPaperRetired(tx, p); err != nil {
		return p, err
	}
	return p, over(tx, "paper:"+id)
}

// GetPaper returns a paper; not found is a fault.
func GetPaper(tx *db.Tx, id string) (Paper, error) { return paperBy(tx, id, "") }

// lockPaper returns an active paper, locked; a retired one is a conflict.
func lockPaper(tx *db.Tx, id string) (Paper, error) {
	p, err := paperBy(tx, id, tx.ForUpdate())
	if err == nil && p.State == PaperRetired {
		err = fault.Conflict(wordPaperRetired)
	}
	return p, err
}

func paperBy(tx *db.Tx, id, lock string) (Paper, error) {
	p, err := findPaper(tx, id, lock)
	if errors.Is(err, db.ErrNone) {
		return p, fault.NotFound(wordNoPaper)
	}
	if err != nil {
		return p, err
	}
	day, err := today(tx)
	p.Validity = StateOn(p.ValidFrom, p.ValidTo, day)
	return p, err
}

// PaperFilter narrows a list of papers; empty fields take all.
type PaperFilter struct {
	ChannelID string
	State     string
	Kind      string
}

// Papers lists papers, newest first, from before an id ("" the newest).
func Papers(tx *db.Tx, f PaperFilter, before string, n int) ([]Paper, error) {
	day, err := today(tx)
	if err != nil {
		return nil, err
	}
	all, err := listPapers(tx, f, before, n)
	for i := range all {
		all[i].Validity = StateOn(all[i].ValidFrom, all[i].ValidTo, day)
	}
	return all, err
}

// Ending is something of a channel that ends soon or has ended.
type Ending struct {
	Object    string       `json:"object" doc:"paper:pap_… or channel:chn_… for the contract named in its terms"`
	Kind      string       `json:"kind" doc:"the kind of the paper; terms for the contract named in the terms"`
	ChannelID string       `json:"channel_id"`
	Until     calendar.Day `json:"until"`
	Left      int          `json:"left" doc:"days; negative when it is past"`
	State     string       `json:"state" enum:"valid,expiring,expired"`
	Officer   string       `json:"officer,omitempty"`
}

// Endings lists what ends within days or has ended, the most urgent first.
func Endings(tx *db.Tx, within int) ([]Ending, error) {
	day, err := today(tx)
	if err != nil {
		return nil, err
	}
	return endings(tx, day, day.AddDays(within))
}

func endings(tx *db.Tx, day, until calendar.Day) ([]Ending, error) {
	channels, err := List(tx)
	if err != nil {
		return nil, err
	}
	papers, err := papersUntil(tx, until)
	if err != nil {
		return nil, err
	}
	out := []Ending{}
	for _, c := range channels {
		contract := c.Terms.ContractUntil
		for _, p := range papers {
			if p.ChannelID != c.ID {
				continue
			}
			if p.Kind == "contract" && p.ValidTo == contract {
				contract = "" // the paper tells of it already
			}
			out = append(out, Ending{Object: "paper:" + p.ID, Kind: p.Kind, ChannelID: c.ID, Until: p.ValidTo,
				Left: p.ValidTo.Sub(day), State: StateOn("", p.ValidTo, day), Officer: c.Terms.Officer})
		}
		if contract != "" && contract <= until {
			out = append(out, Ending{Object: "channel:" + c.ID, Kind: "terms", ChannelID: c.ID, Until: contract,
				Left: contract.Sub(day), State: StateOn("", contract, day), Officer: c.Terms.Officer})
		}
	}
	slices.SortStableFunc(out, func(a, b Ending) int { return a.Until.Compare(b.Until) })
	return out, nil
}

// over leaves word that the task about an object has lost its cause.
func over(tx *db.Tx, object string) error {
	_, err := job.Enqueue(tx, JobTaskOver, OverArgs{Object: object}, job.Once(object))
	return err
}
