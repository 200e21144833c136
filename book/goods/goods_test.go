package goods_test

import (
	"context"
	"testing"

	"fenming/book/goods"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/words"
)

func TestEnsureKeepsTheCatalogueAndSaveChangesIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		var first goods.Product
		b.Write(t, func(tx *db.Tx) (err error) {
			first, err = goods.Ensure(tx, goods.Product{SKU: " p1 ", Name: "手机", Category: "数码", Resale: true})
			return err
		})
		if first.SKU != "p1" || first.Fulfilment != goods.Shipment {
			t.Fatalf("%+v", first)
		}
		b.Write(t, func(tx *db.Tx) error {
			again, err := goods.Ensure(tx, goods.Product{SKU: "p1", Name: "other", Fulfilment: "service"})
			if again.ID != first.ID || !again.Resale || again.Fulfilment != goods.Shipment {
				t.Errorf("an order changed the catalogue: %+v", again)
			}
			return err
		})
		b.Write(t, func(tx *db.Tx) error {
			_, err := goods.Save(tx, goods.Product{SKU: "p1", Name: "保养", Category: "服务", Fulfilment: goods.Service})
			return err
		})
		b.Read(t, func(tx *db.Tx) error {
			p, err := goods.Get(tx, first.ID)
			if err != nil || p.Name != "保养" || p.Resale || p.Fulfilment != goods.Service {
				t.Errorf("saved: %+v %v", p, err)
			}
			cats, err := goods.Categories(tx)
			if err != nil || len(cats) != 1 || cats[0] != (goods.Category{Name: "服务", Products: 1}) {
				t.Errorf("categories: %+v %v", cats, err)
			}
			if list, err := goods.List(tx, "数码", "", 10); err != nil || len(list) != 0 {
				t.Errorf("list: %+v %v", list, err)
			}
			_, err = goods.Get(tx, "prd_none")
			if !fault.Is(err, fault.CodeNotFound) {
				t.Errorf("not found: %v", err)
			}
			return nil
		})
		err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
			_, err := goods.Ensure(tx, goods.Product{SKU: "", Fulfilment: "teleport"})
			return err
		})
		if !fault.Is(err, fault.CodeInvalid) || len(fault.As(err).Details) != 2 {
			t.Errorf("both faults are told: %v", err)
		}
	})
}

func TestWords(t *testing.T) {
	if err := words.Check(goods.Words()...); err != nil {
		t.Error(err)
	}
}
