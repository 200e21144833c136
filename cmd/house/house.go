package house

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"fenming/kit/api"
	"fenming/kit/blob"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/job"
	"fenming/kit/paper"
	"fenming/kit/vault"
	"fenming/migrations"
	"fenming/office/audit"
	"fenming/office/identity"
	"fenming/office/notice"
	"fenming/office/notice/sink"
	"fenming/platform/esign"
)

// Config says how a house is opened.
type Config struct {
	Data     string // folder of the installation: database, keys, evidence files
	Database string // "sqlite:PATH" or "postgres://…"; empty: <Data>/fenming.db
	// Owner is the address under which PostgreSQL is migrated; empty: Database
	// is served as it is and must be migrated already.
	Owner   string
	KEK     string // base64 key-encryption key; empty: <Data>/keys/kek
	Clock   calendar.Clock
	Mail    notice.SMTP
	Log     *slog.Logger
	Rates   api.Rates
	Secure  bool // reached over TLS
	Proxied bool // every request comes through a declared proxy
	Demo    bool // a demo house holds demo tenants only
	// PublicURL is where platforms reach this program for their call-backs.
	PublicURL string
	// Letters returns what the demo's mail server received; nil elsewhere.
	Letters func() []sink.Letter
	Version string
	// Workers is how many jobs run side by side; 0 takes the default.
	Workers int
	// NoMigrate opens the installation as it is and makes nothing that is not
	// there: for looking, not for serving.
	NoMigrate bool
	// Empty is for a house whose database does not matter.
	Empty bool
}

// House is the program put together.
type House struct {
	DB       *db.DB
	Door     *api.Door
	Worker   *job.Worker
	Sealer   *audit.Sealer
	Blobs    *blob.Store
	Press    *paper.Press
	Identity *identity.Desk
	signers  *esign.Registry
	config   Config
}

// Open opens the database, brings an embedded one up to date, checks the
// key-encryption key and mounts every room.
func Open(ctx context.Context, c Config) (*House, error) {
	if c.Clock == nil {
		c.Clock = calendar.System{}
	}
	if c.Database == "" {
		c.Database = "sqlite:" + filepath.Join(c.Data, "fenming.db")
	}
	if path, embedded := strings.CutPrefix(c.Database, "sqlite:"); embedded && c.NoMigrate && !c.Empty {
		if _, err := os.Stat(path); err != nil {
			return nil, fmt.Errorf("there is no installation at %s; name its folder with --data", path)
		}
	}
	kek, err := openKEK(c)
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, c); err != nil {
		return nil, err
	}
	d, err := db.Open(ctx, c.Database, db.Options{Clock: c.Clock, KEK: kek})
	if err != nil {
		return nil, err
	}
	signers, err := esign.NewRegistry(esign.BuiltIn())
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	h := &House{DB: d, config: c, Press: paper.Open(), signers: signers}
	if err := h.furnish(ctx, kek); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return h, nil
}

func (h *House) furnish(ctx context.Context, kek *vault.KEK) error {
	if kek != nil && !h.config.Empty {
		if err := checkKEK(ctx, h.DB, kek, !h.config.NoMigrate); err != nil {
			return err
		}
	}
	blobs, err := blob.Open(filepath.Join(h.config.Data, "evidence"))
	if err != nil {
		return err
	}
	h.Blobs = blobs
	h.Sealer = audit.NewSealer(h.config.Log)
	h.DB.OnWrite(audit.Hook(h.Sealer))
	return h.mount(ctx)
}

// Close closes what Open opened, after what was written in the background.
func (h *House) Close() error {
	h.Identity.Wait()
	return errors.Join(h.Blobs.Close(), h.DB.Close())
}

// Serve runs the worker and the sealer until ctx ends.
func (h *House) Serve(ctx context.Context) error {
	if h.DB.Engine() == "sqlite" {
		// One process owns an embedded database: what ran when it died runs again now.
		if err := h.Worker.FreeAll(ctx); err != nil {
			return err
		}
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	failed := make(chan error, 2)
	go func() { failed <- h.Sealer.Run(ctx, h.DB) }()
	go func() { failed <- h.Worker.Run(ctx) }()
	first := <-failed
	stop() // neither goes on without the other, else a log nobody seals would go unnoticed
	return errors.Join(first, <-failed)
}

// openKEK finds the key-encryption key: from the configuration, else in the data
// folder. On an embedded database the first start makes it; a server process is
// given its own.
func openKEK(c Config) (*vault.KEK, error) {
	if c.KEK != "" {
		return vault.ParseKEK(c.KEK)
	}
	path := filepath.Join(c.Data, "keys", "kek")
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		if c.NoMigrate {
			return nil, nil // what is encrypted stays out of reach
		}
		if !strings.HasPrefix(c.Database, "sqlite:") {
			return nil, fmt.Errorf("the key-encryption key is missing: set FENMING_KEK (base64 of 32 bytes), the same for every process")
		}
		if _, err := os.Stat(strings.TrimPrefix(c.Database, "sqlite:")); err == nil {
			return nil, fmt.Errorf("%s is missing although the database is there: put the key file back", path)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, err
		}
		return vault.NewKEK(path)
	}
	return vault.LoadKEK(path)
}

// settingKEK holds the check value of the key the installation was made with.
const settingKEK = "kek_check"

// checkKEK refuses to start with another key than the installation's: fields
// sealed under two keys could never be told apart again.
func checkKEK(ctx context.Context, d *db.DB, kek *vault.KEK, mayWrite bool) error {
	stored, err := d.Setting(ctx, settingKEK)
	if err != nil {
		return err
	}
	if stored != "" {
		return kek.Verify(stored)
	}
	if !mayWrite {
		return nil
	}
	check, err := kek.Check()
	if err != nil {
		return err
	}
	return d.Set(ctx, settingKEK, check)
}

// migrate brings the schema up to date: always on an embedded database, with
// the owner's address on PostgreSQL.
func migrate(ctx context.Context, c Config) error {
	address := c.Owner
	if strings.HasPrefix(c.Database, "sqlite:") {
		address = c.Database
	}
	if address == "" || c.NoMigrate {
		return nil
	}
	_, err := Migrate(ctx, address, c.Database, false)
	return err
}

// Migrate brings the database at address up to the newest schema and lets the
// role of the serving address use it; with plan it only lists the steps.
func Migrate(ctx context.Context, address, serving string, plan bool) ([]db.Step, error) {
	d, err := db.Open(ctx, address, db.Options{})
	if err != nil {
		return nil, err
	}
	if !plan {
		if err := d.Migrate(ctx, migrations.Files, roleOf(serving)); err != nil {
			return nil, errors.Join(err, d.Close())
		}
	}
	steps, err := d.Plan(ctx, migrations.Files)
	return steps, errors.Join(err, d.Close())
}

// Token makes a random text for one-time links.
func Token() string { return rand.Text() }
