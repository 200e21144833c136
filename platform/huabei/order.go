package huabei

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"fenming/platform"
)

// credit channels as the platform spells them.
const (
	channelCredit     = "PCREDIT"
	channelsForbidden = "pcredit,pcreditpayInstallment"
	channelInstalment = "pcreditpayInstallment"
)

// CreateOrder starts a sale: precreate for a code to show, pay for a scanned
// buyer code, create for a known buyer. Waiting is the normal outcome of the
// first and the last. Faults are invalid input only; nothing was sent then.
func (c *Client) CreateOrder(ctx context.Context, o platform.Order) (platform.Created, error) {
	if err := c.check(o); err != nil {
		return platform.Created{}, err
	}
	method, content := c.orderContent(o)
	notify := o.NotifyURL
	if notify == "" {
		notify = c.cfg.NotifyURL
	}
	body, answer, err := c.call(ctx, method, o.OutNo, notify, content)
	if err != nil {
		return platform.Created{}, err
	}
	created := platform.Created{Answer: answer, Action: platform.PayAction{Kind: "none"}}
	if strings.HasSuffix(answer.SubCode, "TRADE_HAS_SUCCESS") {
		// Our own earlier attempt may have been paid: ask, do not conclude.
		created.Outcome = platform.Unknown
	}
	if created.Outcome == platform.Refused || body == nil {
		return created, nil
	}
	var out struct {
		TradeNo    string     `json:"trade_no"`
		OutTradeNo string     `json:"out_trade_no"`
		QRCode     string     `json:"qr_code"`
		Total      string     `json:"total_amount"`
		Funds      []fundItem `json:"fund_bill_list"`
	}
	if json.Unmarshal(body, &out) != nil || (created.Outcome == platform.Done && out.OutTradeNo != o.OutNo) {
		return spoil(created), nil
	}
	return c.finishCreated(created, o, out.TradeNo, out.QRCode, out.Total, out.Funds), nil
}

// spoil marks an answer that is signed but does not fit what we asked.
func spoil(created platform.Created) platform.Created {
	created.Outcome, created.Code = platform.Unknown, codeBadContent
	return created
}

func (c *Client) finishCreated(created platform.Created, o platform.Order, tradeNo, qr, total string, funds []fundItem) platform.Created {
	created.PlatformNo = tradeNo
	switch {
	case o.Way == platform.WayBarcode:
		if created.Outcome != platform.Done {
			return created
		}
		fen, err := parseYuan(total)
		list, listErr := fundsOf(funds)
		if err != nil || listErr != nil || fen != o.AmountFen {
			return spoil(created)
		}
		created.Funds = list
	case created.Outcome == platform.Done && o.Way == platform.WayAccount:
		created.Outcome = platform.Waiting
		created.Action = platform.PayAction{Kind: "account", Data: tradeNo}
	case created.Outcome == platform.Done:
		if qr == "" {
			return spoil(created)
		}
		created.Outcome = platform.Waiting
		created.Action = platform.PayAction{Kind: "qr", Data: qr}
	}
	return created
}

// orderContent writes the business content. Instalment parameters are strings
// on this wire. enable_ and disable_pay_channels exclude each other.
func (c *Client) orderContent(o platform.Order) (string, biz) {
	content := biz{"out_trade_no": o.OutNo, "total_amount": yuan(o.AmountFen), "subject": o.Subject, "seller_id": c.cfg.SellerID}
	if o.Instalments > 0 {
		percent := "0"
		if o.SellerPaysFee {
			percent = "100"
		}
		content["extend_params"] = map[string]string{
			"hb_fq_num": strconv.Itoa(o.Instalments), "hb_fq_seller_percent": percent}
	}
	switch o.Credit {
	case platform.CreditForbidden:
		content["disable_pay_channels"] = channelsForbidden
	case platform.CreditInstalments:
		content["enable_pay_channels"] = channelInstalment
	}
	if o.Expires > 0 {
		content["timeout_express"] = strconv.FormatInt(int64(o.Expires/time.Minute), 10) + "m"
	}
	switch o.Way {
	case platform.WayBarcode:
		content["scene"] = "bar_code"
		content["auth_code"] = o.AuthCode
		content["product_code"] = "FACE_TO_FACE_PAYMENT"
		return "alipay.trade.pay", content
	case platform.WayAccount:
		content["buyer_id"] = o.BuyerID
		return "alipay.trade.create", content
	}
	content["product_code"] = "FACE_TO_FACE_PAYMENT"
	return "alipay.trade.precreate", content
}

// fundItem is one source of payment; answers and call-backs spell it apart.
type fundItem struct {
	Channel  string `json:"fund_channel"`
	Channel2 string `json:"fundChannel"`
	Amount   string `json:"amount"`
}

func fundsOf(items []fundItem) ([]platform.Fund, error) {
	var list []platform.Fund
	for _, item := range items {
		fen, err := parseYuan(item.Amount)
		if err != nil {
			return nil, err
		}
		name := item.Channel + item.Channel2
		list = append(list, platform.Fund{Channel: name, Fen: fen, Credit: name == channelCredit})
	}
	return list, nil
}

// Close ends an unpaid sale. "Status error" stays unknown: the sale may be
// closed already or paid meanwhile, and only Query tells which.
func (c *Client) Close(ctx context.Context, ref platform.Ref) (platform.Closed, error) {
	content, err := refContent(ref)
	if err != nil {
		return platform.Closed{}, err
	}
	body, answer, err := c.call(ctx, "alipay.trade.close", ref.OutNo+ref.PlatformNo, "", content)
	if err != nil {
		return platform.Closed{}, err
	}
	closed := platform.Closed{Answer: answer}
	if strings.HasSuffix(answer.SubCode, "TRADE_STATUS_ERROR") {
		closed.Outcome = platform.Unknown
	}
	if closed.Outcome == platform.Done {
		var out struct {
			TradeNo string `json:"trade_no"`
		}
		if json.Unmarshal(body, &out) != nil {
			closed.Outcome, closed.Code = platform.Unknown, codeBadContent
		}
		closed.PlatformNo = out.TradeNo
	}
	return closed, nil
}
