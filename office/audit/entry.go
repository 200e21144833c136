package audit

import (
	"encoding/binary"
	"encoding/json"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"fenming/kit/db"
)

// Entry 审计记录 is what one operation did.
type Entry struct {
	ID        string          `json:"id"`
	At        time.Time       `json:"at"`
	Actor     string          `json:"actor"`
	ActorKind string          `json:"actor_kind" enum:"user,key,system,platform"`
	Role      string          `json:"role,omitempty"`
	IP        string          `json:"ip,omitempty"`
	Op        string          `json:"op" doc:"name of the operation"`
	Reason    string          `json:"reason,omitempty"`
	RequestID string          `json:"request_id,omitempty"`
	Objects   json.RawMessage `json:"objects" doc:"objects touched, before and after"`
	Digest    []byte          `json:"digest,omitempty" doc:"SHA-256 of what was asked for"`
	LeafIndex *int64          `json:"leaf_index,omitempty" doc:"place in the sealed log; absent for up to a second"`
	leaf      []byte
}

// hash is the RFC 6962 leaf hash over all fields, each behind its length, so
// that no two different entries share their bytes.
func (e Entry) hash() tlog.Hash {
	b := make([]byte, 0, 512)
	for _, field := range []string{e.ID, e.Actor, e.ActorKind, e.Role, e.IP, e.Op, e.Reason, e.RequestID,
		string(e.Digest), string(e.Objects)} {
		b = binary.AppendUvarint(b, uint64(len(field)))
		b = append(b, field...)
	}
	b = binary.BigEndian.AppendUint64(b, uint64(e.At.UnixMicro()))
	return tlog.RecordHash(b)
}

// Hook returns the function that leaves the entry of a transaction; sealer is
// woken after the commit.
func Hook(s *Sealer) func(*db.Tx) error {
	return func(tx *db.Tx) error {
		objects := json.RawMessage("[]")
		if notes := tx.Notes(); len(notes) > 0 {
			var err error
			if objects, err = json.Marshal(notes); err != nil {
				return err
			}
		}
		scope := tx.Scope()
		e := Entry{ID: tx.ID("aud"), At: time.UnixMicro(tx.NowMicro()), Actor: scope.Actor.ID, ActorKind: scope.Actor.Kind,
			Role: scope.Actor.Role, IP: scope.Actor.IP, Op: scope.Op, Reason: scope.Reason, RequestID: scope.RequestID,
			Objects: objects, Digest: scope.Digest}
		tx.After(func() { s.woken(scope.Tenant) })
		return insert(tx, e)
	}
}
