package customer

import (
	"fenming/kit/calendar"
	"fenming/kit/db"
)

// HoldHistory lists the holds of a customer that bear, or bore, on a contract,
// oldest first, the lifted ones with the time they ended: days under a hold
// bear no late fee, also afterwards.
func HoldHistory(tx *db.Tx, customerID, contractID string) ([]Hold, error) {
	return db.All(tx, `SELECT id, customer, contract, kind, reason, placed_by, placed_at, lifted_at FROM customer_hold
		WHERE tenant = $1 AND customer = $2 AND (contract = '' OR contract = $3) ORDER BY placed_at, id LIMIT 1000`,
		func(s db.Scan) (Hold, error) {
			var (
				h              Hold
				placed, lifted int64
			)
			err := s(&h.ID, &h.CustomerID, &h.ContractID, &h.Kind, &h.Reason, &h.PlacedBy, &placed, &lifted)
			h.PlacedAt = calendar.FromMicros(placed)
			if lifted > 0 {
				at := calendar.FromMicros(lifted)
				h.LiftedAt = &at
			}
			return h, err
		}, customerID, contractID)
}
