// Package sink is a mail server on this machine that delivers nothing: the demo
// and the tests send through it and read what was sent.
package sink

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
)

// Letter is a message that arrived.
type Letter struct {
	From    string    `json:"from"`
	To      string    `json:"to"`
	Subject string    `json:"subject"`
	Date    time.Time `json:"date"`
	Body    string    `json:"body"`
	ID      string    `json:"message_id"`
}

// maxKept bounds how many letters stay in memory; all are kept as files.
const maxKept = 500

// Sink is the running server.
type Sink struct {
	server *smtp.Server
	port   int
	dir    string
	mu     sync.Mutex
	kept   []Letter
	count  int
}

// Start listens on a free port of the loopback address. Each letter is written
// to dir as a .eml file; dir "" keeps them in memory only.
func Start(dir string) (*Sink, error) {
	if dir != "" {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, err
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Sink{port: l.Addr().(*net.TCPAddr).Port, dir: dir}
	s.server = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &session{sink: s}, nil }))
	s.server.Domain = "localhost"
	s.server.MaxMessageBytes = 1 << 20
	s.server.MaxRecipients = 1
	s.server.ReadTimeout, s.server.WriteTimeout = 30*time.Second, 30*time.Second
	go func() { _ = s.server.Serve(l) }() // ends with Close
	return s, nil
}

// Port returns the port it listens on.
func (s *Sink) Port() int { return s.port }

// Close stops the server.
func (s *Sink) Close() error { return s.server.Close() }

// Count returns how many letters have arrived since the start.
func (s *Sink) Count() int { s.mu.Lock(); defer s.mu.Unlock(); return s.count }

// Letters returns the newest letters, newest first.
func (s *Sink) Letters() []Letter {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Letter, len(s.kept))
	for i, l := range s.kept {
		out[len(out)-1-i] = l
	}
	return out
}

func (s *Sink) keep(raw []byte) error {
	l, err := parse(raw)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count++
	if s.dir != "" {
		name := fmt.Sprintf("%s-%06d.eml", l.Date.UTC().Format("20060102-150405"), s.count)
		if err := os.WriteFile(filepath.Join(s.dir, name), raw, 0o600); err != nil {
			return err
		}
	}
	s.kept = append(s.kept, l)
	if len(s.kept) > maxKept {
		s.kept = s.kept[1:]
	}
	return nil
}

func parse(raw []byte) (Letter, error) {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return Letter{}, err
	}
	var decoder mime.WordDecoder
	subject, err := decoder.DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		return Letter{}, err
	}
	to, err := decoder.DecodeHeader(m.Header.Get("To"))
	if err != nil {
		return Letter{}, err
	}
	body := m.Body
	if m.Header.Get("Content-Transfer-Encoding") == "quoted-printable" {
		body = quotedprintable.NewReader(body)
	}
	text, err := io.ReadAll(body)
	if err != nil {
		return Letter{}, err
	}
	date, err := m.Header.Date()
	return Letter{From: m.Header.Get("From"), To: to, Subject: subject, Date: date, Body: string(text),
		ID: m.Header.Get("Message-Id")}, err
}

type session struct{ sink *Sink }

func (*session) Reset()                               {}
func (*session) Logout() error                        { return nil }
func (*session) Mail(string, *smtp.MailOptions) error { return nil }
func (*session) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return s.sink.keep(raw)
}
