package demo

import (
	"context"
	"fmt"
	"time"
)

// advert is a text that somebody in the shop wants to run.
type advert struct {
	campaign, medium, text string
	offer                  map[string]any
	publish                bool
}

// twelve is 5,000.00 in 12 instalments at 0.6 % a month flat: 360.00 in all.
var twelve = map[string]any{"price": map[string]any{"amount": 500000, "currency": "CNY"}, "count": 12, "fee": 36000, "payer": "customer"}

// adverts are one of each verdict: what may run, what is to be mended and waits
// for a second person, what nobody may let out.
var adverts = []advert{
	{campaign: "双十二家电分期", medium: "product_page", publish: true, offer: twelve,
		text: "5000元冰箱可分12期：每期约446.67元，手续费共360元由顾客支付，年化利率13.03%，一共付5360元。逾期按合同收取违约金。"},
	{campaign: "新年手机焕新", medium: "sms", publish: true,
		text: "新年提前消费，享受当下！手慢无，回复1了解分期。退订回T"},
	{campaign: "直播间话术草稿", medium: "live_script", offer: twelve,
		text: "家人们，零利息分12期！低至每天1块钱，秒批秒过，不查征信，学生党也能分期，花呗 套 xian 私聊。"},
}

// planAdverts lets the shop have its adverts checked on a morning.
func (l *life) planAdverts(morning time.Time) {
	at := time.Date(morning.Year(), morning.Month(), morning.Day(), 10, 5, 0, 0, l.zone)
	l.at(at, func(ctx context.Context) error {
		for _, a := range adverts {
			var saved struct {
				ID string `json:"id"`
			}
			body := map[string]any{"campaign": a.campaign, "medium": a.medium, "text": a.text}
			if a.offer != nil {
				body["offer"] = a.offer
			}
			if err := l.desk.call(ctx, "POST", "/v1/promotions", body, &saved); err != nil {
				return err
			}
			if !a.publish {
				continue
			}
			reason := map[string]any{"reason": "口号沿用往年，请店主定夺"}
			if err := l.desk.call(ctx, "POST", fmt.Sprintf("/v1/promotions/%s/publish", saved.ID), reason, nil); err != nil {
				return err
			}
		}
		return nil
	})
}
