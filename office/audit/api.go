package audit

import (
	"context"
	"encoding/hex"
	"errors"
	"math"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// PermissionRead lets one read and verify the log.
const PermissionRead api.Permission = "audit.read"

// ListIn asks for entries.
type ListIn struct {
	Actor  string    `query:"actor" json:"-" maxLength:"64"`
	Op     string    `query:"op" json:"-" maxLength:"64"`
	Since  time.Time `query:"since" json:"-"`
	Until  time.Time `query:"until" json:"-"`
	Cursor string    `query:"cursor" json:"-" maxLength:"200"`
	Limit  int       `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

func (in ListIn) since() int64 {
	if in.Since.IsZero() {
		return math.MinInt64
	}
	return in.Since.UnixMicro()
}

func (in ListIn) until() int64 {
	if in.Until.IsZero() {
		return math.MaxInt64
	}
	return in.Until.UnixMicro()
}

// IDIn names one entry.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

// ProofOut proves to a third party that an entry stands in the signed log
// (RFC 6962 §2.1.1): hash the entry, walk the path, compare with the head.
type ProofOut struct {
	Entry      Entry    `json:"entry"`
	LeafHash   string   `json:"leaf_hash" doc:"hex"`
	Path       []string `json:"path" doc:"audit path from leaf to root, hex"`
	Checkpoint string   `json:"checkpoint" doc:"signed head"`
	Verifier   string   `json:"verifier" doc:"public key of the head"`
}

// VerifyIn may bring a checkpoint that was kept outside.
type VerifyIn struct {
	Checkpoint string `json:"checkpoint,omitempty" maxLength:"2000"`
}

// CheckpointOut is the newest signed head.
type CheckpointOut struct {
	Checkpoint string `json:"checkpoint"`
	Verifier   string `json:"verifier"`
}

// Operations are the doors of this room.
func Operations() []api.Operation {
	return []api.Operation{
		api.Read("audit.list", "GET /v1/audit", PermissionRead, wordList, opList),
		api.Read("audit.checkpoint", "GET /v1/audit/checkpoint", PermissionRead, wordCheckpoint, opCheckpoint),
		api.Read("audit.verify", "POST /v1/audit/verify", PermissionRead, wordVerify, opVerify),
		api.Read("audit.get", "GET /v1/audit/{id}", PermissionRead, wordGet, opGet),
		api.Read("audit.proof", "GET /v1/audit/{id}/proof", PermissionRead, wordProof, opProof),
	}
}

func opList(_ context.Context, tx *db.Tx, in ListIn) (api.Page[Entry], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[Entry]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := list(tx, in, at[0], size+1)
	if err != nil {
		return api.Page[Entry]{}, err
	}
	rows, next := api.Cut(rows, size, func(e Entry) string { return api.Cursor(e.ID) })
	return api.Page[Entry]{Data: rows, Next: next, AsOf: tx.Now()}, nil
}

func opGet(_ context.Context, tx *db.Tx, in IDIn) (Entry, error) {
	e, err := find(tx, in.ID)
	if errors.Is(err, db.ErrNone) {
		return e, fault.NotFound(wordNone)
	}
	return e, err
}

func opCheckpoint(_ context.Context, tx *db.Tx, _ api.None) (CheckpointOut, error) {
	l, err := readLog(tx, "")
	if errors.Is(err, db.ErrNone) {
		return CheckpointOut{}, fault.NotFound(wordEmpty)
	}
	if err != nil {
		return CheckpointOut{}, err
	}
	text, err := lastCheckpoint(tx)
	return CheckpointOut{text, l.verifier}, err
}

func opVerify(_ context.Context, tx *db.Tx, in VerifyIn) (Report, error) {
	r := Report{Findings: []Finding{}}
	err := verify(tx, in.Checkpoint, &r)
	r.OK = err == nil && len(r.Findings) == 0
	return r, err
}

func opProof(ctx context.Context, tx *db.Tx, in IDIn) (ProofOut, error) {
	e, err := opGet(ctx, tx, in)
	if err != nil {
		return ProofOut{}, err
	}
	if e.LeafIndex == nil {
		return ProofOut{}, fault.Conflict(wordUnsealed).After(1)
	}
	head, err := opCheckpoint(ctx, tx, api.None{})
	if err != nil {
		return ProofOut{}, err
	}
	top, err := openHead(head.Checkpoint, head.Verifier)
	if err != nil {
		return ProofOut{}, err
	}
	path, err := tlog.ProveRecord(top.N, *e.LeafIndex, newTree(tx))
	if err != nil {
		return ProofOut{}, err
	}
	out := ProofOut{Entry: e, LeafHash: hex.EncodeToString(e.leaf), Checkpoint: head.Checkpoint, Verifier: head.Verifier}
	for _, h := range path {
		out.Path = append(out.Path, hex.EncodeToString(h[:]))
	}
	return out, nil
}

var (
	wordList       = words.Word{Key: "audit.list", ZH: "审计记录列表", EN: "List the audit log"}
	wordGet        = words.Word{Key: "audit.get", ZH: "查看一条审计记录", EN: "See one audit entry"}
	wordProof      = words.Word{Key: "audit.proof", ZH: "一条审计记录的存在证明", EN: "Prove that an audit entry stands in the signed log"}
	wordVerify     = words.Word{Key: "audit.verify", ZH: "校验审计日志未被改动", EN: "Verify that the audit log was not changed"}
	wordCheckpoint = words.Word{Key: "audit.checkpoint", ZH: "最新的签名检查点", EN: "The newest signed checkpoint"}
	wordNone       = words.Word{Key: "audit.not_found", ZH: "没有这条审计记录，请核对编号", EN: "There is no such audit entry; check the id"}
	wordEmpty      = words.Word{Key: "audit.empty", ZH: "日志里还没有封存的记录", EN: "Nothing has been sealed into the log yet"}
	wordUnsealed   = words.Word{Key: "audit.unsealed", ZH: "这条记录一秒内即封存，请稍后再取证明", EN: "This entry is sealed within a second; ask for its proof again shortly"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	return []words.Word{wordList, wordGet, wordProof, wordVerify, wordCheckpoint, wordNone, wordEmpty, wordUnsealed}
}
