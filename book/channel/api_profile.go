package channel

import (
	"context"
	"errors"
	"io"

	"fenming/kit/api"
	"fenming/kit/blob"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// maxFile bounds the file of a paper or a proof, in bytes.
const maxFile = 20 << 20

// desk serves the doors that keep files.
type desk struct{ store *blob.Store }

// profileOperations are the doors of the platform profile.
func profileOperations(store *blob.Store) []api.Operation {
	d := desk{store}
	return []api.Operation{
		api.Read("channel.health", "GET /v1/channels/health", PermissionRead, wordHealth, opHealth),
		api.Read("channel.profile", "GET /v1/channels/{id}/profile", PermissionRead, wordProfile, opProfile),
		api.Write("channel.describe", "PUT /v1/channels/{id}/profile", PermissionDescribe, wordDescribe, opDescribe),
		api.Write("channel.officer", "PUT /v1/channels/{id}/officer", PermissionDescribe, wordOfficer, opOfficer),
		api.Read("platformfee.list", "GET /v1/channels/{id}/fees", PermissionRead, wordFeeList, opFees),
		api.Write("platformfee.add", "POST /v1/channels/{id}/fees", PermissionDescribe, wordFeeAdd, opAddFee).WithKey().Created(),
		api.Read("paper.list", "GET /v1/papers", PermissionPaper, wordPaperList, opPapers),
		api.Read("paper.ending", "GET /v1/papers/ending", PermissionRead, wordPaperEnding, opEndings),
		api.Write("paper.add", "POST /v1/papers", PermissionPapers, wordPaperAdd, opAddPaper).WithKey().Created(),
		api.Read("paper.get", "GET /v1/papers/{id}", PermissionPaper, wordPaperGet, opPaper),
		api.Read("paper.download", "GET /v1/papers/{id}/file", PermissionPaper, wordPaperDownload, d.paperFile),
		api.Prepare(api.Write("paper.attach", "POST /v1/papers/{id}/file", PermissionPapers, wordPaperFile, opAttach).
			WithBody(maxFile), d.keep),
		api.Write("paper.verify", "POST /v1/papers/{id}/verify", PermissionPapers, wordPaperVerify, opVerify),
		api.Write("paper.retire", "POST /v1/papers/{id}/retire", PermissionPapers, wordPaperRetire, opRetire),
		api.Read("handwork.list", "GET /v1/handwork", PermissionRead, wordHandList, opHandwork),
		api.Write("handwork.open", "POST /v1/handwork", PermissionDescribe, wordHandOpen, opOpenHandwork).WithKey().Created(),
		api.Prepare(api.Write("handwork.prove", "POST /v1/handwork/{id}/proof", PermissionDescribe, wordHandProve, opProve).
			WithBody(maxFile), d.keep),
		api.Read("handwork.download", "GET /v1/handwork/{id}/proof", PermissionPaper, wordHandDownload, d.proofFile),
	}
}

func opHealth(_ context.Context, tx *db.Tx, _ api.None) (api.Page[Health], error) {
	all, err := HealthOfAll(tx)
	return api.Page[Health]{Data: all, AsOf: tx.Now()}, err
}

func opProfile(_ context.Context, tx *db.Tx, in IDIn) (Profile, error) { return GetProfile(tx, in.ID) }

// DescribeIn is all that is known of a channel.
type DescribeIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
	Details
}

func opDescribe(_ context.Context, tx *db.Tx, in DescribeIn) (Profile, error) {
	return Describe(tx, in.ID, in.Details)
}

// OfficerIn names a compliance officer; an empty user leaves the channel
// without one.
type OfficerIn struct {
	ID   string `path:"id" json:"-" maxLength:"40"`
	User string `json:"user" maxLength:"60"`
}

func opOfficer(_ context.Context, tx *db.Tx, in OfficerIn) (Channel, error) {
	return SetOfficer(tx, in.ID, in.User)
}

func opFees(_ context.Context, tx *db.Tx, in IDIn) (api.Page[PlatformFee], error) {
	all, err := Fees(tx, in.ID)
	return api.Page[PlatformFee]{Data: all, AsOf: tx.Now()}, err
}

// FeeIn is a charge of a platform to record.
type FeeIn struct {
	ID         string       `path:"id" json:"-" maxLength:"40"`
	Kind       string       `json:"kind" enum:"payment,technical,withdrawal,deposit,subsidy,refund,other"`
	Rate       money.Rate   `json:"rate,omitempty" doc:"share of the amount: 0.006 is 0.6 %"`
	Amount     int64        `json:"amount,omitempty" minimum:"0" doc:"minor units of the shop's currency, each time"`
	ValidFrom  calendar.Day `json:"valid_from"`
	ValidTo    calendar.Day `json:"valid_to,omitempty"`
	Source     string       `json:"source" minLength:"1" maxLength:"300"`
	VerifiedOn calendar.Day `json:"verified_on"`
	VerifiedBy string       `json:"verified_by" minLength:"1" maxLength:"80"`
	Note       string       `json:"note,omitempty" maxLength:"500"`
}

func opAddFee(_ context.Context, tx *db.Tx, in FeeIn) (PlatformFee, error) {
	return AddFee(tx, PlatformFee{ChannelID: in.ID, Kind: in.Kind, Rate: in.Rate, Amount: money.Money{Minor: in.Amount},
		ValidFrom: in.ValidFrom, ValidTo: in.ValidTo, Source: in.Source, VerifiedOn: in.VerifiedOn, VerifiedBy: in.VerifiedBy,
		Note: in.Note})
}

// PaperListIn narrows the list of papers.
type PaperListIn struct {
	ChannelID string `query:"channel_id" json:"-" maxLength:"40"`
	State     string `query:"state" json:"-" enum:"active,retired"`
	Kind      string `query:"kind" json:"-" maxLength:"40"`
	Cursor    string `query:"cursor" json:"-" maxLength:"200"`
	Limit     int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

func opPapers(_ context.Context, tx *db.Tx, in PaperListIn) (api.Page[Paper], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[Paper]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := Papers(tx, PaperFilter{in.ChannelID, in.State, in.Kind}, at[0], size+1)
	if err != nil {
		return api.Page[Paper]{}, err
	}
	rows, next := api.Cut(rows, size, func(p Paper) string { return api.Cursor(p.ID) })
	return api.Page[Paper]{Data: rows, Next: next, AsOf: tx.Now()}, nil
}

// EndingIn says how far ahead to look.
type EndingIn struct {
	Days int `query:"days" json:"-" minimum:"1" maximum:"366" default:"60"`
}

func opEndings(_ context.Context, tx *db.Tx, in EndingIn) (api.Page[Ending], error) {
	all, err := Endings(tx, in.Days)
	return api.Page[Ending]{Data: all, AsOf: tx.Now()}, err
}

// PaperIn is a paper to record.
type PaperIn struct {
	ChannelID string       `json:"channel_id" minLength:"1" maxLength:"40"`
	Kind      string       `json:"kind" enum:"business_licence,contract,authorisation,icp_filing,complaint_commitment,industry_licence,account_proof,other"`
	Number    string       `json:"number" minLength:"1" maxLength:"100"`
	Holder    string       `json:"holder" minLength:"1" maxLength:"100"`
	Note      string       `json:"note,omitempty" maxLength:"500"`
	IssuedOn  calendar.Day `json:"issued_on,omitempty"`
	ValidFrom calendar.Day `json:"valid_from"`
	ValidTo   calendar.Day `json:"valid_to,omitempty" doc:"last day; empty without an end"`
	Replaces  string       `json:"replaces,omitempty" maxLength:"40" doc:"the paper that is retired by this one"`
}

func opAddPaper(_ context.Context, tx *db.Tx, in PaperIn) (Paper, error) {
	return AddPaper(tx, Paper{ChannelID: in.ChannelID, Kind: in.Kind, Number: in.Number, Holder: in.Holder, Note: in.Note,
		IssuedOn: in.IssuedOn, ValidFrom: in.ValidFrom, ValidTo: in.ValidTo, Replaces: in.Replaces})
}

func opPaper(_ context.Context, tx *db.Tx, in IDIn) (Paper, error) { return GetPaper(tx, in.ID) }

// FileIn is a file for a paper or a proof.
type FileIn struct {
	ID   string     `path:"id" json:"-" maxLength:"40"`
	Name string     `query:"name" json:"-" maxLength:"200" doc:"file name"`
	File api.Upload `json:"-"`

	got blob.Ref
}

// keep stores the bytes before the transaction; those of a refused request stay
// unnamed and harm nobody.
func (d desk) keep(ctx context.Context, c api.Caller, in *FileIn) error {
	ref, err := d.store.Put(ctx, c.Tenant, in.File.Reader, maxFile)
	if err != nil {
		return uploadFault(err)
	}
	in.got = ref
	return nil
}

// uploadFault keeps our own faults and explains a body that broke off or is too
// large.
func uploadFault(err error) error {
	if errors.As(err, new(*fault.Fault)) && !fault.Is(err, fault.CodeInternal) {
		return err
	}
	return api.BodyFault(err, maxFile)
}

func opAttach(_ context.Context, tx *db.Tx, in FileIn) (Paper, error) {
	return AttachFile(tx, in.ID, in.Name, in.got)
}

func (d desk) paperFile(_ context.Context, tx *db.Tx, in IDIn) (api.File, error) {
	p, err := GetPaper(tx, in.ID)
	if err == nil && p.File == nil {
		err = fault.NotFound(wordNoFile)
	}
	if err != nil {
		return api.File{}, err
	}
	return d.file(tx.Tenant(), *p.File)
}

// file hands out kept bytes after they were hashed again.
func (d desk) file(tenant string, f File) (api.File, error) {
	r, err := d.store.Get(tenant, f.SHA256, blob.Verified)
	if err != nil {
		return api.File{}, err
	}
	return api.File{Name: f.Name, Type: "application/octet-stream", Body: func(w io.Writer) error {
		_, err := io.Copy(w, r)
		return errors.Join(err, r.Close())
	}}, nil
}

func opVerify(_ context.Context, tx *db.Tx, in IDIn) (Paper, error) { return VerifyPaper(tx, in.ID) }

// RetireIn says why a paper is no longer used.
type RetireIn struct {
	ID     string `path:"id" json:"-" maxLength:"40"`
	Reason string `json:"reason" minLength:"1" maxLength:"300"`
}

func opRetire(_ context.Context, tx *db.Tx, in RetireIn) (Paper, error) {
	return RetirePaper(tx, in.ID, in.Reason)
}

// HandListIn narrows the list of work by hand.
type HandListIn struct {
	ChannelID string `query:"channel_id" json:"-" maxLength:"40"`
	State     string `query:"state" json:"-" enum:"open,done"`
	Cursor    string `query:"cursor" json:"-" maxLength:"200"`
	Limit     int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

func opHandwork(_ context.Context, tx *db.Tx, in HandListIn) (api.Page[Handwork], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[Handwork]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := listHandwork(tx, in.ChannelID, in.State, at[0], size+1)
	if err != nil {
		return api.Page[Handwork]{}, err
	}
	rows, next := api.Cut(rows, size, func(h Handwork) string { return api.Cursor(h.ID) })
	return api.Page[Handwork]{Data: rows, Next: next, AsOf: tx.Now()}, nil
}

// HandIn is work to be done by hand.
type HandIn struct {
	ChannelID string `json:"channel_id" minLength:"1" maxLength:"40"`
	Lever     string `json:"lever" minLength:"1" maxLength:"40"`
	What      string `json:"what" minLength:"1" maxLength:"500"`
}

func opOpenHandwork(_ context.Context, tx *db.Tx, in HandIn) (Handwork, error) {
	return OpenHandwork(tx, in.ChannelID, in.Lever, in.What)
}

func opProve(_ context.Context, tx *db.Tx, in FileIn) (Handwork, error) {
	return ProveHandwork(tx, in.ID, in.Name, in.got)
}

func (d desk) proofFile(_ context.Context, tx *db.Tx, in IDIn) (api.File, error) {
	h, err := GetHandwork(tx, in.ID)
	if err == nil && h.Proof == nil {
		err = fault.NotFound(wordNoFile)
	}
	if err != nil {
		return api.File{}, err
	}
	return d.file(tx.Tenant(), *h.Proof)
}
