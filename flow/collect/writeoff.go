package collect

import (
	"context"
	"encoding/json"

	"fenming/book/contract"
	"fenming/book/ledger"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/office/control"
	"fenming/office/notice"
)

// KindWriteOff is the act that gives a claim up; it needs PermissionWriteOff of
// whoever approves it.
const KindWriteOff = "collect.write_off"

type writeOffArgs struct {
	ContractID string `json:"contract_id"`
	Reason     string `json:"reason"`
}

// WriteOffIn asks to give a claim up.
type WriteOffIn struct {
	ID     string `path:"id" json:"-" maxLength:"40"`
	Reason string `json:"reason" minLength:"4" maxLength:"400"`
}

// AskWriteOff asks a second person to give a claim up.
func AskWriteOff(_ context.Context, tx *db.Tx, in WriteOffIn) (control.View, error) {
	c, err := contract.Get(tx, in.ID)
	if err != nil {
		return control.View{}, err
	}
	if c.State != contract.Active {
		return control.View{}, fault.Conflict(wordNotActive, words.Args{"state": c.State})
	}
	pos, err := ledger.PositionOf(tx, c.ID)
	if err != nil {
		return control.View{}, err
	}
	a, err := control.Ask(tx, control.Request{Kind: KindWriteOff, Permission: PermissionWriteOff, Object: refOf(c.ID),
		Args: writeOffArgs{c.ID, in.Reason}, Summary: wordWriteOffSummary,
		SummaryArgs: words.Args{"contract": c.ID, "amount": written(pos.Outstanding), "days": pos.OverdueDays, "reason": in.Reason}})
	if err != nil {
		return control.View{}, err
	}
	return control.ViewOf(tx, a)
}

// Acts are what a second person approves.
func Acts() []control.Act {
	return []control.Act{{Kind: KindWriteOff, Permission: PermissionWriteOff, Run: writeOff}}
}

func writeOff(tx *db.Tx, raw []byte) error {
	var args writeOffArgs
	if err := json.Unmarshal(raw, &args); err != nil {
		return err
	}
	today, err := ledger.Today(tx)
	if err != nil {
		return err
	}
	if _, err := ledger.WriteOff(tx, ledger.WriteOffIn{ContractID: args.ContractID, Day: today, Reason: args.Reason}); err != nil {
		return err
	}
	_, err = notice.CancelFor(tx, letterRef(args.ContractID))
	return err
}
