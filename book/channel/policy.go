package channel

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/words"
	"fenming/office/identity"
)

// Policy is an update of a platform's rules. It is never edited: a later one
// supersedes it.
type Policy struct {
	ID           string       `json:"id"`
	Title        string       `json:"title"`
	Source       string       `json:"source" doc:"address or name of the publication"`
	Text         string       `json:"text,omitempty" doc:"the wording, or the part that matters"`
	Summary      string       `json:"summary" doc:"what it says, in the shop's own words"`
	Channels     []string     `json:"channels" doc:"channels it touches"`
	Readers      Readers      `json:"readers"`
	PublishedOn  calendar.Day `json:"published_on"`
	EffectiveOn  calendar.Day `json:"effective_on"`
	Supersedes   string       `json:"supersedes,omitempty"`
	SupersededBy string       `json:"superseded_by,omitempty"`
	Hash         string       `json:"hash" doc:"SHA-256 of what readers see"`
	Example      bool         `json:"example"`
	RecordedBy   string       `json:"recorded_by"`
	RecordedAt   time.Time    `json:"recorded_at"`
}

// Readers says who has to read: everybody of the roles, and the users named.
type Readers struct {
	Roles []string `json:"roles,omitempty" maxItems:"10"`
	Users []string `json:"users,omitempty" maxItems:"100"`
}

// Receipt says that somebody read a policy update.
type Receipt struct {
	Reader string    `json:"reader"`
	Hash   string    `json:"hash" doc:"of what was read"`
	Dwell  int64     `json:"dwell" doc:"seconds the page was open; 0 unknown"`
	ReadAt time.Time `json:"read_at"`
}

// Verdict is the compliance officer's word on what an update changes here.
type Verdict struct {
	Changes bool      `json:"changes"`
	Note    string    `json:"note"`
	Task    bool      `json:"task" doc:"a task was opened"`
	SaidBy  string    `json:"said_by"`
	SaidAt  time.Time `json:"said_at"`
}

// PolicyView is a policy update with who has read it and who has not.
type PolicyView struct {
	Policy
	Required    []string  `json:"required" doc:"users of today's staff who have to read it"`
	Receipts    []Receipt `json:"receipts"`
	Outstanding []string  `json:"outstanding" doc:"required readers who have not"`
	Mine        string    `json:"mine" enum:"read,outstanding,none" doc:"whether the caller has to read it, or has"`
	Verdict     *Verdict  `json:"verdict,omitempty"`
	Officers    []string  `json:"officers" doc:"compliance officers of the channels it touches"`
}

// RecordPolicy records an update. Faults name their field; one that is already
// superseded cannot be superseded again.
func RecordPolicy(tx *db.Tx, p Policy) (Policy, error) {
	p.Title, p.Source, p.Summary = strings.TrimSpace(p.Title), strings.TrimSpace(p.Source), strings.TrimSpace(p.Summary)
	if err := p.check(); err != nil {
		return p, err
	}
	for _, id := range p.Channels {
		if _, err := known(tx, id, ""); fault.Is(err, fault.CodeNotFound) {
			return p, fault.Invalid(wordNotFound).At("/channels")
		} else if err != nil {
			return p, err
		}
	}
	for _, id := range p.Readers.Users {
		if _, err := identity.GetUser(tx, id); fault.Is(err, fault.CodeNotFound) {
			return p, fault.Invalid(wordReaders).At("/readers")
		} else if err != nil {
			return p, err
		}
	}
	if p.Supersedes != "" {
		if err := supersede(tx, p.Supersedes); err != nil {
			return p, err
		}
	}
	p.ID, p.RecordedBy, p.RecordedAt = tx.ID("plc"), tx.Actor().ID, tx.Now()
	p.Hash = p.fingerprint()
	tx.Note("policy:"+p.ID, nil, p)
	if err := insertPolicy(tx, p); tx.Conflict(err) {
		return p, fault.Conflict(wordSuperseded)
	} else if err != nil {
		return p, err
	}
	_, err := job.Enqueue(tx, jobTell, PolicyArgs{Policy: p.ID}, job.Once(p.ID))
	return p, err
}

// supersede closes what still waited for an earlier update.
func supersede(tx *db.Tx, id string) error {
	old, err := policyBy(tx, id)
	switch {
	case fault.Is(err, fault.CodeNotFound):
		return fault.Invalid(wordNoPolicy).At("/supersedes")
	case err != nil:
		return err
	case old.SupersededBy != "":
		return fault.Conflict(wordSuperseded).At("/supersedes")
	}
	return over(tx, "policy:"+id)
}

func (p Policy) check() error {
	var faults []*fault.Fault
	bad := func(is bool, w words.Word, pointer string) {
		if is {
			faults = append(faults, fault.Invalid(w).At(pointer))
		}
	}
	bad(p.Title == "", wordPolicyTitle, "/title")
	bad(p.Source == "", wordSourceNeeded, "/source")
	bad(p.Summary == "", wordPolicySummary, "/summary")
	bad(p.PublishedOn.Check() != nil, wordDay, "/published_on")
	bad(p.EffectiveOn.Check() != nil, wordDay, "/effective_on")
	bad(len(p.Channels) == 0, wordPolicyChannels, "/channels")
	bad(len(p.Readers.Roles)+len(p.Readers.Users) == 0, wordReaders, "/readers")
	for _, role := range p.Readers.Roles {
		bad(!slices.Contains(identity.Roles(), role), wordReaders, "/readers")
	}
	return fault.Many(faults)
}

// fingerprint is the SHA-256 of the canonical JSON of what readers see.
func (p Policy) fingerprint() string {
	raw, err := json.Marshal([]any{p.Title, p.Source, p.Text, p.Summary, p.Channels, p.PublishedOn, p.EffectiveOn, p.Supersedes})
	if err != nil {
		return "" // texts and lists of texts always marshal
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// ReadPolicy keeps that the actor, a person, read an update; a second time
// changes nothing.
func ReadPolicy(tx *db.Tx, id string, dwell int64) (PolicyView, error) {
	if tx.Actor().Kind != "user" {
		return PolicyView{}, fault.Forbidden(wordPersonOnly)
	}
	p, err := policyBy(tx, id)
	if err != nil {
		return PolicyView{}, err
	}
	r := Receipt{Reader: tx.Actor().ID, Hash: p.Hash, Dwell: max(0, min(dwell, 24*60*60)), ReadAt: tx.Now()}
	n, err := insertReceipt(tx, id, r)
	if err != nil {
		return PolicyView{}, err
	}
	if n > 0 {
		tx.Note("policy:"+id, nil, map[string]any{"read_by": r.Reader, "hash": r.Hash, "dwell": r.Dwell})
	}
	return viewOf(tx, p)
}

// ConfirmPolicy keeps the compliance officer's word on what an update changes
// in the shop, once. He must have read it. With task a task is opened for him.
func ConfirmPolicy(tx *db.Tx, id string, v Verdict) (PolicyView, error) {
	p, err := policyBy(tx, id)
	if err != nil {
		return PolicyView{}, err
	}
	view, err := viewOf(tx, p)
	if err != nil {
		return view, err
	}
	who := tx.Actor()
	isOfficer := slices.Contains(view.Officers, who.ID) || len(view.Officers) == 0 && who.Role == identity.Owner
	switch {
	case who.Kind != "user" || !isOfficer:
		return view, fault.Forbidden(wordOfficerOnly)
	case p.SupersededBy != "":
		return view, fault.Conflict(wordSuperseded)
	case view.Verdict != nil:
		return view, fault.Conflict(wordConfirmed)
	case !slices.ContainsFunc(view.Receipts, func(r Receipt) bool { return r.Reader == who.ID }):
		return view, fault.Refused(wordReadFirst)
	case len([]rune(strings.TrimSpace(v.Note))) < 4:
		return view, fault.Invalid(wordConfirmNote).At("/note")
	}
	v.SaidBy, v.SaidAt = who.ID, tx.Now()
	n, err := insertVerdict(tx, id, v)
	if err != nil {
		return view, err
	}
	if n == 0 {
		return view, fault.Conflict(wordConfirmed)
	}
	tx.Note("policy:"+id, nil, map[string]any{"changes": v.Changes, "task": v.Task, "said_by": v.SaidBy})
	if err := over(tx, "policy:"+id); err != nil {
		return view, err
	}
	if v.Task {
		if err := task(tx, TaskArgs{Object: "policychange:" + id, What: TaskChange, Args: words.Args{"title": p.Title, "day": p.EffectiveOn},
			Assignee: who.ID, DueIn: 5}); err != nil {
			return view, err
		}
	}
	view.Verdict = &v
	return view, nil
}

// Remind writes to everybody who has yet to read an update, at most once a day.
// It returns to how many.
func Remind(tx *db.Tx, id string) (int, error) {
	p, err := policyBy(tx, id)
	if err != nil {
		return 0, err
	}
	if p.SupersededBy != "" {
		return 0, fault.Conflict(wordSuperseded)
	}
	view, err := viewOf(tx, p)
	if err != nil {
		return 0, err
	}
	day, err := today(tx)
	if err != nil {
		return 0, err
	}
	if len(view.Outstanding) == 0 {
		return 0, fault.Refused(wordAllRead)
	}
	fresh, err := warn(tx, "reminder:"+id, day, 0)
	if err != nil {
		return 0, err
	}
	if !fresh {
		return 0, fault.Refused(wordReminded)
	}
	tx.Note("policy:"+id, nil, map[string]any{"reminded": len(view.Outstanding)})
	_, err = job.Enqueue(tx, jobTell, PolicyArgs{Policy: id, Again: true}, job.Once(id))
	return len(view.Outstanding), err
}

// GetPolicy returns an update with its readers; not found is a fault.
func GetPolicy(tx *db.Tx, id string) (PolicyView, error) {
	p, err := policyBy(tx, id)
	if err != nil {
		return PolicyView{}, err
	}
	return viewOf(tx, p)
}

func policyBy(tx *db.Tx, id string) (Policy, error) {
	p, err := findPolicy(tx, id)
	if errors.Is(err, db.ErrNone) {
		return p, fault.NotFound(wordNoPolicy)
	}
	return p, err
}

// viewOf adds to an update who read it, who has to, and the officer's word.
func viewOf(tx *db.Tx, p Policy) (PolicyView, error) {
	staff, err := staffOf(tx)
	if err != nil {
		return PolicyView{}, err
	}
	receipts, err := receiptsOf(tx, p.ID)
	if err != nil {
		return PolicyView{}, err
	}
	v := PolicyView{Policy: p, Required: p.Readers.required(staff), Receipts: receipts, Mine: "none", Officers: []string{}}
	if p.SupersededBy == "" {
		v.Outstanding = outstanding(v.Required, receipts)
	} else {
		v.Outstanding = []string{}
	}
	me := tx.Actor().ID
	switch {
	case slices.ContainsFunc(receipts, func(r Receipt) bool { return r.Reader == me }):
		v.Mine = "read"
	case slices.Contains(v.Outstanding, me):
		v.Mine = "outstanding"
	}
	for _, id := range p.Channels {
		c, err := Get(tx, id)
		if err != nil {
			return v, err
		}
		if o := c.Terms.Officer; o != "" && !slices.Contains(v.Officers, o) {
			v.Officers = append(v.Officers, o)
		}
	}
	switch verdict, err := verdictOf(tx, p.ID); {
	case err == nil:
		v.Verdict = &verdict
	case !errors.Is(err, db.ErrNone):
		return v, err
	}
	return v, nil
}

// staffOf lists the active staff, once a transaction.
func staffOf(tx *db.Tx) ([]member, error) {
	return db.Known(tx, "channel.staff", func() ([]member, error) {
		users, err := identity.Users(tx)
		var all []member
		for _, u := range users {
			if u.State == identity.Active {
				all = append(all, member{u.ID, u.Role})
			}
		}
		return all, err
	})
}

// Policies lists updates with their readers, newest first, from before an id;
// of one channel or of all ("").
func Policies(tx *db.Tx, channelID, before string, n int) ([]PolicyView, error) {
	all, err := listPolicies(tx, before, 1000)
	if err != nil {
		return nil, err
	}
	views := []PolicyView{}
	for _, p := range all {
		if channelID != "" && !slices.Contains(p.Channels, channelID) {
			continue
		}
		v, err := viewOf(tx, p)
		if err != nil {
			return nil, err
		}
		if views = append(views, v); len(views) == n {
			break
		}
	}
	return views, nil
}
