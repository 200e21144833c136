package channel

import (
	"time"

	"fenming/kit/calendar"
	"fenming/kit/money"
)

// The states of a channel.
const (
	Active = "active"
	Paused = "paused"
)

// Who is owed the money of a sale through the channel.
const (
	CreditorPlatform = "platform"
	CreditorMerchant = "merchant"
	CreditorAssigned = "assigned"
)

// Card is the platform of imported sales: credit of some platform that only a
// file tells of. Nothing is ever sent through it.
const Card = "card"

// Channel is the merchant's account at a platform.
type Channel struct {
	ID        string    `json:"id"`
	Platform  string    `json:"platform" doc:"id of the connector, for example huabei, or card"`
	Name      string    `json:"name"`
	Creditor  string    `json:"creditor"`
	State     string    `json:"state"`
	AppID     string    `json:"app_id,omitempty"`
	SellerID  string    `json:"seller_id,omitempty"`
	Gateway   string    `json:"gateway,omitempty" doc:"empty: the platform's own address"`
	Simulator bool      `json:"simulator"`
	Terms     Terms     `json:"terms"`
	HasKeys   bool      `json:"has_keys" doc:"both keys are set; they are never shown"`
	CreatedAt time.Time `json:"created_at"`
}

// Terms is what the merchant agreed with the platform.
type Terms struct {
	Counts         []int        `json:"counts,omitempty" doc:"instalment counts under contract"`
	Fees           []Fee        `json:"fees,omitempty"`
	SettlementDays int          `json:"settlement_days,omitempty" doc:"working days from payment to settlement"`
	ContractUntil  calendar.Day `json:"contract_until,omitempty"`
	Officer        string       `json:"officer,omitempty" maxLength:"60" doc:"user id of the named compliance officer"`
}

// Fee is the agreed charge on a sale: a share of its amount. Count 0 is a sale
// without instalments; Payer says who bears an instalment fee.
type Fee struct {
	Count int        `json:"count"`
	Rate  money.Rate `json:"rate"`
	Payer string     `json:"payer" enum:"merchant,customer"`
}

// Keys are the secrets of a channel, PEM. They exist in memory only.
type Keys struct {
	PrivateKeyPEM  string `json:"private_key_pem,omitempty" maxLength:"20000"`
	PlatformKeyPEM string `json:"platform_key_pem,omitempty" maxLength:"20000"`
}

// The directions of a message.
const (
	In  = "in"
	Out = "out"
)

// Message is what passed between us and a platform.
type Message struct {
	ID        string    `json:"id"`
	ChannelID string    `json:"channel_id"`
	Direction string    `json:"direction"`
	Kind      string    `json:"kind" doc:"notify, request or answer, with the platform's name of the call"`
	Ref       string    `json:"ref"`
	Body      []byte    `json:"body"`
	SHA256    string    `json:"sha256"`
	Verified  bool      `json:"verified"`
	At        time.Time `json:"at"`
}
