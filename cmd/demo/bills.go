package demo

import (
	"context"
	"time"

	"fenming/platform/huabei/sim"
)

// planBills plants what a real year holds: now and then the platform's bill
// lacks a row, names an unknown sale, is a fen off or charges another fee; some
// call-backs come twice, late or not at all.
func (l *life) planBills(morning time.Time, day int) {
	night := time.Date(morning.Year(), morning.Month(), morning.Day(), 22, 30, 0, 0, l.zone)
	bills := map[int]sim.FaultKind{12: sim.BillRowMissing, 27: sim.BillRowExtra, 41: sim.BillRowCentOff, 58: sim.BillFeeDiffers,
		73: sim.BillRowDuplicate, 88: sim.BillRowMissing, 104: sim.BillFeeDiffers, 113: sim.BillRowCentOff, 116: sim.BillRowExtra}
	if kind, ok := bills[day]; ok {
		l.plant(night, func() sim.Fault {
			return sim.Fault{Kind: kind, AppID: appID, Day: morning.Format(time.DateOnly), OutNo: l.saleOf(morning, kind), Fen: 45600}
		})
	}
	calls := []sim.FaultKind{sim.NotifyDuplicate, sim.NotifyLate, sim.NotifyLost, sim.UnknownCommitted}
	l.plant(morning.Add(time.Minute), func() sim.Fault {
		f := sim.Fault{Kind: calls[day%len(calls)], AppID: appID, Times: 1}
		if f.Kind == sim.UnknownCommitted {
			f.Method = "alipay.trade.precreate"
		}
		return f
	})
}

// saleOf picks one paid sale of the day; an extra row needs none.
func (l *life) saleOf(morning time.Time, kind sim.FaultKind) string {
	if kind == sim.BillRowExtra {
		return ""
	}
	day := morning.Format(time.DateOnly)
	for _, t := range l.stage.platform.Trades() {
		if t.Status == "TRADE_SUCCESS" && time.UnixMicro(t.Created).In(l.zone).Format(time.DateOnly) == day && t.RefundedFen == 0 {
			return t.OutNo
		}
	}
	return "none"
}

func (l *life) plant(at time.Time, fault func() sim.Fault) {
	l.at(at, func(context.Context) error {
		_, err := l.stage.platform.SetFault(fault())
		return err
	})
}
