package notice

import (
	"bufio"
	"bytes"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"testing"

	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/job"
)

// refuse starts a mail server that refuses every reader and says whom, as real
// ones do. It returns its port.
func refuse(t *testing.T, code string) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = fmt.Fprint(c, "220 here\r\n")
			for lines := bufio.NewScanner(c); lines.Scan(); {
				answer := "250 ok"
				if strings.HasPrefix(lines.Text(), "RCPT") {
					answer = code + " <LI@example.com>: no such reader"
				}
				_, _ = fmt.Fprint(c, answer+"\r\n")
			}
		}
	}()
	return l.Addr().(*net.TCPAddr).Port
}

func TestARefusedAddressIsNowhereInTheClear(t *testing.T) {
	for _, code := range []string{"550 5.1.1", "450 4.2.1"} {
		t.Run(code[:3], func(t *testing.T) {
			b := dbtest.SQLite(t)
			bench(t, b, SMTP{})
			var logged bytes.Buffer
			w := job.New(job.Options{DB: b.DB, Log: slog.New(slog.NewTextHandler(&logged, nil)),
				Jobs: Jobs(SMTP{Host: "127.0.0.1", Port: refuse(t, code), From: "shop@example.com", Plain: true})})
			var id string
			b.Write(t, func(tx *db.Tx) (err error) { id, err = Send(tx, hello); return err })
			drain(t, w)
			said := stateOf(t, b, id).Receipt + logged.String()
			b.Read(t, func(tx *db.Tx) error {
				return tx.Each(`SELECT last_error FROM job WHERE tenant = $1`, func(s db.Scan) error {
					var text string
					err := s(&text)
					said += text
					return err
				})
			})
			if said == "" {
				t.Fatal("the refusal left no trace at all")
			}
			if strings.Contains(strings.ToLower(said), "li@example.com") {
				t.Fatalf("the address stands in the clear: %s", said)
			}
		})
	}
}
