package demo

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"log/slog"
	mathrand "math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"time"

	"fenming/book/channel"
	"fenming/book/limit"
	"fenming/book/plan"
	"fenming/cmd/house"
	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
	"fenming/office/identity"
	"fenming/office/notice"
	"fenming/office/notice/sink"
	"fenming/office/tenant"
	"fenming/platform/huabei"
	"fenming/platform/huabei/sim"
)

// Options say how a demo is put up.
type Options struct {
	Dir     string // folder of its own
	Listen  string // an address of this machine
	Days    int    // how long the shop has lived
	Orders  int    // about how many orders it has had
	Version string
	Log     *slog.Logger
	Talk    func(format string, args ...any)
	// Database is for tests that play the life on PostgreSQL; empty: embedded.
	Database string
}

// Stage is a demo that is up: program, platform, mail server.
type Stage struct {
	options  Options
	clock    *calendar.Virtual
	house    *house.House
	platform *sim.Simulator
	mail     *sink.Sink
	listener net.Listener
	servers  []*http.Server
	tenant   string
	opening  opening
	looks    *client // of tests
}

const (
	appID    = "2021000000000001"
	sellerID = "2088000000000001"
	// lived marks a folder whose life came to its end; a folder without it was
	// interrupted and is lived again.
	lived = "demo_lived"
)

// Open puts a demo up. A shop that has lived before goes on from the real now;
// otherwise its life is played first.
func Open(ctx context.Context, o Options) (*Stage, error) {
	if !ours(o.Dir) {
		return nil, fmt.Errorf("%s holds something else; give the demo a folder of its own with --data", o.Dir)
	}
	s, err := up(ctx, o)
	if err != nil {
		return nil, err
	}
	done, err := s.house.DB.Setting(ctx, lived)
	if err == nil && done == "" && s.tenant != "" {
		// The program was stopped in the middle of the life: begin again.
		if err := errors.Join(s.Close(), os.RemoveAll(o.Dir)); err != nil {
			return nil, err
		}
		if s, err = up(ctx, o); err != nil {
			return nil, err
		}
	}
	if err == nil && done == "" {
		err = s.live(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.clock.Set(calendar.System{}.Now())
	s.clock.Tick()
	return s, nil
}

// kek is the key of a demo on a server's database, which is a test's: it dies
// with the test. An embedded demo makes its own.
func (o Options) kek() string {
	if o.Database == "" {
		return ""
	}
	return base64.StdEncoding.EncodeToString(make([]byte, 32))
}

// ours says whether the folder is empty or a demo's.
func ours(dir string) bool {
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) == 0 {
		return true
	}
	return slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.Name() == "demo" })
}

// up starts everything without playing anything.
func up(ctx context.Context, o Options) (*Stage, error) {
	if err := os.MkdirAll(filepath.Join(o.Dir, "demo"), 0o700); err != nil {
		return nil, err
	}
	s := &Stage{options: o, clock: calendar.NewVirtual(calendar.System{}.Now())}
	var err error
	if s.listener, err = net.Listen("tcp", o.Listen); err != nil {
		return nil, fmt.Errorf("%s cannot be listened on (is another demo running?): %w", o.Listen, err)
	}
	if s.mail, err = sink.Start(filepath.Join(o.Dir, "demo", "letters")); err != nil {
		return nil, errors.Join(err, s.listener.Close())
	}
	base := "http://" + s.listener.Addr().String()
	s.house, err = house.Open(ctx, house.Config{Data: o.Dir, Database: o.Database, KEK: o.kek(), Clock: s.clock, Log: o.Log, Version: o.Version, Demo: true, PublicURL: base,
		Mail:  notice.SMTP{Host: "127.0.0.1", Port: s.mail.Port(), From: "分明演示店 <shop@example.com>", Plain: true},
		Rates: api.Rates{PerKey: 1e6, PerPerson: 200}, Letters: s.mail.Letters})
	if err != nil {
		return nil, errors.Join(err, s.mail.Close(), s.listener.Close())
	}
	if err := s.join(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// join starts the simulator, opens the shop if there is none and serves both.
func (s *Stage) join(ctx context.Context) error {
	tenants, err := s.house.DB.Tenants(ctx)
	if err != nil {
		return err
	}
	if len(tenants) > 0 {
		s.tenant = tenants[0].ID
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	merchant, err := merchantKey(filepath.Join(s.options.Dir, "demo", "merchant.pem"))
	if err != nil {
		return errors.Join(err, l.Close())
	}
	app := sim.DefaultApp(appID, sellerID, &merchant.PublicKey)
	s.platform, err = sim.New(sim.Options{Now: func() time.Time { return s.clock.Now() }, Dir: filepath.Join(s.options.Dir, "demo", "platform"),
		Apps: []sim.App{app}, BaseURL: "http://" + l.Addr().String()})
	if err != nil {
		return errors.Join(err, l.Close())
	}
	s.serve(l, s.platform)
	s.serve(s.listener, s.house.Door.Handler())
	return s.connect(ctx, merchant, "http://"+l.Addr().String()+"/gateway.do")
}

func (s *Stage) serve(l net.Listener, h http.Handler) {
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	s.servers = append(s.servers, server)
	go func() { _ = server.Serve(l) }() // ends with Close
}

// connect tells an existing shop where the simulator listens this time.
func (s *Stage) connect(ctx context.Context, key *rsa.PrivateKey, gateway string) error {
	keys, err := pems(key, s.platform.PublicKey())
	if err != nil || s.tenant == "" {
		s.onOpen(gateway, keys)
		return err
	}
	return s.write(ctx, "demo.connect", func(tx *db.Tx) error {
		c, err := channel.ByPlatform(tx, huabei.Descriptor().ID)
		if err != nil {
			return err
		}
		c.Gateway = gateway
		_, err = channel.Save(tx, c, keys)
		return err
	})
}

func (s *Stage) write(ctx context.Context, op string, fn func(tx *db.Tx) error) error {
	return s.house.DB.Write(ctx, db.Scope{Tenant: s.tenant, Op: op, Lang: "zh-CN", Actor: db.Actor{ID: "system.demo", Kind: "system"}}, fn)
}

// Close takes everything down.
func (s *Stage) Close() error {
	var errs []error
	for _, server := range s.servers {
		errs = append(errs, server.Close())
	}
	if s.platform != nil {
		errs = append(errs, s.platform.Close())
	}
	return errors.Join(append(errs, s.mail.Close(), s.house.Close())...)
}

// Link returns a one-time link that opens the shop signed in as its owner.
func (s *Stage) Link(ctx context.Context) (string, error) {
	var token string
	err := s.write(ctx, "demo.link", func(tx *db.Tx) (err error) {
		token, err = identity.DemoLink(tx)
		return err
	})
	return "http://" + s.listener.Addr().String() + "/enter#" + token, err
}

// Run works until ctx ends: jobs, sealer, and the platform's call-backs.
func (s *Stage) Run(ctx context.Context) error {
	tick := time.NewTicker(2 * time.Second)
	defer tick.Stop()
	worked := make(chan error, 1)
	go func() { worked <- s.house.Serve(ctx) }()
	for {
		select {
		case err := <-worked:
			return errors.Join(err, s.Close())
		case <-tick.C:
			if _, err := s.platform.Tick(ctx); err != nil {
				s.options.Log.Warn("simulator", "error", err.Error())
			}
		}
	}
}

// live opens the shop and plays its life.
func (s *Stage) live(ctx context.Context) error {
	end := calendar.System{}.Now()
	start := end.AddDate(0, 0, -s.options.Days)
	s.clock.Set(start)
	l := &life{stage: s, rand: mathrand.New(mathrand.NewPCG(20260718, 9)), skips: map[string]int{}, wishes: map[string]bool{}}
	if err := s.open(ctx, l); err != nil {
		return err
	}
	approver, err := s.second(ctx)
	if err != nil {
		return err
	}
	l.approver = approver
	if err := l.writeContract(ctx); err != nil {
		return err
	}
	l.people, l.ring = newPeople(l.rand, max(40, s.options.Orders*3/5)), newRing(l.rand, 7)
	watch := calendar.StartStopwatch()
	sealed, stop := context.WithCancel(ctx)
	defer stop()
	go func() { _ = s.house.Sealer.Run(sealed, s.house.DB) }() // what it misses is sealed by Run
	err = l.live(ctx, start, end, s.options.Orders, func(done, total int) {
		if done%10 == 0 || done == total {
			s.options.Talk("  day %3d of %d: %d orders, %d letters, %s", done, total, l.orders, s.mail.Count(), watch.Elapsed().Round(time.Second))
		}
	})
	if err != nil {
		return err
	}
	for _, reason := range sortedKeys(l.skips) {
		s.options.Log.Debug("turned away", "reason", reason, "times", l.skips[reason])
	}
	return s.house.DB.Set(ctx, lived, end.Format(time.RFC3339))
}

func sortedKeys(m map[string]int) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// open makes the merchant with its people, plans, channel and keys.
func (s *Stage) open(ctx context.Context, l *life) error {
	s.tenant = tenant.NewID(s.clock.Now())
	return s.write(ctx, "demo.open", func(tx *db.Tx) error {
		if _, err := tenant.Create(tx, tenant.New{Name: "分明演示店", ShopName: "杭州文三路店", Kind: tenant.Demo}); err != nil {
			return err
		}
		if _, err := identity.PrepareDemo(tx); err != nil {
			return err
		}
		if err := plan.SeedExamples(tx, calendar.DayOf(calendar.System{}.Now(), time.UTC)); err != nil {
			return err
		}
		if _, err := limit.Set(tx, limit.SetIn{Amount: money.New(2_000_000, money.CNY), Reason: "演示店默认额度"}); err != nil {
			return err
		}
		zone, err := tenant.Location(tx)
		if err != nil {
			return err
		}
		l.zone = zone
		if _, err := channel.Save(tx, s.opening.channel, s.opening.keys); err != nil {
			return err
		}
		base := "http://" + s.listener.Addr().String()
		if l.shop, err = s.newClient(tx, base, "shop", shopScopes); err != nil {
			return err
		}
		l.desk, err = s.newClient(tx, base, "desk", deskScopes)
		return err
	})
}

func (s *Stage) newClient(tx *db.Tx, base, name string, scopes []string) (*client, error) {
	_, key, err := identity.MakeKey(tx, identity.NewKey{Name: "demo " + name, Scopes: scopes, Days: 1}, calendar.System{}.Now())
	c := newClient(base, key)
	c.prefix = name
	return c, err
}

// opening is the channel a new shop begins with.
type opening struct {
	channel channel.Channel
	keys    channel.Keys
}

func (s *Stage) onOpen(gateway string, keys channel.Keys) {
	s.opening = opening{keys: keys, channel: channel.Channel{Platform: huabei.Descriptor().ID, Name: "花呗分期（模拟器）",
		Creditor: channel.CreditorPlatform, State: channel.Active, AppID: appID, SellerID: sellerID, Gateway: gateway, Simulator: true,
		Terms: channel.Terms{Counts: []int{3, 6, 12}, SettlementDays: 1, ContractUntil: "2027-12-31", Fees: []channel.Fee{
			{Count: 0, Rate: 600_000, Payer: "merchant"},
			{Count: 3, Rate: 1_800_000, Payer: "merchant"}, {Count: 6, Rate: 4_500_000, Payer: "merchant"}, {Count: 12, Rate: 7_500_000, Payer: "merchant"}}}}}
}

// buyerPays plays the buyer at the platform: scan, then pay on Huabei.
func (s *Stage) buyerPays(outNo, buyer string) error {
	if err := s.platform.BuyerScans(appID, outNo, buyer); err != nil {
		return err
	}
	return s.platform.BuyerPays(appID, outNo, "PCREDIT", buyer)
}

// merchantKey loads the shop's key for the platform, making it the first time.
func merchantKey(path string) (*rsa.PrivateKey, error) {
	if raw, err := os.ReadFile(path); err == nil {
		return huabei.ParsePrivateKey(raw)
	}
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	return key, os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), 0o600)
}

func pems(private *rsa.PrivateKey, public *rsa.PublicKey) (channel.Keys, error) {
	own, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return channel.Keys{}, err
	}
	theirs, err := x509.MarshalPKIXPublicKey(public)
	return channel.Keys{PrivateKeyPEM: string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: own})),
		PlatformKeyPEM: string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: theirs}))}, err
}

// shopScopes are what the shop's own system may do, deskScopes the people in
// the back office whose acts the life plays.
var (
	shopScopes = []string{"order.quote", "order.decide", "contract.manage", "order.fulfil", "order.cancel", "order.read", "contract.text"}
	deskScopes = []string{"order.hold", "order.refund", "order.read", "contract.read", "ledger.repay", "promise.make", "collect.hold", "receivable.read", "statement.import", "statement.read",
		"promotion.manage", "disclosure.link", "embed.manage", "customer.read", "customer.manage"}
)
