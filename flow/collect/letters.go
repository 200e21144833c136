package collect

import "fenming/kit/words"

// The letters. They say the amount, the day, how to pay and how to object, and
// nothing that could frighten anybody.
var (
	letterSoonSubject = words.Word{Key: "collect.letter.soon_subject",
		ZH: "温馨提示：第 {no} 期还款将于 {due} 到期", EN: "A friendly note: instalment {no} falls due on {due}"}
	letterSoon = words.Word{Key: "collect.letter.soon",
		ZH: `{name}，您好：

您在 {shop} 的订单 {order} 第 {no} 期（共 {count} 期）应还 {amount}，将于 {due} 到期，还有 {left} 天。

如何付款：请按合同约定的方式付款，或回复本邮件，我们会把付款方式发给您。如果您已经付款，请不必理会本提示。

如有困难或不同意见：请回复本邮件或联系本店客服。您提出异议或说明困难后，我们会先暂停提醒，和您商量。

感谢您的信任。
{shop}`,
		EN: `Dear {name},

Instalment {no} of {count} for your order {order} at {shop} comes to {amount} and falls due on {due}, in {left} days.

How to pay: please pay as agreed in your contract, or answer this letter and we will send you the details. If you have paid already, please disregard this note.

If you are in difficulty or do not agree: answer this letter or call our service desk. Once you object or tell us of a difficulty we stop reminding you and talk it over first.

Thank you for your trust.
{shop}`}

	letterLateSubject = words.Word{Key: "collect.letter.late_subject",
		ZH: "第 {no} 期还款提醒（应还日 {due}）", EN: "A reminder of instalment {no}, due on {due}"}
	letterLate = words.Word{Key: "collect.letter.late",
		ZH: `{name}，您好：

您在 {shop} 的订单 {order} 第 {no} 期（共 {count} 期）应于 {due} 还款，目前还有 {amount} 未付（其中逾期违约金 {late_fee}）。也许只是忘记了，特此提醒。

如何付款：请按合同约定的方式付款，或回复本邮件，我们会把付款方式发给您。如果您已经付款，请不必理会，或把付款凭证发给我们核对。

如有困难或不同意见：请回复本邮件或联系本店客服。您提出异议或说明困难后，我们会先暂停提醒和计费，和您商量新的安排。

{shop}`,
		EN: `Dear {name},

Instalment {no} of {count} for your order {order} at {shop} was due on {due}; {amount} is still open, {late_fee} of it late fee. It may simply have slipped your mind, hence this note.

How to pay: please pay as agreed in your contract, or answer this letter and we will send you the details. If you have paid already, disregard this note or send us the receipt to compare.

If you are in difficulty or do not agree: answer this letter or call our service desk. Once you object or tell us of a difficulty we stop reminders and charges and talk over another arrangement.

{shop}`}

	letterLaterSubject = words.Word{Key: "collect.letter.later_subject",
		ZH: "第 {no} 期已逾期 {days} 天，请与我们联系", EN: "Instalment {no} is {days} days late; please get in touch"}
	letterLater = words.Word{Key: "collect.letter.later",
		ZH: `{name}，您好：

您在 {shop} 的订单 {order} 第 {no} 期（共 {count} 期）应于 {due} 还款，已过 {days} 天，目前还有 {amount} 未付（其中逾期违约金 {late_fee}）。

如何付款：请按合同约定的方式付款，或回复本邮件索取付款方式。一次付清有困难的，可以告诉我们您能在哪天付多少，我们愿意一起商量。

如果您不同意这笔款项：请回复本邮件或联系本店客服说明理由，我们会先暂停提醒和计费，并在查明后答复您。您也可以向当地消费者协会或拨打 12315 咨询、投诉。

{shop}`,
		EN: `Dear {name},

Instalment {no} of {count} for your order {order} at {shop} was due on {due}, {days} days ago; {amount} is still open, {late_fee} of it late fee.

How to pay: please pay as agreed in your contract, or answer this letter for the details. If paying at once is difficult, tell us what you can pay and when; we are glad to work something out.

If you do not agree with the amount: answer this letter or call our service desk and say why. We then stop reminders and charges until we have looked into it and answered you. You may also turn to your local consumers' association or the hotline 12315.

{shop}`}

	letterThanksSubject = words.Word{Key: "collect.letter.thanks_subject",
		ZH: "已收到您的还款 {amount}", EN: "We have received your payment of {amount}"}
	letterThanks = words.Word{Key: "collect.letter.thanks",
		ZH: `{name}，您好：

我们在 {day} 收到您为订单 {order} 支付的 {amount}，谢谢！目前尚余 {left} 未还。如与您的记录不符，请回复本邮件。

{shop}`,
		EN: `Dear {name},

On {day} we received {amount} for your order {order}. Thank you! {left} is left to pay. If this differs from your own records, please answer this letter.

{shop}`}
)
