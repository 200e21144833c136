package tenant

import (
	"context"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// Permissions of this room.
const (
	PermissionRead   api.Permission = "tenant.read"
	PermissionManage api.Permission = "tenant.manage"
)

// View is the merchant as people see it.
type View struct {
	ID       string         `json:"id"`
	Name     string         `json:"name"`
	Kind     string         `json:"kind" enum:"live,demo"`
	Zone     string         `json:"zone"`
	Lang     words.Lang     `json:"lang"`
	Currency money.Currency `json:"currency"`
	Now      time.Time      `json:"now" doc:"business time"`
}

// ShopView is a shop as people see it.
type ShopView struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Default bool   `json:"default"`
}

// SettingView is a setting with its meaning in the reader's language.
type SettingView struct {
	Name    string `json:"name"`
	Label   string `json:"label"`
	Unit    string `json:"unit"`
	Value   int64  `json:"value"`
	Default int64  `json:"default"`
	Min     int64  `json:"min"`
	Max     int64  `json:"max"`
}

// ChangeIn names what to change.
type ChangeIn struct {
	Name string     `json:"name,omitempty" maxLength:"60"`
	Lang words.Lang `json:"lang,omitempty" enum:"zh-CN,en"`
}

// ShopIn names a new shop.
type ShopIn struct {
	Name string `json:"name" minLength:"1" maxLength:"60"`
}

// RenameIn gives a shop another name.
type RenameIn struct {
	ID   string `path:"id" json:"-" maxLength:"40"`
	Name string `json:"name" minLength:"1" maxLength:"60"`
}

// SetIn chooses a setting's value.
type SetIn struct {
	Name  string `path:"name" json:"-" maxLength:"80"`
	Value int64  `json:"value"`
}

// Operations are the doors of this room; knobs are the settings of all rooms.
func Operations(knobs ...Knob) []api.Operation {
	return []api.Operation{
		api.Read("tenant.get", "GET /v1/tenant", PermissionRead, wordGet, opGet),
		api.Write("tenant.change", "PUT /v1/tenant", PermissionManage, wordChange, opChange),
		api.Read("shop.list", "GET /v1/shops", PermissionRead, wordShopList, opShops),
		api.Write("shop.create", "POST /v1/shops", PermissionManage, wordShopCreate, opAddShop).Created(),
		api.Write("shop.rename", "PUT /v1/shops/{id}", PermissionManage, wordShopRename, opRename),
		api.Read("setting.list", "GET /v1/settings", PermissionRead, wordSettingList, opSettings(knobs)),
		api.Write("setting.change", "PUT /v1/settings/{name}", PermissionManage, wordSettingSet, opSet(knobs)).WithFreshFactor(),
	}
}

func viewOf(tx *db.Tx, t Tenant) View {
	return View{ID: t.ID, Name: t.Name, Kind: t.Kind, Zone: t.Zone, Lang: t.Lang, Currency: t.Currency, Now: tx.Now()}
}

func opGet(_ context.Context, tx *db.Tx, _ api.None) (View, error) {
	t, err := Get(tx)
	return viewOf(tx, t), err
}

func opChange(_ context.Context, tx *db.Tx, in ChangeIn) (View, error) {
	t, err := Change(tx, in.Name, in.Lang)
	return viewOf(tx, t), err
}

func opShops(_ context.Context, tx *db.Tx, _ api.None) (api.Page[ShopView], error) {
	all, err := shops(tx)
	page := api.Page[ShopView]{Data: make([]ShopView, len(all)), AsOf: tx.Now()}
	for i, s := range all {
		page.Data[i] = ShopView(s)
	}
	return page, err
}

func opAddShop(_ context.Context, tx *db.Tx, in ShopIn) (ShopView, error) {
	s, err := AddShop(tx, in.Name)
	return ShopView(s), err
}

func opRename(_ context.Context, tx *db.Tx, in RenameIn) (ShopView, error) {
	s, err := RenameShop(tx, in.ID, in.Name)
	return ShopView(s), err
}

func settingView(tx *db.Tx, k Knob, value int64) SettingView {
	return SettingView{Name: k.Name, Label: k.Word.In(tx.Lang(), nil), Unit: k.Unit, Value: value,
		Default: k.Default, Min: k.Min, Max: k.Max}
}

func opSettings(knobs []Knob) api.Verb[api.None, api.Page[SettingView]] {
	return func(_ context.Context, tx *db.Tx, _ api.None) (api.Page[SettingView], error) {
		chosen, err := settings(tx)
		page := api.Page[SettingView]{Data: make([]SettingView, len(knobs)), AsOf: tx.Now()}
		for i, k := range knobs {
			value, ok := chosen[k.Name]
			if !ok {
				value = k.Default
			}
			page.Data[i] = settingView(tx, k, value)
		}
		return page, err
	}
}

func opSet(knobs []Knob) api.Verb[SetIn, SettingView] {
	return func(_ context.Context, tx *db.Tx, in SetIn) (SettingView, error) {
		for _, k := range knobs {
			if k.Name == in.Name {
				return settingView(tx, k, in.Value), Set(tx, k, in.Value)
			}
		}
		return SettingView{}, fault.NotFound(wordNoSetting)
	}
}
