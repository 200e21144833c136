package notice

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"time"

	"github.com/wneessen/go-mail"

	"fenming/kit/db"
	"fenming/kit/job"
	"fenming/kit/vault"
)

// JobSend is the kind of the job that sends one letter.
const JobSend = "notice.send"

// SMTP is the mail server letters go through.
type SMTP struct {
	Host     string // empty: no server is set up and letters wait
	Port     int
	User     string
	Password string
	From     string // "Shop <shop@example.com>" or an address
	// Plain permits a connection without TLS; it is meant for a server on this
	// machine and refused by cmd for any other.
	Plain bool
}

type sendArgs struct {
	ID       string    `json:"id"`
	NotAfter time.Time `json:"not_after,omitzero"`
}

// Jobs are the jobs of this room.
func Jobs(server SMTP) []job.Job {
	return []job.Job{job.Long(JobSend, func(ctx context.Context, run *job.Run, args sendArgs) error {
		return send(ctx, run, server, args)
	}).Attempts(12).Within(time.Minute)}
}

// errInDoubt says that the letter may have been delivered.
var errInDoubt = errors.New("the connection broke after the letter was handed over")

func send(ctx context.Context, run *job.Run, server SMTP, args sendArgs) error {
	id := args.ID
	n, err := take(ctx, run, args)
	if err != nil || n.State != "sending" {
		return err
	}
	receipt, sent := deliver(ctx, server, n)
	receipt = n.masked(receipt)
	again := false
	err = run.Write(context.WithoutCancel(ctx), func(tx *db.Tx) error {
		tx.Note("notice:"+id, nil, receipt)
		var refused *mail.SendError
		switch {
		case sent == nil:
			return end(tx, id, "sent", receipt)
		case errors.Is(sent, errInDoubt):
			return end(tx, id, "unknown", n.masked(sent.Error()))
		case errors.As(sent, &refused) && !refused.IsTemp():
			return end(tx, id, "failed", n.masked(sent.Error()))
		}
		again = true
		return setState(tx, id, "queued")
	})
	if err == nil && again {
		err = errors.New(n.masked(sent.Error())) // the job is put back and tries later
	}
	return err
}

// take moves a queued letter to sending before anything leaves this machine. A
// letter found in sending was being sent when the program died: it is in doubt.
func take(ctx context.Context, run *job.Run, args sendArgs) (row, error) {
	id := args.ID
	var n row
	err := run.Write(ctx, func(tx *db.Tx) (err error) {
		if n, err = lock(tx, id); err != nil {
			return err
		}
		late := !args.NotAfter.IsZero() && tx.Now().After(args.NotAfter)
		switch {
		case n.State == "queued" && late: // the program stood still beyond its hour
			n.State = "cancelled"
			tx.Note("notice:"+id, "queued", "cancelled")
			return end(tx, id, "cancelled", "")
		case n.State == "sending":
			n.State = "unknown"
			return end(tx, id, "unknown", "the program stopped while sending")
		case n.State == "queued":
			n.State = "sending"
			if err := setState(tx, id, "sending"); err != nil {
				return err
			}
		}
		return n.open(tx)
	})
	return n, err
}

// deliver hands the letter to the server; the id of the notice is its Message-ID,
// so a server that saw it before can tell.
func deliver(ctx context.Context, server SMTP, n row) (string, error) {
	if server.Host == "" {
		return "", errors.New("no mail server is set up; set one in the settings of the program")
	}
	m := mail.NewMsg()
	if err := m.From(server.From); err != nil {
		return "", fmt.Errorf("sender's address: %w", err)
	}
	if err := m.AddToFormat(n.name, n.address); err != nil {
		return "", fmt.Errorf("reader's address is refused by the mail library")
	}
	m.Subject(n.subject)
	m.SetMessageIDWithValue(n.ID + "@fenming")
	m.SetDateWithValue(time.UnixMicro(n.NotBefore))
	m.SetUserAgent("Fenming")
	m.SetBodyString(mail.TypeTextPlain, n.body)
	options := []mail.Option{mail.WithPort(server.Port), mail.WithTimeout(20 * time.Second), mail.WithTLSPolicy(mail.TLSMandatory)}
	if server.Plain {
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	}
	if server.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(server.User),
			mail.WithPassword(server.Password))
	}
	client, err := mail.NewClient(server.Host, options...)
	if err != nil {
		return "", err
	}
	err = client.DialAndSendWithContext(ctx, m)
	var refused *mail.SendError
	if errors.As(err, &refused) && refused.Reason == mail.ErrSMTPDataClose && refused.ErrorCode() == 0 {
		return "", errInDoubt
	}
	return shorten(m.ServerResponse()), err
}

// masked hides the reader's address in what a mail server said: it is kept
// with the letter and with the job, and it is logged.
func (n row) masked(s string) string {
	address := regexp.MustCompile("(?i)" + regexp.QuoteMeta(n.address))
	return shorten(address.ReplaceAllLiteralString(s, vault.MaskEmail(n.address)))
}

func shorten(s string) string {
	if len(s) > 500 {
		s = s[:500]
	}
	return s
}
