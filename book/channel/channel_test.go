package channel_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"os"
	"strings"
	"testing"

	"fenming/book/channel"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/office/tenant"
)

func bench(t *testing.T, b dbtest.Bench, kind string) {
	b.Write(t, func(tx *db.Tx) error {
		_, err := tenant.Create(tx, tenant.New{Name: "shop", Kind: kind})
		return err
	})
}

func save(b dbtest.Bench, c channel.Channel, k channel.Keys) (channel.Channel, error) {
	err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) (err error) {
		c, err = channel.Save(tx, c, k)
		return err
	})
	return c, err
}

func keys(t *testing.T) channel.Keys {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	return channel.Keys{
		PrivateKeyPEM:  string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})),
		PlatformKeyPEM: base64.StdEncoding.EncodeToString(public), // as the platform's console shows it
	}
}

func huabei() channel.Channel {
	return channel.Channel{Platform: "huabei", Name: "花呗", Creditor: channel.CreditorPlatform, AppID: "2021000000000001",
		Terms: channel.Terms{Counts: []int{3, 6, 12}, Fees: []channel.Fee{{Count: 3, Rate: 1_800_000, Payer: "merchant"}}}}
}

func TestKeysAreSealedAndKept(t *testing.T) {
	b := dbtest.SQLite(t)
	bench(t, b, tenant.Live)
	k := keys(t)
	c, err := save(b, huabei(), k)
	if err != nil || !c.HasKeys || c.State != channel.Active {
		t.Fatalf("%+v %v", c, err)
	}
	c.Name = "花呗分期"
	if c, err = save(b, c, channel.Keys{}); err != nil || !c.HasKeys {
		t.Fatalf("a change without keys lost them: %+v %v", c, err)
	}
	b.Read(t, func(tx *db.Tx) error {
		got, err := channel.Secrets(tx, c.ID)
		if err != nil || got != k {
			t.Errorf("keys changed: %v", err)
		}
		back, err := channel.ByPlatform(tx, "huabei")
		if err != nil || back.Name != "花呗分期" || len(back.Terms.Fees) != 1 || back.Terms.Fees[0].Rate != 1_800_000 {
			t.Errorf("%+v %v", back, err)
		}
		return nil
	})
	path := strings.TrimPrefix(b.Address, "sqlite:")
	secret := []byte(strings.Split(k.PrivateKeyPEM, "\n")[1])
	for _, name := range []string{path, path + "-wal"} {
		if raw, err := os.ReadFile(name); err == nil && bytes.Contains(raw, secret) {
			t.Errorf("the private key stands in %s", name)
		}
	}
}

func TestDemoAndLiveNeverMix(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		bench(t, b, tenant.Demo)
		if _, err := save(b, huabei(), channel.Keys{}); !fault.Is(err, fault.CodeRefused) {
			t.Errorf("a demo merchant got a real channel: %v", err)
		}
		toy := huabei()
		toy.Simulator, toy.Gateway = true, "http://127.0.0.1:9999/gateway.do"
		if _, err := save(b, toy, channel.Keys{}); err != nil {
			t.Errorf("a demo merchant's simulator: %v", err)
		}
	})
	b := dbtest.SQLite(t)
	bench(t, b, tenant.Live)
	for _, gateway := range []string{"http://openapi.alipay.com/gateway.do", "https://127.0.0.1/x", "https://localhost/x",
		"https://[::1]/x", "https://sim.internal/x", "https://u:p@openapi.alipay.com/x"} {
		c := huabei()
		c.Gateway = gateway
		if _, err := save(b, c, channel.Keys{}); !fault.Is(err, fault.CodeRefused) {
			t.Errorf("%s: %v", gateway, err)
		}
	}
	toy := huabei()
	toy.Simulator = true
	if _, err := save(b, toy, channel.Keys{}); !fault.Is(err, fault.CodeRefused) {
		t.Errorf("a live merchant got a simulator: %v", err)
	}
}

func TestSaveRefuses(t *testing.T) {
	b := dbtest.SQLite(t)
	bench(t, b, tenant.Live)
	c, err := save(b, huabei(), channel.Keys{})
	if err != nil {
		t.Fatal(err)
	}
	c.Platform = "jd"
	if _, err := save(b, c, channel.Keys{}); !fault.Is(err, fault.CodeConflict) {
		t.Errorf("moved to another platform: %v", err)
	}
	if _, err := save(b, huabei(), channel.Keys{PrivateKeyPEM: "hunter2"}); !fault.Is(err, fault.CodeInvalid) || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("a bad key: %v", err)
	}
	none := channel.Channel{ID: "chn_none", Platform: "x", Name: "x", Creditor: "merchant"}
	if _, err := save(b, none, channel.Keys{}); !fault.Is(err, fault.CodeNotFound) {
		t.Errorf("an unknown id: %v", err)
	}
	b.Read(t, func(tx *db.Tx) error {
		if _, err := channel.ByPlatform(tx, "jd"); !fault.Is(err, fault.CodeRefused) {
			t.Errorf("no channel: %v", err)
		}
		return nil
	})
}

func TestMessagesAreKeptAsTheyAre(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		body := []byte("a=1&b=\xff\x00 raw")
		var id string
		b.Write(t, func(tx *db.Tx) (err error) {
			id, err = channel.Keep(tx, channel.Message{ChannelID: "chn_1", Direction: channel.In, Kind: "notify", Ref: "order:1", Body: body, Verified: true})
			return err
		})
		b.Read(t, func(tx *db.Tx) error {
			m, err := channel.GetMessage(tx, id)
			if err != nil || !bytes.Equal(m.Body, body) || !m.Verified || len(m.SHA256) != 64 {
				t.Errorf("%+v %v", m, err)
			}
			list, err := channel.Messages(tx, "order:1")
			if len(list) != 1 {
				t.Errorf("%d messages", len(list))
			}
			return err
		})
	})
}

func FuzzKeys(f *testing.F) {
	f.Add("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
	f.Add("MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A")
	f.Fuzz(func(t *testing.T, text string) {
		if key, err := channel.PrivateKey(text); (key == nil) == (err == nil) {
			t.Error("neither key nor fault")
		}
		if key, err := channel.PublicKey(text); (key == nil) == (err == nil) {
			t.Error("neither key nor fault")
		}
	})
}

func TestWords(t *testing.T) {
	if err := words.Check(channel.Words()...); err != nil {
		t.Error(err)
	}
}
