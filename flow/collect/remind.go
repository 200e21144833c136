package collect

import (
	"context"
	"errors"
	"strconv"
	"time"

	"fenming/book/contact"
	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/book/ledger"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/notice"
)

type remindArgs struct {
	ContractID string `json:"contract_id"`
	Instalment int    `json:"instalment"`
	Step       string `json:"step"`
}

func enqueueRemind(tx *db.Tx, s contact.Step) error {
	_, err := job.Enqueue(tx, jobRemind, remindArgs{s.ContractID, s.Instalment, s.Step}, job.At(s.At),
		job.Once(s.ContractID+"/"+strconv.Itoa(s.Instalment)+"/"+s.Step+"/"+strconv.Itoa(s.Tries)))
	return err
}

// remind is a planned step whose time has come: it looks again at what is owed
// and whether anything stands against it, asks the gate, and only then writes.
func remind(_ context.Context, tx *db.Tx, in remindArgs) error {
	step, err := contact.LockStep(tx, in.ContractID, in.Instalment, in.Step)
	if errors.Is(err, db.ErrNone) || err == nil && step.State != contact.Planned {
		return nil // cancelled or done meanwhile
	}
	if err != nil {
		return err
	}
	// A payment in another transaction waits, or has been counted.
	if _, err := contract.Lock(tx, in.ContractID); err != nil {
		return err
	}
	s, err := look(tx, in.ContractID)
	if err != nil {
		return err
	}
	pos, err := ledger.PositionAt(tx, in.ContractID, s.today)
	if err != nil {
		return err
	}
	n, ok := instalment(pos, in.Instalment)
	if !ok || n.Open.Sum() == 0 || pos.State != contract.Active {
		step.State, step.Code = contact.Skipped, codePaid
		return contact.SaveStep(tx, step)
	}
	d, id, err := s.write(tx, n)
	if err != nil {
		return err
	}
	return settleStep(tx, step, d, id)
}

// codePaid marks a step that was overtaken by the payment.
const codePaid = "PAID"

// settleStep writes what became of a step; one that only has to wait is put
// off to the time the gate names, a few times.
func settleStep(tx *db.Tx, step contact.Step, d contact.Decision, noticeID string) error {
	step.CheckID, step.NoticeID = d.ID, noticeID
	switch {
	case d.Allowed:
		step.State, step.Code, step.At = contact.Sent, d.Code, tx.Now()
	case !d.NextAt.IsZero() && d.NextAt.Sub(tx.Now()) <= patience && step.Tries+1 < tries:
		step.Tries, step.Code, step.At = step.Tries+1, d.Code, d.NextAt
		if err := enqueueRemind(tx, step); err != nil {
			return err
		}
	default:
		step.State, step.Code = contact.Skipped, d.Code
	}
	return contact.SaveStep(tx, step)
}

// write asks the gate with the letter in hand and sends it when it may.
func (s situation) write(tx *db.Tx, n ledger.InstalmentPosition) (contact.Decision, string, error) {
	who, err := customer.Contact(tx, s.c.CustomerID)
	if err != nil {
		return contact.Decision{}, "", err
	}
	overdue := s.today.Sub(n.DueDay)
	subject, body := letterFor(overdue)
	args := s.letterArgs(who, n, overdue)
	ask := s.ask(s.open(n), contact.Email, contact.Reminder, overdue, who.Address)
	ask.Text = []string{subject.In(s.shop.Lang, args), body.In(s.shop.Lang, args)}
	d, err := contact.Gate(tx, ask)
	if err != nil || !d.Allowed {
		return d, "", err
	}
	id, err := notice.Send(tx, notice.Letter{Kind: notice.KindReminder, Subject: subject, Body: body, Args: args,
		To:  notice.To{CustomerID: s.c.CustomerID, Email: who.Email, Name: who.Name, Lang: s.shop.Lang},
		Ref: letterRef(s.c.ID), NotAfter: d.Until})
	if fault.Is(err, fault.CodeInvalid) { // the address cannot be one: nothing was written, and trying again is no use
		d.Allowed, d.Code, d.NextAt = false, contact.NoChannel, time.Time{}
		return d, "", nil
	}
	if err != nil {
		return d, "", err
	}
	return d, id, recallAt(tx, id, d.Until)
}

// refOf names a contract in cases and approvals.
func refOf(contractID string) string { return "contract:" + contractID }

// letterRef names what may be taken back when a contract is paid or held: the
// reminders, and not the copy of the contract itself.
func letterRef(contractID string) string { return refOf(contractID) + "/reminder" }

func (s situation) letterArgs(who customer.Person, n ledger.InstalmentPosition, overdue int) words.Args {
	m := func(minor int64) string { return written(money.New(minor, s.c.Currency)) }
	return words.Args{"name": who.Name, "shop": s.shop.Name, "order": s.order.OuterNo, "no": n.No, "count": s.order.Count,
		"amount": m(n.Open.Sum()), "late_fee": m(n.Open.LateFee), "due": n.DueDay, "days": overdue, "left": -overdue}
}

// letterFor chooses the letter: before, on or after the due day.
func letterFor(overdue int) (subject, body words.Word) {
	switch {
	case overdue < 0:
		return letterSoonSubject, letterSoon
	case overdue <= 3:
		return letterLateSubject, letterLate
	}
	return letterLaterSubject, letterLater
}

func instalment(p ledger.Position, no int) (ledger.InstalmentPosition, bool) {
	for _, n := range p.Instalments {
		if n.No == no {
			return n, true
		}
	}
	return ledger.InstalmentPosition{}, false
}

type recallArgs struct {
	NoticeID string `json:"notice_id"`
}

// recallAt takes the letter back when the window closes: a mail server that was
// out of reach by day must not deliver a reminder at night.
func recallAt(tx *db.Tx, noticeID string, until time.Time) error {
	_, err := job.Enqueue(tx, jobRecall, recallArgs{noticeID}, job.At(until), job.Once(noticeID))
	return err
}

func recall(_ context.Context, tx *db.Tx, in recallArgs) error {
	if err := notice.Cancel(tx, in.NoticeID); !fault.Is(err, fault.CodeConflict) {
		return err
	}
	return nil // it was sent
}
