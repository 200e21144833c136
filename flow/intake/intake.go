package intake

import (
	"time"

	"fenming/book/customer"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
)

// The layouts.
const (
	Olist   = "olist"
	Generic = "generic"
)

// The most an import takes on; beyond it the file has to be split.
const (
	MaxUpload = 256 << 20 // bytes of one file
	maxFiles  = 20
	maxRows   = 2_000_000 // of one table
	maxOrders = 300_000   // of one import: they are sorted in memory
	maxCount  = 60        // instalments
)

// File is a kept file of an import.
type File struct {
	SHA256 string `json:"sha256" minLength:"64" maxLength:"64"`
	Name   string `json:"name" maxLength:"200"`
	Role   string `json:"role,omitempty" maxLength:"30" doc:"which file of the layout it is; empty: told by its header"`
}

// Start is everything an import depends on; it is the argument of the job.
type Start struct {
	Files    []File            `json:"files" minItems:"1" maxItems:"20"`
	Layout   string            `json:"layout,omitempty" enum:"olist,generic" doc:"empty: told by the headers"`
	Mapping  map[string]string `json:"mapping,omitempty" doc:"our field to the name of the file's column; empty: guessed"`
	Currency money.Currency    `json:"currency,omitempty" maxLength:"3" doc:"of amounts that name none; empty: BRL for olist, else the shop's"`
}

// State says how far an order has come by its file.
type State string

// The states of an order in a file.
const (
	Unpaid    State = "unpaid"
	Cancelled State = "cancelled" // ended before any money
	Paid      State = "paid"
	Shipped   State = "shipped"
	Delivered State = "delivered"
	Refunded  State = "refunded" // paid, then undone in full
)

// Order is a sale as the file tells it, made whole.
type Order struct {
	OuterNo  string
	PlacedAt time.Time
	Day      calendar.Day // the shop's day of PlacedAt
	Customer customer.Person
	Amount   money.Money // everything that was paid
	Credit   money.Money // the part of Amount paid by instalments; zero without credit
	Count    int         // instalments of Credit; 0 without credit
	PlanCode string      // "" without credit
	PayKind  string      // "credit_card", "boleto+voucher", …
	Payments []Payment
	Items    []Item // they add up to Amount, or there are none
	State    State
	// When it happened by the file; zero: it did not, or nobody knows.
	PaidAt, ShippedAt, DeliveredAt, EndedAt time.Time
	EndedDay                                calendar.Day // the shop's day of EndedAt
	Carrier, TrackingNo                     string
	Store, Staff                            string
	// Ref and Marks belong into the timeline beside the import event: they say
	// which import, which line of which file, and what the line said (digest).
	Ref   string
	Marks map[string]string

	// ChannelID is the channel of imports; Evidence the hash of the kept file.
	ChannelID, Evidence string

	at    place
	noted bool // something about it stands in the report
}

// Payment is one way in which a part was paid.
type Payment struct {
	Kind   string
	Count  int
	Amount int64 // minor units
}

// Item is one line of an order.
type Item struct {
	SKU, Name, Category string
	Fulfilment          string // of book/goods
	Quantity            int64
	Amount              money.Money // of the line
}

// Sold is what became of an order.
type Sold struct {
	OrderID string
	Verdict string // accept, step_up, hold, decline; "" without credit
}

// Sell takes an order of the past into the books: quote, verdict, ledger,
// fulfilment; the effective day is the order's, the recording is now. It must
// leave no job and send no notice, and must be all or nothing under rollback.
// A fault that concerns this order alone makes it an odd row.
type Sell func(tx *db.Tx, o Order) (Sold, error)

// Result is what an import did; the job keeps it.
type Result struct {
	Orders   int64            `json:"orders" doc:"order numbers in the files"`
	New      int64            `json:"new"`
	Already  int64            `json:"already" doc:"in the books before, and the same"`
	Refused  int64            `json:"refused" doc:"left out; each has a row in the report"`
	Noted    int64            `json:"noted" doc:"came in, with something to look at"`
	Odd      int64            `json:"odd" doc:"rows of the report"`
	Credit   int64            `json:"credit" doc:"orders of the file in the books that were paid by instalments"`
	First    calendar.Day     `json:"first,omitempty"`
	Last     calendar.Day     `json:"last,omitempty"`
	Amounts  []money.Money    `json:"amounts" doc:"of the orders in the books, per currency"`
	Payments []KindSum        `json:"payments" doc:"the same by way of payment"`
	Verdicts map[string]int64 `json:"verdicts"`
	Report   string           `json:"report,omitempty" doc:"SHA-256 of the report; empty when nothing was odd"`
	Complete bool             `json:"complete" doc:"false: it was interrupted and can go on"`
}

// KindSum adds up one way of payment.
type KindSum struct {
	Kind   string      `json:"kind"`
	Rows   int64       `json:"rows"`
	Amount money.Money `json:"amount"`
}
