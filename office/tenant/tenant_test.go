package tenant

import (
	"context"
	"testing"

	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/words"
)

func create(t *testing.T, b dbtest.Bench) {
	t.Helper()
	b.Write(t, func(tx *db.Tx) error {
		_, err := Create(tx, New{Name: "青禾茶行", ShopName: "青禾旗舰店"})
		return err
	})
}

func TestCreateAndGet(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		create(t, b)
		b.Read(t, func(tx *db.Tx) error {
			got, err := Get(tx)
			want := Tenant{ID: dbtest.Tenant, Name: "青禾茶行", Kind: Live, Zone: "Asia/Shanghai", Lang: words.ZH, Currency: "CNY"}
			if got != want {
				t.Errorf("tenant %+v, want %+v", got, want)
			}
			loc, locErr := Location(tx)
			if locErr != nil || loc.String() != "Asia/Shanghai" {
				t.Errorf("location %v, %v", loc, locErr)
			}
			return err
		})
		err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
			_, err := Create(tx, New{Name: "again"})
			return err
		})
		if !fault.Is(err, fault.CodeConflict) {
			t.Errorf("second creation: %v", err)
		}
	})
}

func TestGetKnowsOnlyItsOwnTenant(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		create(t, b)
		err := b.DB.Read(context.Background(), dbtest.ScopeOf("t_other"), func(tx *db.Tx) error {
			if all, err := Shops(tx); err != nil || len(all) != 0 {
				t.Errorf("another tenant's shops: %v, %v", all, err)
			}
			if _, err := DefaultShop(tx); !fault.Is(err, fault.CodeNotFound) {
				t.Errorf("default shop of nobody: %v", err)
			}
			_, err := Get(tx)
			return err
		})
		if !fault.Is(err, fault.CodeNotFound) {
			t.Errorf("unknown tenant: %v", err)
		}
	})
}

// A transaction remembers its tenant, and sees its own change of it.
func TestAChangeIsSeenAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		b.Write(t, func(tx *db.Tx) error {
			if _, err := Create(tx, New{Name: "青禾", Kind: Live}); err != nil {
				return err
			}
			if _, err := Change(tx, "青禾家具", ""); err != nil {
				return err
			}
			got, err := Get(tx)
			if got.Name != "青禾家具" {
				t.Errorf("%+v", got)
			}
			return err
		})
	})
}

func TestShops(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		create(t, b)
		b.Write(t, func(tx *db.Tx) error {
			second, err := AddShop(tx, "分店")
			if err != nil {
				return err
			}
			if _, err := AddShop(tx, " 分店 "); !fault.Is(err, fault.CodeConflict) {
				t.Errorf("same name: %v", err)
			}
			if _, err := RenameShop(tx, second.ID, "青禾旗舰店"); !fault.Is(err, fault.CodeConflict) {
				t.Errorf("renamed to a taken name: %v", err)
			}
			if _, err := RenameShop(tx, second.ID, "二店"); err != nil {
				return err
			}
			all, err := Shops(tx)
			if len(all) != 2 || all[0].Name != "青禾旗舰店" || !all[0].Default || all[1].Name != "二店" {
				t.Errorf("shops %+v", all)
			}
			def, defErr := DefaultShop(tx)
			if defErr != nil || def.Name != "青禾旗舰店" {
				t.Errorf("default %+v %v", def, defErr)
			}
			return err
		})
	})
}

func TestCreateRefusesWhatIsWrong(t *testing.T) {
	b := dbtest.SQLite(t)
	for pointer, n := range map[string]New{
		"/name": {}, "/kind": {Name: "a", Kind: "test"}, "/zone": {Name: "a", Zone: "Mars/Base"},
		"/currency": {Name: "a", Currency: "RMB"}, "/lang": {Name: "a", Lang: "fr"},
	} {
		err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
			_, err := Create(tx, n)
			return err
		})
		if f := fault.As(err); f == nil || f.Code != fault.CodeInvalid || f.Pointer != pointer {
			t.Errorf("%s: %v", pointer, err)
		}
	}
}

func TestSettings(t *testing.T) {
	knob := Knob{Name: "test.days", Word: wordGet, Unit: "days", Default: 7, Min: 1, Max: 30}
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		b.Write(t, func(tx *db.Tx) error {
			if v, err := Value(tx, knob); v != 7 || err != nil {
				t.Errorf("default %d %v", v, err)
			}
			if err := Set(tx, knob, 31); !fault.Is(err, fault.CodeInvalid) {
				t.Errorf("out of bounds: %v", err)
			}
			if _, err := opSet([]Knob{knob})(context.Background(), tx, SetIn{Name: "other", Value: 1}); !fault.Is(err, fault.CodeNotFound) {
				t.Errorf("unknown: %v", err)
			}
			return Set(tx, knob, 14)
		})
		b.Read(t, func(tx *db.Tx) error {
			page, err := opSettings([]Knob{knob})(context.Background(), tx, struct{}{})
			if len(page.Data) != 1 || page.Data[0].Value != 14 || page.Data[0].Default != 7 {
				t.Errorf("settings %+v", page.Data)
			}
			return err
		})
	})
}

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}
