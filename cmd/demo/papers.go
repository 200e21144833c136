package demo

import (
	"context"
	"strings"
	"time"

	"fenming/book/channel"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
	"fenming/office/identity"
	"fenming/platform/huabei"
)

// paperwork puts the example papers of the shop's channel in place: one of them
// ends 20 days after today, so that its task can be seen.
func (l *life) paperwork(ctx context.Context) error {
	end := calendar.DayOf(l.end, l.zone)
	begin := calendar.DayOf(l.now(), l.zone)
	papers := []channel.Paper{
		{Kind: "business_licence", Number: "91330106EXAMPLE001", ValidTo: channel.Forever},
		{Kind: "contract", Number: "EX-HB-2026-0118", ValidTo: "2027-12-31"},
		{Kind: "icp_filing", Number: "浙ICP备00000000号（示例）", ValidTo: channel.Forever},
		{Kind: "complaint_commitment", Number: "EX-TS-01", ValidTo: end.AddDays(400)},
		{Kind: "authorisation", Number: "EX-SQ-07", ValidTo: end.AddDays(20), Note: "示例：到期前请换新的授权书"},
	}
	ref, err := l.stage.house.Blobs.Put(ctx, l.stage.tenant, strings.NewReader("示例文件 · example document, no real paper\n"), 1<<10)
	if err != nil {
		return err
	}
	return l.as(ctx, identity.Finance, "demo.papers", func(tx *db.Tx, staff map[string]string) error {
		c, err := channel.ByPlatform(tx, huabei.Descriptor().ID)
		if err != nil {
			return err
		}
		for _, p := range papers {
			p.ChannelID, p.Holder, p.Example, p.ValidFrom, p.IssuedOn = c.ID, "分明演示店（示例主体）", true, begin.AddDays(-30), begin.AddDays(-30)
			if p, err = channel.AddPaper(tx, p); err != nil {
				return err
			}
			if _, err = channel.AttachFile(tx, p.ID, "example-"+p.Kind+".txt", ref); err != nil {
				return err
			}
			if p.Kind == "complaint_commitment" {
				continue // this one still waits for somebody to check it
			}
			if _, err = channel.VerifyPaper(tx, p.ID); err != nil {
				return err
			}
		}
		return l.describe(tx, c.ID, begin, staff)
	})
}

// describe fills the profile of the channel with example data.
func (l *life) describe(tx *db.Tx, id string, begin calendar.Day, staff map[string]string) error {
	const source = "示例数据 · Example; replace by your own contract"
	_, err := channel.Describe(tx, id, channel.Details{CreditorName: "示例消费金融有限公司", CreditorKind: "consumer_finance",
		Settlement: channel.Settlement{Days: 1, Basis: channel.Natural, StatementTime: "10:00", RefundFee: "partly", Source: source, VerifiedOn: begin,
			Note: "退回的手续费以平台退款单为准，不自行推算"},
		Instalments: channel.Instalment{MinAmount: 10_000, MaxAmount: 5_000_000, Excluded: []string{"礼品卡", "黄金"}, Source: source, VerifiedOn: begin},
		Duties: []channel.Duty{
			{Text: "展示期数、每期金额、手续费和年化利率", Source: "中国人民银行公告〔2021〕第3号"},
			{Text: "不得默认勾选分期", Source: "《电子商务法》第十九条"}}})
	if err != nil {
		return err
	}
	if _, err := channel.SetOfficer(tx, id, staff[identity.Risk]); err != nil {
		return err
	}
	_, err = channel.AddFee(tx, channel.PlatformFee{ChannelID: id, Kind: "payment", Rate: 600_000, Amount: money.New(0, money.CNY), ValidFrom: begin,
		Source: source, VerifiedOn: begin, VerifiedBy: "示例", Example: true})
	if err != nil {
		return err
	}
	_, err = channel.OpenHandwork(tx, id, "limit", "示例：把单笔分期上限由 5 万元调为 3 万元")
	return err
}

// planPolicy lets an update of the platform's rules come in some days before
// the end of the life. All but one of those who must have read it.
func (l *life) planPolicy() {
	at := l.end.Add(-26 * time.Hour)
	day := calendar.DayOf(at, l.zone)
	l.at(at, func(ctx context.Context) error {
		var p channel.Policy
		err := l.as(ctx, identity.Risk, "demo.policy", func(tx *db.Tx, _ map[string]string) error {
			c, err := channel.ByPlatform(tx, huabei.Descriptor().ID)
			if err != nil {
				return err
			}
			p, err = channel.RecordPolicy(tx, channel.Policy{Title: "示例：分期营销页须展示年化利率的位置与字号",
				Source: "https://example.com/notice/2026-11（示例）", Example: true, Channels: []string{c.ID},
				Text:    "示例正文。自生效日起，分期选项旁须以不小于价格三分之二的字号展示年化利率。",
				Summary: "商品页和收银台的年化利率要放到分期选项旁边，字号不小于价格的三分之二。",
				Readers: channel.Readers{Roles: []string{identity.Risk, identity.Finance, identity.Service}}, PublishedOn: day, EffectiveOn: day.AddDays(12)})
			return err
		})
		for _, role := range []string{identity.Risk, identity.Service} {
			if err == nil {
				err = l.as(ctx, role, "demo.read", func(tx *db.Tx, _ map[string]string) error {
					_, err := channel.ReadPolicy(tx, p.ID, 95)
					return err
				})
			}
		}
		return err
	})
}

// as writes in the name of the demo's member of staff with a role.
func (l *life) as(ctx context.Context, role, op string, fn func(tx *db.Tx, staff map[string]string) error) error {
	staff := map[string]string{}
	s := db.Scope{Tenant: l.stage.tenant, Op: op, Lang: "zh-CN"}
	err := l.stage.house.DB.Read(ctx, s, func(tx *db.Tx) error {
		users, err := identity.Users(tx)
		for _, u := range users {
			staff[u.Role] = u.ID
		}
		return err
	})
	if err != nil {
		return err
	}
	s.Actor = db.Actor{ID: staff[role], Kind: "user", Role: role}
	return l.stage.house.DB.Write(ctx, s, func(tx *db.Tx) error { return fn(tx, staff) })
}
