// Command fenming is the whole program: the server, the demo shop and the
// commands that look after an installation. Data goes to stdout, talk to stderr.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"fenming"
	"fenming/cmd/house"
	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/office/notice"
)

// version is set when a release is built.
const version = "0.1.0"

// Exit codes, the same for every command.
const (
	exitError       = 1
	exitUsage       = 2
	exitNotFound    = 3
	exitRefused     = 4
	exitConflict    = 5
	exitUnavailable = 6
	exitPartial     = 7
)

// globals are the flags that every command has.
type globals struct {
	Data     string `help:"Folder of the installation." default:"data" env:"FENMING_DATA" type:"path"`
	Database string `name:"db" help:"sqlite:PATH or postgres://…; empty: fenming.db in the data folder." env:"FENMING_DB"`
	Owner    string `name:"db-owner" help:"PostgreSQL address of the owner role, for migrating." env:"FENMING_DB_OWNER"`
	Tenant   string `help:"The merchant to work on; not needed where there is only one." env:"FENMING_TENANT"`
	JSON     bool   `name:"json" help:"Print data as JSON."`
	Quiet    bool   `help:"Print data only, no talk."`
	NoColor  bool   `name:"no-color" help:"Accepted for scripts; output is never coloured."`
	NoInput  bool   `name:"no-input" help:"Never ask; fail where an answer would be needed."`
	Yes      bool   `help:"Answer every question with yes."`
	LogJSON  bool   `name:"log-json" help:"Write the log as JSON." env:"FENMING_LOG_JSON"`
	SMTP     smtp   `embed:"" prefix:"smtp-" group:"Mail server"`
}

type smtp struct {
	Host     string `help:"Mail server; empty: letters wait." env:"FENMING_SMTP_HOST"`
	Port     int    `help:"Port of the mail server." default:"587" env:"FENMING_SMTP_PORT"`
	User     string `help:"User at the mail server." env:"FENMING_SMTP_USER"`
	From     string `help:"Sender of letters." env:"FENMING_SMTP_FROM"`
	Plain    bool   `help:"Speak without TLS; only to a server on this machine." env:"FENMING_SMTP_PLAIN"`
	Password string `kong:"-"`
}

// cli is the tree of commands.
type cli struct {
	globals
	Serve           serveCmd           `cmd:"" help:"Start the server."`
	Demo            demoCmd            `cmd:"" help:"Start a demo shop with a life of 120 days, on this machine only."`
	Import          importCmd          `cmd:"" help:"Bring in orders from files."`
	Migrate         migrateCmd         `cmd:"" help:"Bring the database up to date."`
	Audit           auditCmd           `cmd:"" help:"Verify the audit log."`
	VerifySignature verifySignatureCmd `cmd:"" name:"verify-signature" help:"Verify a signature file against its document; needs no installation."`
	Backup          backupCmd          `cmd:"" help:"Write a copy of the installation while it runs."`
	Restore         restoreCmd         `cmd:"" help:"Check a backup, or put one back."`
	Doctor          doctorCmd          `cmd:"" help:"Look for what is wrong and say the cure."`
	User            userCmd            `cmd:"" help:"Look after people who sign in."`
	Key             keyCmd             `cmd:"" help:"Look after machine keys."`
	Promotion       checkPromotionCmd  `cmd:"" name:"check-promotion" help:"Check the text of an advert; exit code 1 when it may not be published."`
	Quote           quoteCmd           `cmd:"" help:"Quote a plan for a price and print its cost table."`
	OpenAPI         openapiCmd         `cmd:"" name:"openapi" help:"Print the OpenAPI 3.1 document."`
	Completion      completionCmd      `cmd:"" help:"Print a completion script for a shell."`
	Licences        licencesCmd        `cmd:"" help:"Print the licence of this program and of what it is built from."`
	Version         versionCmd         `cmd:"" help:"Print the version."`
}

func main() {
	var c cli
	parser, err := kong.New(&c, kong.Name("fenming"), kong.UsageOnError(),
		kong.Description("Fenming 分明: the control room of a merchant who sells on pay-later credit."))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitError)
	}
	parsed, err := parser.Parse(os.Args[1:])
	if err != nil {
		fmt.Fprintf(os.Stderr, "fenming: %s\nSee: fenming --help\n", err)
		os.Exit(exitUsage)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	parsed.BindTo(ctx, (*context.Context)(nil))
	if err := parsed.Run(&c.globals, parser); err != nil {
		if !errors.Is(err, errPartial) && !errors.Is(err, errBlocked) {
			fmt.Fprintln(os.Stderr, "fenming: "+sentence(err))
		}
		stop()
		os.Exit(exitCode(err))
	}
}

// errPartial says that a command did its work but found something wrong.
var errPartial = errors.New("done, but something needs attention")

func sentence(err error) string {
	var f *fault.Fault
	if errors.As(err, &f) && f.Code != fault.CodeInternal {
		return f.Word.In(words.Parse(os.Getenv("LANG")), f.Args)
	}
	return err.Error()
}

var exitCodes = map[fault.Code]int{
	fault.CodeInvalid: exitUsage, fault.CodeNotFound: exitNotFound, fault.CodeConflict: exitConflict,
	fault.CodeForbidden: exitRefused, fault.CodeRefused: exitRefused, fault.CodeUnauthenticated: exitRefused,
	fault.CodeLimit: exitUnavailable, fault.CodeUnavailable: exitUnavailable,
}

func exitCode(err error) int {
	if errors.Is(err, errPartial) {
		return exitPartial
	}
	var f *fault.Fault
	if errors.As(err, &f) {
		if code, ok := exitCodes[f.Code]; ok {
			return code
		}
	}
	return exitError
}

// config turns the flags into the configuration of a house.
func (g *globals) config() (house.Config, error) {
	if g.SMTP.Plain && g.SMTP.Host != "127.0.0.1" && g.SMTP.Host != "localhost" && g.SMTP.Host != "::1" {
		return house.Config{}, errors.New("--smtp-plain is only for a mail server on this machine")
	}
	return house.Config{Data: g.Data, Database: g.Database, Owner: g.Owner, KEK: os.Getenv("FENMING_KEK"), Version: version,
		Log: g.log(), Mail: notice.SMTP{Host: g.SMTP.Host, Port: g.SMTP.Port, User: g.SMTP.User,
			Password: os.Getenv("FENMING_SMTP_PASSWORD"), From: g.SMTP.From, Plain: g.SMTP.Plain}}, nil
}

func (g *globals) log() *slog.Logger {
	level := slog.LevelInfo
	if g.Quiet {
		level = slog.LevelWarn
	}
	if g.LogJSON {
		return slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: level}))
	}
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: level}))
}

// talk tells a person something; scripts do not see it.
func (g *globals) talk(format string, args ...any) {
	if !g.Quiet {
		fmt.Fprintf(os.Stderr, format+"\n", args...)
	}
}

// print writes data: as JSON when asked to, else through text.
func (g *globals) print(v any, text func(io.Writer)) error {
	if !g.JSON {
		text(os.Stdout)
		return nil
	}
	e := json.NewEncoder(os.Stdout)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// open opens the house of the installation.
func (g *globals) open(ctx context.Context, change func(*house.Config)) (*house.House, error) {
	c, err := g.config()
	if err != nil {
		return nil, err
	}
	if change != nil {
		change(&c)
	}
	return house.Open(ctx, c)
}

type licencesCmd struct{}

func (licencesCmd) Run() error {
	for _, name := range []string{"LICENSE", "THIRD_PARTY_NOTICES.md"} {
		raw, err := fenming.Licences.ReadFile(name)
		if err != nil {
			return err
		}
		if _, err := os.Stdout.Write(raw); err != nil {
			return err
		}
	}
	return nil
}

type versionCmd struct{}

func (versionCmd) Run(g *globals) error {
	return g.print(map[string]string{"version": version}, func(w io.Writer) { fmt.Fprintln(w, "fenming "+version) })
}
