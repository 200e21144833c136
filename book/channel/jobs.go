package channel

import (
	"context"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/job"
	"fenming/kit/words"
	"fenming/office/identity"
	"fenming/office/notice"
)

// The jobs that this room leaves for whoever opens tasks; their arguments are
// TaskArgs and OverArgs.
const (
	JobTask     = "channel.task"
	JobTaskOver = "channel.task_over"
)

const jobTell = "channel.tell"

// What a task is about.
const (
	TaskPaper   = "paper"
	TaskTerms   = "terms"
	TaskCards   = "cards"
	TaskVerify  = "verify"
	TaskUnread  = "unread"
	TaskConfirm = "confirm"
	TaskChange  = "change"
)

// TaskArgs say which task is to be opened. The title is TaskWord(What) with
// Args; an empty Assignee leaves it to the owner.
type TaskArgs struct {
	Object   string     `json:"object"`
	What     string     `json:"what"`
	Args     words.Args `json:"args"`
	Assignee string     `json:"assignee,omitempty"`
	DueIn    int        `json:"due_in" doc:"working days"`
}

// OverArgs name the object whose task has lost its cause.
type OverArgs struct {
	Object string `json:"object"`
}

// PolicyArgs name an update whose readers are written to.
type PolicyArgs struct {
	Policy string `json:"policy"`
	Again  bool   `json:"again,omitempty"`
}

// Jobs are this room's work in the background.
func Jobs() []job.Job {
	return []job.Job{job.Of("channel.nightly", nightly).EveryDay(6, 10), job.Of(jobTell, tell)}
}

func task(tx *db.Tx, t TaskArgs) error {
	_, err := job.Enqueue(tx, JobTask, t)
	return err
}

// nightly warns of what ends and of updates that wait for readers or for the
// compliance officer's word. A day played twice warns once.
func nightly(_ context.Context, tx *db.Tx, args job.DayArgs) error {
	day, err := calendar.ParseDay(args.Day)
	if err != nil {
		return err
	}
	ends, err := endings(tx, day, day.AddDays(Stages()[0]))
	if err != nil {
		return err
	}
	for _, e := range ends {
		c, err := Get(tx, e.ChannelID)
		if err != nil {
			return err
		}
		what := TaskPaper
		if e.Kind == "terms" {
			what = TaskTerms
		}
		err = WarnOfEnd(tx, End{Object: e.Object, What: what, Until: e.Until, Officer: e.Officer,
			Args: words.Args{"channel": c.Name, "kind": e.Kind}}, day)
		if err != nil {
			return err
		}
	}
	policies, err := Policies(tx, "", "", 1000)
	if err != nil {
		return err
	}
	for _, v := range policies {
		if err := watchPolicy(tx, v, day); err != nil {
			return err
		}
	}
	return nil
}

// End is something dated that a room wants to be warned of.
type End struct {
	Object  string // what ends: one task at a time stands about it
	What    string // TaskPaper, TaskTerms, TaskCards, TaskVerify
	Until   calendar.Day
	Officer string
	Args    words.Args // of the title, beside until and left
}

// WarnOfEnd leaves a task when one of the thresholds of 60, 30, 7 and 1 days is
// reached, or the end is past; for each threshold and end once, however often
// it is called.
func WarnOfEnd(tx *db.Tx, e End, day calendar.Day) error {
	stage, due := StageOn(e.Until, day)
	if !due {
		return nil
	}
	fresh, err := warn(tx, e.Object, e.Until, stage)
	if err != nil || !fresh {
		return err
	}
	args := words.Args{"until": e.Until, "left": e.Until.Sub(day)}
	for k, v := range e.Args {
		args[k] = v
	}
	what := e.What
	if stage == 0 {
		what += ".past"
	}
	return task(tx, TaskArgs{Object: e.Object, What: what, Args: args, Assignee: e.Officer, DueIn: workingDays(stage)})
}

// watchPolicy warns 7 days and 1 day before an update takes effect of readers
// who have yet to read it, and after it of a missing word of the officer.
func watchPolicy(tx *db.Tx, v PolicyView, day calendar.Day) error {
	if v.SupersededBy != "" {
		return nil
	}
	officer := ""
	if len(v.Officers) > 0 {
		officer = v.Officers[0]
	}
	args := words.Args{"title": v.Title, "day": v.EffectiveOn, "n": len(v.Outstanding)}
	if stage, due := StageOn(v.EffectiveOn, day); due && stage <= 7 && len(v.Outstanding) > 0 {
		fresh, err := warn(tx, "readers:"+v.ID, v.EffectiveOn, stage)
		if err != nil {
			return err
		}
		if fresh {
			if _, err := job.Enqueue(tx, jobTell, PolicyArgs{Policy: v.ID, Again: true}, job.Once(v.ID)); err != nil {
				return err
			}
			if err := task(tx, TaskArgs{Object: "policy:" + v.ID, What: TaskUnread, Args: args, Assignee: officer, DueIn: workingDays(stage)}); err != nil {
				return err
			}
		}
	}
	if v.Verdict != nil || v.EffectiveOn > day {
		return nil
	}
	fresh, err := warn(tx, "policy:"+v.ID, v.EffectiveOn, 0)
	if err != nil || !fresh {
		return err
	}
	return task(tx, TaskArgs{Object: "policy:" + v.ID, What: TaskConfirm, Args: args, Assignee: officer, DueIn: 1})
}

// tell writes to those who have yet to read an update.
func tell(_ context.Context, tx *db.Tx, in PolicyArgs) error {
	v, err := GetPolicy(tx, in.Policy)
	if err != nil {
		return err
	}
	subject := wordLetterNew
	if in.Again {
		subject = wordLetterAgain
	}
	for _, id := range v.Outstanding {
		u, err := identity.GetUser(tx, id)
		if err != nil {
			return err
		}
		_, err = notice.Send(tx, notice.Letter{Kind: "policy.update", To: notice.To{UserID: u.ID, Email: u.Email, Name: u.Name, Lang: u.Lang},
			Subject: subject, Body: wordLetterBody, Args: words.Args{"title": v.Title, "day": v.EffectiveOn, "summary": v.Summary},
			Ref: "policy:" + v.ID})
		if err != nil {
			return err
		}
	}
	return nil
}
