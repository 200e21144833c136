package promotion

import "fenming/kit/words"

func w(key, zh, en string) words.Word { return words.Word{Key: key, ZH: zh, EN: en} }

var (
	wordCheck  = w("promotion.check", "检查一段宣传文字，不保存", "Check an advert without keeping it")
	wordSave   = w("promotion.save", "检查并保存宣传文字", "Check an advert and keep it")
	wordList   = w("promotion.list", "已保存的促销检查", "List saved checks of adverts")
	wordGet    = w("promotion.get", "查看一次促销检查，并按今天的规则重查", "See a check of an advert, and again under today's rules")
	wordPublic = w("promotion.publish", "标记为已发布", "Mark an advert as published")
	wordRules  = w("promotion.rules", "促销检查的规则与出处", "The rules for adverts and their sources")

	wordText         = w("promotion.text", "请填写要检查的宣传文字", "Give the text of the advert")
	wordLong         = w("promotion.too_long", "文字须是有效的 UTF-8 且不超过 {max} 个字符，请分段检查", "The text is valid UTF-8 of at most {max} characters; check it in parts")
	wordJurisdiction = w("promotion.jurisdiction", "法域只能是 CN、EU、UK 或 US", "The jurisdiction is CN, EU, UK or US")
	wordMedium       = w("promotion.medium", "媒介只能是 banner、live_script、product_page 或 sms", "The medium is banner, live_script, product_page or sms")
	wordPrice        = w("promotion.price", "价格须大于零并写明币种", "The price is above zero and names its currency")
	wordDown         = w("promotion.down", "首付须小于价格", "The down payment is below the price")
	wordRate         = w("promotion.rate", "费率须在 0 到 10 之间（0.072 表示 7.2%）", "The rate lies between 0 and 10 (0.072 is 7.2 %)")
	wordBoth         = w("promotion.both_prices", "请同时填写使用分期的价格和一次付清的价格", "Give both prices, with the plan and without it")
	wordCampaign     = w("promotion.campaign", "请填写活动名称（不超过 120 个字符）", "Name the campaign (at most 120 characters)")
	wordNone         = w("promotion.none", "没有这次检查，请核对编号", "There is no such check; look at the id again")
	wordBlocked      = w("promotion.blocked", "今天的规则禁止发布这段文字（{rules}）；请改写后另存再发布", "Today's rules forbid this text ({rules}); mend it, save it anew and publish that")
	wordPublished    = w("promotion.published", "这段文字已标记为发布", "The text is marked as published already")
	wordChanged      = w("promotion.changed", "规则在申请之后有变，出现了新的问题；请重新申请发布", "The rules changed since and find more; ask for publication again")
	wordPlanNone     = w("promotion.plan_none", "这个价格下没有方案 {plan} 的 {count} 期；请核对方案、期数和价格", "Plan {plan} with {count} instalments is not offered at this price; check plan, count and price")
	wordApprove      = w("promotion.approve", "发布「{campaign}」的宣传文字，尽管检查要求修改（{rules}）。理由：{reason}", "Publish the advert “{campaign}” although the check asks for a fix ({rules}). Reason: {reason}")
	wordReason       = w("promotion.reason", "检查要求修改这段文字；若仍要发布，请写明理由，由第二个人审批", "The check asks for a fix; to publish all the same, give the reason for the second person")
)

// Words is this room's catalogue.
func Words() []words.Word {
	return []words.Word{wordCheck, wordSave, wordList, wordGet, wordPublic, wordRules, wordText, wordLong, wordJurisdiction,
		wordMedium, wordPrice, wordDown, wordRate, wordBoth, wordCampaign, wordNone, wordBlocked, wordPublished, wordChanged,
		wordPlanNone, wordApprove, wordReason}
}
