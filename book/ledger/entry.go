package ledger

import (
	"time"

	"fenming/kit/calendar"
	"fenming/kit/money"
)

// Leg is one line of an entry: debit above zero, credit below, minor units.
type Leg struct {
	Account  string         `json:"account" maxLength:"40"`
	Subject  string         `json:"subject,omitempty" maxLength:"80" doc:"Whose balance: channel:…, contract:…, own"`
	Amount   int64          `json:"amount" doc:"Minor units; debit above zero, credit below"`
	Currency money.Currency `json:"currency" minLength:"3" maxLength:"3"`
}

// Entry is one economic event.
type Entry struct {
	ID         string       `json:"id"`
	Kind       string       `json:"kind"`
	Ref        string       `json:"ref,omitempty"`
	OrderID    string       `json:"order_id,omitempty"`
	ContractID string       `json:"contract_id,omitempty"`
	CustomerID string       `json:"customer_id,omitempty"`
	Effective  calendar.Day `json:"effective"`
	RecordedAt time.Time    `json:"recorded_at"`
	RecordedBy string       `json:"recorded_by"`
	Reverses   string       `json:"reverses,omitempty"`
	Reason     string       `json:"reason,omitempty"`
	Legs       []Leg        `json:"legs"`

	role Role
	once string
}

// Role says what an entry does to what a customer owes.
type Role string

// The roles. A reversal has the role of the entry it takes back, so that sums
// by role stay true.
const (
	Charge  Role = "charge"    // makes it owed
	Pay     Role = "pay"       // money came in
	Refund  Role = "refund"    // the price was given back
	LetOff  Role = "waive"     // let off
	GiveUp  Role = "write_off" // given up
	Journal Role = "journal"   // touches no contract
)

// The kinds of entries the verbs make.
const (
	KindPlatformPaid   = "platform.paid"
	KindPlatformRefund = "platform.refund"
	KindPlatformFee    = "platform.fee"
	KindSettlement     = "settlement"
	KindOpen           = "contract.open"
	KindAccrual        = "contract.accrual"
	KindRepayment      = "repayment"
	KindEarly          = "repayment.early" // it settled the contract before its time
	KindRecovery       = "recovery"
	KindChargeBack     = "charge_back"
	KindLateFee        = "late_fee"
	KindWaiver         = "waiver"
	KindInterestPause  = "interest_pause"
	KindReAge          = "re_age"
	KindContractRefund = "contract.refund"
	KindWriteOff       = "write_off"
	KindPayOut         = "overpaid.payout"
	KindReversal       = "reversal"
	KindRebook         = "contract.rebook" // what an event entered late changes in those after it
	KindJournal        = "journal"
)

// The accounts.
const (
	PlatformReceivable = "platform.receivable"
	PlatformFeeAccount = "platform.fee"
	Bank               = "bank"
	Sales              = "sales"
	SalesRefund        = "sales.refund"
	CustomerPrincipal  = "customer.principal"
	CustomerInterest   = "customer.interest"
	CustomerFee        = "customer.fee"
	CustomerLateFee    = "customer.late_fee"
	FinanceIncome      = "finance.income"
	LateFeeIncome      = "late_fee.income"
	CustomerOverpaid   = "customer.overpaid"
	WriteOffAccount    = "write_off"
	Suspense           = "suspense"
)

// Account is a line of the chart of accounts.
type Account struct {
	Code string `json:"code"`
	ZH   string `json:"name_zh"`
	EN   string `json:"name_en"`
	Side string `json:"side" enum:"debit,credit" doc:"The side on which it normally stands"`
}

// Chart returns the chart of accounts.
func Chart() []Account {
	return []Account{
		{Bank, "银行存款", "Bank", "debit"},
		{PlatformReceivable, "应收平台款", "Receivable from platforms", "debit"},
		{CustomerPrincipal, "应收分期本金", "Instalment principal receivable", "debit"},
		{CustomerInterest, "应收分期利息", "Instalment interest receivable", "debit"},
		{CustomerFee, "应收分期手续费", "Instalment fee receivable", "debit"},
		{CustomerLateFee, "应收逾期违约金", "Late fees receivable", "debit"},
		{CustomerOverpaid, "客户溢缴款", "Overpaid by customers", "credit"},
		{Sales, "销售收入", "Sales", "credit"},
		{SalesRefund, "销售退款", "Sales refunds", "debit"},
		{PlatformFeeAccount, "平台手续费", "Platform fees", "debit"},
		{FinanceIncome, "分期收入", "Instalment income", "credit"},
		{LateFeeIncome, "违约金收入", "Late fee income", "credit"},
		{WriteOffAccount, "坏账核销", "Write-offs", "debit"},
		{Suspense, "待查款项", "Suspense", "debit"},
	}
}

// Own is the subject of the merchant's own accounts.
const Own = "own"

// chart is the set of account codes, for the check of every entry.
var chart = func() map[string]bool {
	m := map[string]bool{}
	for _, a := range Chart() {
		m[a.Code] = true
	}
	return m
}()
