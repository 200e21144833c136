package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"fenming/cmd/house"
)

// program returns the built program: FENMING_BIN, else one built here.
func program(t *testing.T) string {
	t.Helper()
	if bin := os.Getenv("FENMING_BIN"); bin != "" {
		return bin
	}
	bin := filepath.Join(t.TempDir(), "fenming")
	out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput()
	if err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return bin
}

// killed is an installation whose server is killed again and again.
type killed struct {
	bin, dir, address, key string
	mu                     sync.Mutex
	acknowledged           map[string]string // idempotency key -> answer
}

func (k *killed) start(t *testing.T) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(k.bin, "serve", "--quiet", "--data", k.dir, "--listen", k.address, "--rate-key", "1000000")
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 500 {
		c, err := net.Dial("tcp", k.address)
		if err == nil {
			_ = c.Close()
			return cmd
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("the server did not come back")
	return nil
}

// post writes one posting and remembers the answer if it was acknowledged.
func (k *killed) post(key string) (int, []byte, http.Header, error) {
	body := `{"effective":"2026-11-20","kind":"kill","legs":[{"account":"bank","subject":"","amount":100,"currency":"CNY"},` +
		`{"account":"sales","subject":"","amount":-100,"currency":"CNY"}]}`
	r, err := http.NewRequest(http.MethodPost, "http://"+k.address+"/v1/ledger/entries", bytes.NewReader([]byte(body)))
	if err != nil {
		return 0, nil, nil, err
	}
	r.Header.Set("Authorization", "Bearer "+k.key)
	r.Header.Set("Idempotency-Key", key)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, nil, nil, err
	}
	defer func() { _ = res.Body.Close() }()
	answer, err := io.ReadAll(res.Body)
	return res.StatusCode, answer, res.Header, err
}

func (k *killed) load(round int, until <-chan struct{}) {
	var group sync.WaitGroup
	for client := range 8 {
		group.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-until:
					return
				default:
				}
				key := fmt.Sprintf("kill-%d-%d-%d", round, client, n)
				status, answer, _, err := k.post(key)
				if err == nil && status == http.StatusCreated {
					k.mu.Lock()
					k.acknowledged[key] = string(answer)
					k.mu.Unlock()
				}
			}
		})
	}
	group.Wait()
}

// TestKill kills the server under load, FENMING_KILLS times (20 when unset).
// Every acknowledged posting must be there afterwards, with the same answer;
// the ledger must balance and the audit log must verify.
func TestKill(t *testing.T) {
	kills := 20
	if s := os.Getenv("FENMING_KILLS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		kills = n
	}
	k := &killed{bin: program(t), dir: t.TempDir(), acknowledged: map[string]string{}}
	key, err := house.PrepareBench(context.Background(), house.Config{Data: k.dir, Database: "sqlite:" + filepath.Join(k.dir, "fenming.db")})
	if err != nil {
		t.Fatal(err)
	}
	k.key = key
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	k.address = l.Addr().String()
	_ = l.Close()
	for round := range kills {
		cmd := k.start(t)
		until := make(chan struct{})
		loaded := make(chan struct{})
		go func() { k.load(round, until); close(loaded) }()
		time.Sleep(time.Duration(30+rand.N(170)) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed; that is the point
		close(until)
		<-loaded
		http.DefaultClient.CloseIdleConnections()
		if round%50 == 49 {
			k.compare(t)
			clear(k.acknowledged)
		}
	}
	k.compare(t)
}

// compare asks for every acknowledged posting again and lets doctor look at the
// whole installation.
func (k *killed) compare(t *testing.T) {
	t.Helper()
	cmd := k.start(t)
	for key, want := range k.acknowledged {
		status, answer, header, err := k.post(key)
		if err != nil || status != http.StatusCreated || header.Get("Idempotent-Replay") != "true" || string(answer) != want {
			t.Fatalf("an acknowledged write was lost: %s: %d %v\n got %s\nwant %s", key, status, err, answer, want)
		}
	}
	t.Logf("%d acknowledged postings, all there", len(k.acknowledged))
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	out, err := exec.Command(k.bin, "doctor", "--data", k.dir, "--json").Output()
	if err != nil {
		t.Fatalf("doctor: %v\n%s", err, out)
	}
	var found []finding
	if err := json.Unmarshal(out, &found); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, f := range found {
		if !f.OK {
			t.Errorf("%s: %s", f.Check, f.Detail)
		}
		if bytes.HasPrefix([]byte(f.Check), []byte("audit log")) || bytes.HasPrefix([]byte(f.Check), []byte("ledger")) {
			seen++
		}
	}
	if seen != 2 {
		t.Errorf("doctor looked at %d of audit log and ledger", seen)
	}
}
