package money

import (
	"strings"

	"fenming/kit/fault"
)

// Currency is an ISO 4217 alphabetic code such as "CNY".
type Currency string

// The currencies the code itself names.
const (
	CNY Currency = "CNY"
	EUR Currency = "EUR"
	JPY Currency = "JPY"
	USD Currency = "USD"
)

// active lists the ISO 4217 codes of money in use (list one of the standard,
// without precious metals, funds codes and testing codes).
const active = " AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD" +
	" CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF" +
	" GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP" +
	" LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB" +
	" PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL" +
	" THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR" +
	" ZMW ZWG "

const (
	withoutDecimals = " BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF "
	threeDecimals   = " BHD IQD JOD KWD LYD OMR TND "
)

func listed(list string, c Currency) bool {
	return len(c) == 3 && !strings.Contains(string(c), " ") && strings.Contains(list, " "+string(c)+" ")
}

// ParseCurrency returns the currency of an ISO 4217 code; anything else is an
// invalid fault.
func ParseCurrency(code string) (Currency, error) {
	c := Currency(code)
	return c, c.Check()
}

// Check refuses a code that ISO 4217 does not list.
func (c Currency) Check() error {
	if listed(active, c) {
		return nil
	}
	return fault.Invalid(wordCurrency)
}

// Digits is the number of decimals of the currency's minor unit (ISO 4217):
// 2 for CNY, 0 for JPY, 3 for KWD.
func (c Currency) Digits() int {
	switch {
	case listed(withoutDecimals, c):
		return 0
	case listed(threeDecimals, c):
		return 3
	}
	return 2
}
