package job

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// View is a job as people see it.
type View struct {
	ID        string          `json:"id"`
	Kind      string          `json:"kind"`
	State     string          `json:"state" enum:"ready,running,done,dead,cancelled"`
	RunAt     time.Time       `json:"run_at"`
	Attempt   int             `json:"attempt"`
	Done      int64           `json:"done" doc:"units done so far"`
	Total     int64           `json:"total" doc:"units in all, 0 while unknown"`
	Result    json.RawMessage `json:"result,omitempty"`
	LastError string          `json:"last_error,omitempty"`
	CreatedAt time.Time       `json:"created_at"`
	EndedAt   *time.Time      `json:"ended_at,omitempty"`
}

func (r row) view() View {
	v := View{ID: r.ID, Kind: r.Kind, State: r.State, RunAt: time.UnixMicro(r.RunAt).UTC(), Attempt: r.attempt,
		Done: r.Done, Total: r.Total, LastError: r.LastError, CreatedAt: time.UnixMicro(r.CreatedAt).UTC()}
	if r.result != "" {
		v.Result = json.RawMessage(r.result)
	}
	if r.EndedAt > 0 {
		at := time.UnixMicro(r.EndedAt).UTC()
		v.EndedAt = &at
	}
	return v
}

// ListIn asks for jobs.
type ListIn struct {
	State  string `query:"state" json:"-" enum:"ready,running,done,dead,cancelled"`
	Cursor string `query:"cursor" json:"-" maxLength:"200"`
	Limit  int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

// IDIn names one job.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

// Permissions of this room.
const (
	PermissionRead   api.Permission = "job.read"
	PermissionManage api.Permission = "job.manage"
)

// Operations are the doors of this room.
func Operations() []api.Operation {
	return []api.Operation{
		api.Read("job.list", "GET /v1/jobs", PermissionRead, wordList, opList),
		api.Read("job.get", "GET /v1/jobs/{id}", PermissionRead, wordGet, opGet),
		api.Write("job.retry", "POST /v1/jobs/{id}/retry", PermissionManage, wordRetry, opRetry),
		api.Write("job.cancel", "POST /v1/jobs/{id}/cancel", PermissionManage, wordCancel, opCancel),
	}
}

func opList(_ context.Context, tx *db.Tx, in ListIn) (api.Page[View], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[View]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := list(tx, in.State, at[0], size+1)
	if err != nil {
		return api.Page[View]{}, err
	}
	rows, next := api.Cut(rows, size, func(r row) string { return api.Cursor(r.ID) })
	page := api.Page[View]{Data: make([]View, len(rows)), Next: next, AsOf: tx.Now()}
	for i, r := range rows {
		page.Data[i] = r.view()
	}
	return page, nil
}

func opGet(_ context.Context, tx *db.Tx, in IDIn) (View, error) {
	r, err := find(tx, in.ID)
	if errors.Is(err, db.ErrNone) {
		return View{}, fault.NotFound(wordNoJob)
	}
	return r.view(), err
}

func opRetry(ctx context.Context, tx *db.Tx, in IDIn) (View, error) {
	return change(ctx, tx, in, revive)
}

func opCancel(ctx context.Context, tx *db.Tx, in IDIn) (View, error) {
	return change(ctx, tx, in, cancel)
}

func change(ctx context.Context, tx *db.Tx, in IDIn, f func(*db.Tx, string) (int64, error)) (View, error) {
	before, err := opGet(ctx, tx, in)
	if err != nil {
		return View{}, err
	}
	n, err := f(tx, in.ID)
	if err != nil {
		return View{}, err
	}
	if n == 0 {
		return View{}, fault.Conflict(wordWrongState, words.Args{"state": before.State})
	}
	tx.Note("job:"+in.ID, before.State, nil)
	tx.Wake()
	return opGet(ctx, tx, in)
}

var (
	wordList       = words.Word{Key: "job.list", ZH: "后台任务列表", EN: "List background jobs"}
	wordGet        = words.Word{Key: "job.get", ZH: "查看后台任务与进度", EN: "See a background job and its progress"}
	wordRetry      = words.Word{Key: "job.retry", ZH: "重试失败的任务", EN: "Run a dead job again"}
	wordCancel     = words.Word{Key: "job.cancel", ZH: "取消等待中的任务", EN: "Cancel a waiting job"}
	wordNoJob      = words.Word{Key: "job.not_found", ZH: "没有这个任务，请核对编号", EN: "There is no such job; check the id"}
	wordWrongState = words.Word{Key: "job.wrong_state", ZH: "任务处于「{state}」状态，不能这样操作", EN: "The job is {state}; this cannot be done now"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	return []words.Word{wordList, wordGet, wordRetry, wordCancel, wordNoJob, wordWrongState}
}
