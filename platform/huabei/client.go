package huabei

import (
	"context"
	"crypto/rsa"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/platform"
)

// The platform's addresses. The bill centres serve the bill download.
const (
	Gateway        = "https://openapi.alipay.com/gateway.do"
	SandboxGateway = "https://openapi-sandbox.dl.alipaydev.com/gateway.do"
)

// Descriptor describes the connector without a channel.
func Descriptor() platform.Descriptor {
	return platform.Descriptor{
		ID: "huabei", NameZH: "支付宝·花呗分期", NameEN: "Alipay Huabei instalments",
		Creditor: platform.CreditorPlatform,
		Capabilities: []platform.Capability{platform.CanCreate, platform.CanQuery, platform.CanRefund,
			platform.CanClose, platform.CanNotify, platform.CanFetchStatement, platform.CanParseStatement},
		MoneyUnit: "yuan", APIDate: "2026-08-22", ConfirmedLive: platform.Never,
		Hosts: []string{"openapi.alipay.com", "dwbillcenter.alipay.com",
			"openapi-sandbox.dl.alipaydev.com", "dwbillcenter.alipaydev.com"},
	}
}

// Config is one channel: the merchant's application at the platform.
type Config struct {
	AppID        string
	SellerID     string // 2088…
	Gateway      string // "" = Gateway
	AppKey       *rsa.PrivateKey
	PlatformKey  *rsa.PublicKey
	AppAuthToken string // when acting for another merchant; a secret
	AppCertSN    string // certificate mode only
	RootCertSN   string // certificate mode only
	NotifyURL    string
	Contracted   []int // instalment counts under contract
	Simulator    bool  // the gateway is our simulator on this machine
	Timeout      time.Duration
	Now          func() time.Time
}

// Client is the connector for one channel.
type Client struct {
	cfg   Config
	api   *platform.Guard
	files *platform.Guard
}

const (
	maxBillBytes = 64 << 20
	billTimeout  = 5 * time.Minute
)

// New checks the configuration and makes a client; nothing is sent.
func New(cfg Config) (*Client, error) {
	if cfg.Gateway == "" {
		cfg.Gateway = Gateway
	}
	missing := ""
	switch {
	case cfg.AppID == "":
		missing = "app id"
	case cfg.SellerID == "":
		missing = "seller id"
	case cfg.AppKey == nil:
		missing = "application private key"
	case cfg.PlatformKey == nil:
		missing = "platform public key"
	case cfg.Now == nil:
		missing = "clock"
	}
	if missing != "" {
		return nil, fault.Invalid(wordConfig, words.Args{"what": missing})
	}
	hosts := Descriptor().Hosts
	if cfg.Simulator {
		u, err := url.Parse(cfg.Gateway)
		if err != nil {
			return nil, fault.Invalid(wordConfig, words.Args{"what": "gateway"}).Because(err)
		}
		hosts = []string{u.Hostname()}
	}
	return &Client{
		cfg: cfg,
		api: platform.NewGuard(hosts, platform.GuardOptions{Simulator: cfg.Simulator, Timeout: cfg.Timeout}),
		files: platform.NewGuard(hosts, platform.GuardOptions{Simulator: cfg.Simulator, Timeout: billTimeout,
			MaxBytes: maxBillBytes}),
	}, nil
}

// Describe returns the descriptor.
func (c *Client) Describe() platform.Descriptor { return Descriptor() }

// Health asks for a sale that does not exist: a signed "does not exist" proves
// network, keys and contract. Faults: refused with the platform's code,
// unavailable when there is no trustworthy answer.
func (c *Client) Health(ctx context.Context) error {
	trade, err := c.Query(ctx, platform.Ref{OutNo: "fenming-health-0"})
	switch {
	case err != nil:
		return err
	case trade.Outcome == platform.Done:
		return nil
	case trade.Outcome == platform.Refused:
		return fault.Refused(wordRefused, words.Args{"code": trade.SubCode})
	}
	return fault.Unavailable(wordNoHealth, words.Args{"code": trade.Code}).After(60)
}

// yuan writes fen as the platform does: two decimals, no separators.
func yuan(fen int64) string { return money.New(fen, money.CNY).Decimal() }

// parseYuan reads the platform's decimal text exactly.
func parseYuan(text string) (int64, error) {
	m, err := money.Parse(text, money.CNY)
	return m.Minor, err
}

// beijing is the platform's clock zone; China has no summer time.
var beijing = time.FixedZone("CST", 8*60*60)

const stamp = "2006-01-02 15:04:05"

// parseTime reads the platform's wall time; the zero time for "". Fractions of
// a second, as in gmt_refund, are accepted.
func parseTime(text string) (time.Time, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.ParseInLocation(stamp, text, beijing)
	return at.UTC(), err
}

// validOutNo checks a number of ours before it is sent.
func validOutNo(s string) bool {
	if len(s) < 1 || len(s) > 64 {
		return false
	}
	for _, r := range s {
		if !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' || r == '-') {
			return false
		}
	}
	return true
}

const maxFen = 10_000_000_000 // 100,000,000 yuan, the platform's bound of one payment

// check finds what the platform would refuse anyway, before anything is sent.
func (c *Client) check(o platform.Order) error {
	subject := len([]rune(o.Subject))
	switch {
	case !validOutNo(o.OutNo):
		return fault.Invalid(wordOutNo).At("/out_no")
	case o.AmountFen < 1 || o.AmountFen > maxFen:
		return fault.Invalid(wordAmount).At("/amount")
	case subject < 1 || subject > 256:
		return fault.Invalid(wordSubject).At("/subject")
	case o.Instalments != 0 && !slices.Contains(c.cfg.Contracted, o.Instalments):
		return fault.Invalid(wordCount, words.Args{"n": strconv.Itoa(o.Instalments)}).At("/instalments")
	case o.Credit == platform.CreditForbidden && o.Instalments != 0,
		o.Credit == platform.CreditInstalments && o.Instalments == 0:
		return fault.Invalid(wordLever).At("/credit")
	case o.Way == platform.WayBarcode && o.AuthCode == "", o.Way == platform.WayAccount && o.BuyerID == "":
		return fault.Invalid(wordWay).At("/way")
	case o.Expires != 0 && (o.Expires < time.Minute || o.Expires > 15*24*time.Hour || o.Expires%time.Minute != 0):
		return fault.Invalid(wordExpires).At("/expires")
	}
	return nil
}
