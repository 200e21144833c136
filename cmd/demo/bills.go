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
	faults := map[int]sim.Fault{
		12: {Kind: sim.BillRowMissing, Times: 1}, 27: {Kind: sim.BillRowExtra, Fen: 45600, Times: 1},
		41: {Kind: sim.BillRowCentOff, Times: 1}, 58: {Kind: sim.BillFeeDiffers, Times: 1},
		73: {Kind: sim.BillRowDuplicate, Times: 1}, 88: {Kind: sim.BillRowMissing, Times: 1},
		104: {Kind: sim.BillFeeDiffers, Times: 1}, 116: {Kind: sim.BillRowExtra, Fen: 128000, Times: 1},
	}
	if f, ok := faults[day]; ok {
		f.AppID, f.Day = appID, morning.Format(time.DateOnly)
		l.plant(morning, f)
	}
	calls := []sim.Fault{{Kind: sim.NotifyDuplicate, Times: 1}, {Kind: sim.NotifyLate, Times: 1}, {Kind: sim.NotifyLost, Times: 1},
		{Kind: sim.UnknownCommitted, Method: "alipay.trade.precreate", Times: 1}}
	f := calls[day%len(calls)]
	f.AppID = appID
	l.plant(morning, f)
}

func (l *life) plant(morning time.Time, f sim.Fault) {
	at := time.Date(morning.Year(), morning.Month(), morning.Day(), 9, 0, 30, 0, l.zone)
	l.at(at, func(context.Context) error {
		_, err := l.stage.platform.SetFault(f)
		return err
	})
}
