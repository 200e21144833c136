package goods

import (
	"context"

	"fenming/kit/api"
	"fenming/kit/db"
)

// Permissions of this room.
const (
	PermissionRead   api.Permission = "goods.read"
	PermissionManage api.Permission = "goods.manage"
)

// Operations are the doors of this room.
func Operations() []api.Operation {
	return []api.Operation{
		api.Read("goods.list", "GET /v1/products", PermissionRead, wordList, opList),
		api.Read("goods.get", "GET /v1/products/{id}", PermissionRead, wordGet, opGet),
		api.Write("goods.save", "PUT /v1/products", PermissionManage, wordSave, opSave),
		api.Read("goods.categories", "GET /v1/categories", PermissionRead, wordCategories, opCategories),
	}
}

// ListIn asks for products.
type ListIn struct {
	Category string `query:"category" json:"-" maxLength:"200"`
	Cursor   string `query:"cursor" json:"-" maxLength:"200"`
	Limit    int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

func opList(_ context.Context, tx *db.Tx, in ListIn) (api.Page[Product], error) {
	page := api.Page[Product]{AsOf: tx.Now()}
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return page, err
	}
	size := api.PageSize(in.Limit)
	rows, err := List(tx, in.Category, at[0], size+1)
	page.Data, page.Next = api.Cut(rows, size, func(p Product) string { return api.Cursor(p.ID) })
	return page, err
}

// IDIn names one product.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

func opGet(_ context.Context, tx *db.Tx, in IDIn) (Product, error) { return Get(tx, in.ID) }

// SaveIn is a product as the merchant sets it.
type SaveIn struct {
	SKU        string `json:"sku" minLength:"1" maxLength:"100"`
	Name       string `json:"name" minLength:"1" maxLength:"120"`
	Category   string `json:"category,omitempty" maxLength:"60"`
	Fulfilment string `json:"fulfilment" enum:"shipment,service,voucher,digital,pickup"`
	Resale     bool   `json:"resale,omitempty"`
}

func opSave(_ context.Context, tx *db.Tx, in SaveIn) (Product, error) {
	return Save(tx, Product{SKU: in.SKU, Name: in.Name, Category: in.Category, Fulfilment: in.Fulfilment, Resale: in.Resale})
}

func opCategories(_ context.Context, tx *db.Tx, _ api.None) (api.Page[Category], error) {
	all, err := Categories(tx)
	return api.Page[Category]{Data: all, AsOf: tx.Now()}, err
}
