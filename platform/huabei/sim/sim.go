package sim

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"fenming/kit/money"
	"fenming/platform"
	"fenming/platform/huabei"
)

// App is one merchant application known to the simulated platform. Rates are
// shares of the amount for all periods together; a missing seller rate refuses
// the seller-paid plan.
type App struct {
	AppID           string
	SellerID        string // 16 digits, 2088…
	MerchantKey     *rsa.PublicKey
	Contracted      []int
	ServiceRate     money.Rate
	SellerRates     map[int]money.Rate
	ShowInstalments bool // whether query and call-back tell the instalment count
}

// DefaultApp fills the published example terms (2022-01-07): counts 3, 6, 12;
// seller-paid 1.8 %, 4.5 %, 7.5 %; service fee 0.6 %.
func DefaultApp(appID, sellerID string, key *rsa.PublicKey) App {
	return App{AppID: appID, SellerID: sellerID, MerchantKey: key, Contracted: []int{3, 6, 12},
		ServiceRate: 600_000, SellerRates: map[int]money.Rate{3: 1_800_000, 6: 4_500_000, 12: 7_500_000}}
}

// Poster sends a call-back form and returns what the merchant answered.
type Poster func(ctx context.Context, url string, form []byte) (status int, body []byte, err error)

// Options set up a simulator.
type Options struct {
	Now          func() time.Time // must not run back, over restarts too
	Dir          string           // of the journal and the key; "" keeps all in memory
	PlatformKey  *rsa.PrivateKey  // nil: kept in Dir, made on first start
	Apps         []App
	BaseURL      string        // for bill addresses; "" = the host of the request
	Post         Poster        // nil: HTTP to this machine only
	RefundWindow time.Duration // after payment; default 365 days
}

// Simulator is the platform. It serves /gateway.do, the bill download and the
// control face /sim/… as an http.Handler.
type Simulator struct {
	opt     Options
	key     *rsa.PrivateKey
	mux     *http.ServeMux
	ticking sync.Mutex

	mu      sync.Mutex
	apps    map[string]App
	journal *os.File
	ended   bool
	state
}

var beijing = time.FixedZone("CST", 8*60*60)

const (
	stamp  = "2006-01-02 15:04:05"
	credit = "PCREDIT"
)

// New starts a simulator and replays its journal.
func New(opt Options) (*Simulator, error) {
	if opt.Now == nil {
		return nil, errors.New("the simulator needs a clock")
	}
	if opt.RefundWindow == 0 {
		opt.RefundWindow = 365 * 24 * time.Hour
	}
	if opt.Post == nil {
		opt.Post = postLocally()
	}
	s := &Simulator{opt: opt, apps: map[string]App{}, state: newState(), key: opt.PlatformKey}
	for _, app := range opt.Apps {
		if err := s.AddApp(app); err != nil {
			return nil, err
		}
	}
	var err error
	if s.key == nil {
		if s.key, err = keyIn(opt.Dir); err != nil {
			return nil, err
		}
	}
	if opt.Dir != "" {
		if s.journal, err = openJournal(opt.Dir, s.apply); err != nil {
			return nil, err
		}
	}
	s.routes()
	return s, nil
}

// Close closes the journal; whatever would change the state afterwards fails.
func (s *Simulator) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.journal == nil || s.ended {
		s.ended = true
		return nil
	}
	s.ended = true
	return s.journal.Close()
}

// AddApp registers a merchant application; settings are not journalled.
func (s *Simulator) AddApp(app App) error {
	if app.AppID == "" || len(app.SellerID) != 16 || app.MerchantKey == nil {
		return fmt.Errorf("app %q needs an id, a seller of 16 digits and a key", app.AppID)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.apps[app.AppID] = app
	return nil
}

// PublicKey is the platform's key that the merchant has to configure.
func (s *Simulator) PublicKey() *rsa.PublicKey { return &s.key.PublicKey }

// ServeHTTP serves all faces.
func (s *Simulator) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

func (s *Simulator) routes() {
	s.mux = http.NewServeMux()
	s.mux.HandleFunc("/gateway.do", s.gateway)
	s.mux.HandleFunc("GET /downloadBillFile.resource", s.download)
	s.control(s.mux)
}

func (s *Simulator) now() int64 { return s.opt.Now().UnixMicro() }

// keyIn loads the platform's key from dir or makes one there; without a dir
// the key lives as long as the simulator.
func keyIn(dir string) (*rsa.PrivateKey, error) {
	path := filepath.Join(dir, "platform_key.pem")
	if dir != "" {
		text, err := os.ReadFile(path)
		if err == nil {
			return huabei.ParsePrivateKey(text)
		}
		if !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
	}
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil || dir == "" {
		return key, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	block := &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}
	return key, os.WriteFile(path, pem.EncodeToMemory(block), 0o600)
}

// postLocally sends call-backs to this machine only: whoever can create a sale
// chooses the address, and the simulator must not become a way out.
func postLocally() Poster {
	guard := platform.NewGuard([]string{"127.0.0.1", "localhost", "::1"}, platform.GuardOptions{Simulator: true})
	return func(ctx context.Context, url string, form []byte) (int, []byte, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, strings.NewReader(string(form)))
		if err != nil {
			return 0, nil, err
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
		reply, err := guard.Do(req)
		return reply.Status, reply.Body, err
	}
}
