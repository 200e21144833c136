package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"fenming/book/order"
	"fenming/kit/blob"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/words"
	"fenming/office/tenant"
)

const (
	mostPerPortion  = 200
	leastPerPortion = 25
	// hopeless is after how many orders, all of them refused, an import stops:
	// then it is not the orders.
	hopeless = 50
	// tell is how often progress is told, real time.
	tell = 500 * time.Millisecond

	markDigest = "digest"
)

// pass is one run of an import over its orders.
type pass struct {
	run   *job.Run
	in    Start
	store *blob.Store
	sell  Sell
	b     *batch
	odds  *odds
	tally tally
	ref   string
	size  int
	most  int
	tried int64     // orders that were sold, or that selling refused
	at    time.Time // business time at which it began
}

// work is the job: it reads, sells what is not there yet, and reports. It may
// be cut off anywhere and run again.
// most is the largest portion, in orders.
func work(ctx context.Context, run *job.Run, store *blob.Store, sell Sell, most int, in Start) error {
	src := source{store: store, tenant: run.Tenant}
	err := run.Read(ctx, func(tx *db.Tx) error { return src.settle(tx) })
	if err != nil {
		return err
	}
	b, err := src.read(ctx, in)
	if err != nil {
		return err
	}
	p := &pass{run: run, in: in, store: store, sell: sell, b: b, odds: b.odds.clone(), tally: newTally(),
		ref: "import:" + run.ID, size: most, most: most, at: src.now}
	if err := p.prepare(ctx); err != nil {
		return err
	}
	err = p.all(ctx)
	if saved := p.save(context.WithoutCancel(ctx), err == nil); err == nil {
		err = saved
	}
	return err
}

// settle takes what the shop decides about reading.
func (s *source) settle(tx *db.Tx) error {
	shop, err := tenant.Get(tx)
	if err != nil {
		return err
	}
	s.currency, s.now = shop.Currency, tx.Now()
	s.loc, err = calendar.Zone(shop.Zone)
	return err
}

// prepare makes channel, plan and rate cards, and tells what the files alone
// already show, so that a broken-off import has its report too.
func (p *pass) prepare(ctx context.Context) error {
	spans := spansOf(p.b.orders)
	var id string
	err := p.run.Write(ctx, func(tx *db.Tx) (err error) {
		id, err = ensure(tx, spans)
		return err
	})
	if err != nil {
		return err
	}
	for i := range p.b.orders {
		p.b.orders[i].ChannelID, p.b.orders[i].Ref = id, p.ref
	}
	return p.save(ctx, false)
}

// all goes through the orders, portion by portion.
func (p *pass) all(ctx context.Context) error {
	told := calendar.StartStopwatch()
	total := int64(len(p.b.orders))
	for done := 0; done < len(p.b.orders); {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := min(p.size, len(p.b.orders)-done)
		took := calendar.StartStopwatch()
		if err := p.portion(ctx, p.b.orders[done:done+n]); err != nil {
			return err
		}
		p.pace(took.Elapsed())
		done += n
		if told.Elapsed() < tell && int64(done) < total {
			continue
		}
		told = calendar.StartStopwatch()
		if err := p.run.Progress(ctx, int64(done), total); err != nil {
			return err
		}
	}
	return nil
}

// pace keeps a portion short enough for progress to be seen to move and for
// other writers to have their turn.
func (p *pass) pace(took time.Duration) {
	switch {
	case took > tell:
		p.size = min(p.most, max(leastPerPortion, p.size/2))
	case took < tell/4:
		p.size = min(p.most, p.size*2)
	}
}

// portion looks what of a portion is in the books and sells the rest.
func (p *pass) portion(ctx context.Context, part []Order) error {
	var fresh []*Order
	err := p.run.Read(ctx, func(tx *db.Tx) error {
		for i := range part {
			o := &part[i]
			had, known, err := p.known(tx, o)
			if err != nil {
				return err
			}
			if !known {
				fresh = append(fresh, o)
				continue
			}
			p.meet(o, had)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return p.sellAll(ctx, fresh)
}

// kept is an order of the file that the books have already.
type kept struct {
	verdict string
	mine    bool        // this import wrote it, before it was interrupted
	differs *words.Word // what is not the same
}

// known looks an order up. An imported one carries the digest of its row, so a
// later change of its state by the shop is no difference.
func (p *pass) known(tx *db.Tx, o *Order) (kept, bool, error) {
	had, err := order.ByOuterNo(tx, o.OuterNo)
	if fault.Is(err, fault.CodeNotFound) {
		return kept{}, false, nil
	}
	if err != nil {
		return kept{}, false, err
	}
	k := kept{verdict: had.Verdict}
	k.differs = differs(had, o)
	list, err := order.Events(tx, had.ID)
	if err != nil || k.differs != nil {
		return k, true, err
	}
	for _, e := range list {
		if digest := e.Detail.Values[markDigest]; digest != "" && strings.HasPrefix(e.Detail.Ref, "import:") {
			k.mine = e.Detail.Ref == p.ref
			if digest != o.Marks[markDigest] {
				k.differs = &wordDiffContent
			}
			break
		}
	}
	return k, true, nil
}

// differs compares what never changes about an order.
func differs(had order.Order, o *Order) *words.Word {
	switch {
	case had.Amount != o.Amount:
		return &wordDiffAmount
	case had.Day != o.Day:
		return &wordDiffDay
	case had.Count != o.Count:
		return &wordDiffCount
	}
	return nil
}

// meet counts an order that the books have.
func (p *pass) meet(o *Order, k kept) {
	switch {
	case k.differs != nil:
		row := flawDiffers.odd(o.at, o.OuterNo, true, nil)
		row.ZH = flawDiffers.reason.In(words.ZH, words.Args{"what": k.differs.ZH})
		row.EN = flawDiffers.reason.In(words.EN, words.Args{"what": k.differs.EN})
		p.odds.add(row)
		p.tally.refused++
	case k.mine:
		p.tally.count(o, true, k.verdict)
	default:
		p.tally.count(o, false, k.verdict)
	}
}

// sellAll sells orders in one transaction. One that cannot be sold must leave
// no trace, so the transaction is rolled back, the orders before it are sold
// again without it, and the rest after it.
func (p *pass) sellAll(ctx context.Context, list []*Order) error {
	for len(list) > 0 {
		sold, err := p.write(ctx, list)
		if err == nil {
			for i, s := range sold {
				p.tally.count(list[i], true, s.Verdict)
			}
			p.tried += int64(len(sold))
			return nil
		}
		at := len(sold)
		if at == len(list) || !concernsOrder(err) {
			return err
		}
		if err := p.sellAll(ctx, list[:at]); err != nil {
			return err
		}
		if err := p.turnAway(ctx, list[at], err); err != nil {
			return err
		}
		list = list[at+1:]
	}
	return nil
}

// concernsOrder tells a fault of one order from a failure of everything.
func concernsOrder(err error) bool {
	for _, c := range []fault.Code{fault.CodeInvalid, fault.CodeNotFound, fault.CodeConflict, fault.CodeRefused, fault.CodeForbidden} {
		if fault.Is(err, c) {
			return true
		}
	}
	return false
}

// write sells orders in one transaction with one audit entry. After an error
// the number of results is the place of the order that failed.
func (p *pass) write(ctx context.Context, list []*Order) (sold []Sold, err error) {
	err = p.run.Write(ctx, func(tx *db.Tx) error {
		sold = make([]Sold, 0, len(list))
		tx.Note(p.ref, nil, p.entry(list))
		for _, o := range list {
			s, err := p.sell(tx, *o)
			if err != nil {
				return err
			}
			sold = append(sold, s)
		}
		return nil
	})
	return sold, err
}

// entry is what the audit log keeps of a portion.
func (p *pass) entry(list []*Order) map[string]any {
	h := sha256.New()
	for _, o := range list {
		_, _ = fmt.Fprintln(h, o.Marks[markDigest]) // a hash never fails to write
	}
	files := make([]string, len(p.in.Files))
	for i, f := range p.in.Files {
		files[i] = f.SHA256
	}
	return map[string]any{"orders": len(list), "digest": hex.EncodeToString(h.Sum(nil)), "files": files,
		"first": list[0].Day, "last": list[len(list)-1].Day}
}

// turnAway reports an order that could not be sold. Another process may have
// written it meanwhile: then it is met like any other.
func (p *pass) turnAway(ctx context.Context, o *Order, cause error) error {
	if fault.Is(cause, fault.CodeConflict) {
		var (
			k     kept
			known bool
		)
		err := p.run.Read(ctx, func(tx *db.Tx) (err error) {
			k, known, err = p.known(tx, o)
			return err
		})
		if err != nil {
			return err
		}
		if known {
			p.meet(o, k)
			return nil
		}
	}
	p.odds.add(oddFault(flawSell, o.at, o.OuterNo, cause))
	p.tally.refused++
	p.tried++
	if p.tally.fresh+p.tally.already == 0 && p.tried >= hopeless {
		return fault.Invalid(wordHopeless, words.Args{"n": p.tried, "reason": fault.As(cause).Error()})
	}
	return nil
}

// save stores report and result.
func (p *pass) save(ctx context.Context, complete bool) error {
	res := p.tally.result(p.b, p.odds)
	res.Complete = complete
	report, err := p.storeReport(ctx, res)
	if err != nil {
		return err
	}
	res.Report = report
	return p.run.Result(ctx, res)
}
