package intake_test

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"fenming/flow/intake"
	"fenming/kit/blob"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/job"
	"fenming/kit/vault"
	"fenming/migrations"
	"fenming/office/tenant"
)

// killFolder is where the process that will be killed works; set, this test
// binary plays that process.
const killFolder = "FENMING_INTAKE_KILL_FOLDER"

// openFolder opens (or makes) an installation in a folder.
func openFolder(t testing.TB, dir string) *world {
	t.Helper()
	ctx := context.Background()
	keyPath, first := filepath.Join(dir, "kek"), false
	kek, err := vault.LoadKEK(keyPath)
	if err != nil {
		first = true
		if kek, err = vault.NewKEK(keyPath); err != nil {
			t.Fatal(err)
		}
	}
	clock := calendar.NewVirtual(dbtest.Start)
	d, err := db.Open(ctx, "sqlite:"+filepath.Join(dir, "kill.db"), db.Options{Clock: clock, KEK: kek})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	store, err := blob.Open(filepath.Join(dir, "evidence"))
	if err != nil {
		t.Fatal(err)
	}
	w := &world{Bench: dbtest.Bench{DB: d, Clock: clock, KEK: kek}, t: t, store: store}
	if first {
		if err := d.Migrate(ctx, migrations.Files, ""); err != nil {
			t.Fatal(err)
		}
		w.Write(t, func(tx *db.Tx) error {
			_, err := tenant.Create(tx, tenant.New{Name: "Shop"})
			return err
		})
	}
	return w
}

// TestKilledProcess is not a test of its own: it is the process that
// TestKillMinusNine kills.
func TestKilledProcess(t *testing.T) {
	dir := os.Getenv(killFolder)
	if dir == "" {
		t.Skip("plays a part for TestKillMinusNine only")
	}
	w := openFolder(t, dir)
	id := w.begin(intake.Olist, filepath.Join(dir, "files"))
	fmt.Println("job", id)
	sold := 0
	f := func(tx *db.Tx, o intake.Order) (intake.Sold, error) {
		s, err := sellOrder(tx, o)
		if sold++; sold == 45 { // in the middle of the fifth portion
			fmt.Println("wait")
			select {} // for the end
		}
		return s, err
	}
	worker := job.New(job.Options{DB: w.DB, Jobs: intake.JobsBy(w.store, f, 10), Log: slog.New(slog.DiscardHandler)})
	if _, err := worker.Drain(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// A process killed in the middle of a portion leaves whole portions only, and
// the next one ends with the same books and figures.
func TestKillMinusNine(t *testing.T) {
	texts := oddSynthetic(120)
	whole := newWorld(t, dbtest.SQLite(t))
	want := whole.run(intake.Olist, files(t, texts))
	dir := t.TempDir()
	if err := os.Rename(files(t, texts), filepath.Join(dir, "files")); err != nil {
		t.Fatal(err)
	}
	self := exec.Command(os.Args[0], "-test.run", "^TestKilledProcess$")
	self.Env = append(os.Environ(), killFolder+"="+dir)
	out, err := self.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := self.Start(); err != nil {
		t.Fatal(err)
	}
	id := ""
	for lines := bufio.NewScanner(out); lines.Scan() && lines.Text() != "wait"; {
		_, _ = fmt.Sscanf(lines.Text(), "job %s", &id) // other lines are not for us
	}
	if err := self.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = self.Wait() // it ended by the signal
	w := openFolder(t, dir)
	if n := w.count("orders"); n != 40 {
		t.Fatalf("%d orders after the kill, want the four whole portions", n)
	}
	worker := job.New(job.Options{DB: w.DB, Jobs: intake.Jobs(w.store, sellOrder), Log: slog.New(slog.DiscardHandler)})
	if err := worker.FreeAll(context.Background()); err != nil {
		t.Fatal(err)
	}
	if _, err := worker.Drain(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := w.result(id); sums(got) != sums(want) {
		t.Errorf("figures differ:\n%s\n%s", sums(got), sums(want))
	}
	if got, books := w.state(), whole.state(); got != books {
		t.Errorf("books differ:\n%s\n--- want\n%s", got, books)
	}
}
