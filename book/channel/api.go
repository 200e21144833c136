package channel

import (
	"context"
	"slices"

	"fenming/kit/api"
	"fenming/kit/blob"
	"fenming/kit/db"
)

// Permissions of this room.
const (
	PermissionRead   api.Permission = "channel.read"
	PermissionManage api.Permission = "channel.manage"
	// PermissionDescribe is for the profile, fees and work by hand: all but keys.
	PermissionDescribe   api.Permission = "channel.describe"
	PermissionPaper      api.Permission = "paper.read"
	PermissionPapers     api.Permission = "paper.manage"
	PermissionPolicyRead api.Permission = "policy.read"
	PermissionPolicy     api.Permission = "policy.manage"
)

// Operations are the doors of this room; store keeps the files of papers and
// proofs.
func Operations(store *blob.Store) []api.Operation {
	return slices.Concat([]api.Operation{
		api.Read("channel.list", "GET /v1/channels", PermissionRead, wordList, opList),
		api.Read("channel.get", "GET /v1/channels/{id}", PermissionRead, wordGet, opGet),
		api.Write("channel.save", "PUT /v1/channels", PermissionManage, wordSave, opSave).WithFreshFactor(),
		api.Read("channel.messages", "GET /v1/messages", PermissionRead, wordMessages, opMessages),
	}, profileOperations(store), policyOperations())
}

func opList(_ context.Context, tx *db.Tx, _ api.None) (api.Page[Channel], error) {
	all, err := List(tx)
	return api.Page[Channel]{Data: all, AsOf: tx.Now()}, err
}

// IDIn names one channel.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

func opGet(_ context.Context, tx *db.Tx, in IDIn) (Channel, error) { return Get(tx, in.ID) }

// SaveIn is a channel as the merchant sets it; empty keys keep those set before.
type SaveIn struct {
	ID        string `json:"id,omitempty" maxLength:"40"`
	Platform  string `json:"platform" minLength:"1" maxLength:"60"`
	Name      string `json:"name" minLength:"1" maxLength:"60"`
	Creditor  string `json:"creditor" enum:"platform,merchant,assigned"`
	State     string `json:"state,omitempty" enum:"active,paused"`
	AppID     string `json:"app_id,omitempty" maxLength:"64"`
	SellerID  string `json:"seller_id,omitempty" maxLength:"64"`
	Gateway   string `json:"gateway,omitempty" maxLength:"300"`
	Simulator bool   `json:"simulator,omitempty"`
	Terms     Terms  `json:"terms,omitempty"`
	Keys      Keys   `json:"keys,omitempty"`
}

func opSave(_ context.Context, tx *db.Tx, in SaveIn) (Channel, error) {
	return Save(tx, Channel{ID: in.ID, Platform: in.Platform, Name: in.Name, Creditor: in.Creditor, State: in.State,
		AppID: in.AppID, SellerID: in.SellerID, Gateway: in.Gateway, Simulator: in.Simulator, Terms: in.Terms}, in.Keys)
}

// MessagesIn names what the messages are about, for example order:ord_….
type MessagesIn struct {
	Ref string `query:"ref" json:"-" required:"true" maxLength:"100"`
}

func opMessages(_ context.Context, tx *db.Tx, in MessagesIn) (api.Page[Message], error) {
	all, err := Messages(tx, in.Ref)
	return api.Page[Message]{Data: all, AsOf: tx.Now()}, err
}
