import type { Word } from '@/i18n/word'

interface TermText {
  name: Word
  text: Word
  formula?: Word
  basis?: Word
}

const terms = <const T extends Record<string, TermText>>(of: T): T => of

/** The words of the field, once for the whole product; a legal basis names the instrument it comes from. */
export const glossary = terms({
  creditor: {
    name: ['债权人', 'creditor'],
    text: ['消费者欠谁的钱：平台、商户或受让人。平台是债权人时，商户没有催收和收取滞纳金的权利。', 'To whom the customer owes the money: the platform, the merchant or an assignee. Where it is the platform, the merchant may neither collect nor charge a late fee.'],
    basis: ['《民法典》第545–546条（债权转让）', 'Civil Code, arts. 545–546 (assignment of claims)'],
  },
  verdict: {
    name: ['结论', 'verdict'],
    text: ['对一笔订单的回答：接受、加强核验、待审或拒绝，并附理由。', 'The answer to an order: accept, step up, hold or decline, with its reasons.'],
    basis: ['《个人信息保护法》第24条：对个人权益有重大影响的自动化决定，个人有权要求说明', 'Personal Information Protection Law, art. 24: the person may ask for an explanation of an automated decision of weight'],
  },
  step_up: {
    name: ['加强核验', 'step up'],
    text: ['订单先不拒绝，而是再要一项证明：身份、支付能力或担保人。', 'The order is not refused: one more proof is asked for – identity, ability to pay or a guarantor.'],
  },
  hold_order: {
    name: ['待审', 'hold'],
    text: ['订单停在人工复核，货不发、款不退，直到有人作出决定。', 'The order waits for a person: nothing ships and nothing is refunded until somebody decides.'],
  },
  cash_out: {
    name: ['套现', 'cash-out'],
    text: ['用虚假交易把信用额度换成现金。分明只识别、阻止并留证，绝不协助。', 'Turning credit into cash by a sham sale. Fenming detects it, stops it and documents it; it never helps.'],
    basis: ['《民法典》第146条：虚假意思表示的民事法律行为无效', 'Civil Code, art. 146: a sham transaction is void'],
  },
  ring: {
    name: ['团伙', 'ring'],
    text: ['共用设备、地址、电话或收款人的一组客户或订单。', 'A group of customers or orders that share a device, an address, a phone or a payee.'],
  },
  feature: {
    name: ['特征', 'feature'],
    text: ['一个可计算的事实，例如“同一设备 7 天内的订单数”。线上判断与历史回测使用同一定义。', 'A fact that can be computed, such as “orders from one device in 7 days”. Live decisions and back-tests use the same definition.'],
  },
  rule: {
    name: ['规则', 'rule'],
    text: ['由风控人员书写的条件和动作，带版本，须第二人批准后生效。', 'A condition and an action written by the risk officer, versioned, in force only after a second person has approved it.'],
  },
  shadow: {
    name: ['影子运行', 'shadow mode'],
    text: ['规则照常计算并记录，但不影响订单，用来在生效前看清后果。', 'The rule is computed and recorded but touches no order, so that its effect is known before it bites.'],
  },
  back_test: {
    name: ['回测', 'back-test'],
    text: ['在历史订单上运行规则：抓住多少损失，又误伤多少好订单。', 'Running a rule over past orders: how much loss it catches and how many good orders it costs.'],
  },
  score: {
    name: ['评分', 'score'],
    text: ['由本店购买与还款记录得出的分数，每一分都有原因代码。', 'Points from purchases and repayments in this shop; every point has a reason code.'],
  },
  plan: {
    name: ['分期方案', 'plan'],
    text: ['卖给谁、分几期、什么费率、谁承担、何时有效。', 'Who may buy, in how many instalments, at what rate, who pays it and when it is valid.'],
  },
  quote: {
    name: ['报价', 'quote'],
    text: ['成交前给消费者看的完整账：每期金额、各项费用、总成本、年化利率、逾期后果。', 'The full account shown before the sale: each instalment, each fee, the total cost, the annualised rate and what lateness costs.'],
  },
  nominal_rate: {
    name: ['名义年化利率', 'nominal annual rate'],
    text: ['每期内部收益率乘以一年的期数，即单利口径。', 'The internal rate of return per period times the number of periods in a year.'],
    formula: ['irr × n', 'irr × n'],
    basis: ['中国人民银行公告〔2021〕第3号', 'PBoC announcement [2021] No. 3'],
  },
  effective_rate: {
    name: ['实际年化利率', 'effective annual rate'],
    text: ['考虑复利后的年化利率，恒不低于名义利率。', 'The yearly rate with compounding; never below the nominal one.'],
    formula: ['(1 + irr)ⁿ − 1', '(1 + irr)ⁿ − 1'],
    basis: ['中国人民银行公告〔2021〕第3号', 'PBoC announcement [2021] No. 3'],
  },
  flat_fee: {
    name: ['等额手续费', 'flat fee'],
    text: ['按最初本金每期收取同样的费用。看起来低，年化后约为两倍，因为本金在逐期减少。', 'The same fee each period on the first principal. It looks low; annualised it is about double, since the principal shrinks.'],
  },
  instalment: {
    name: ['期', 'instalment'],
    text: ['分期中的一期：到期日与应还金额。', 'One part of the plan: a due day and an amount.'],
  },
  grace: {
    name: ['宽限期', 'grace'],
    text: ['到期日之后仍不算逾期的天数。', 'The days after the due day on which a payment is not yet late.'],
  },
  receivable: {
    name: ['应收', 'receivable'],
    text: ['别人欠本店的钱。平台应收与客户应收分开记。', 'Money owed to the shop. What a platform owes and what a customer owes are kept apart.'],
  },
  ageing: {
    name: ['账龄', 'ageing'],
    text: ['按逾期天数把应收分组，看钱晚到了多久。', 'Receivables grouped by days overdue: how late the money is.'],
  },
  roll_rate: {
    name: ['迁徙率', 'roll rate'],
    text: ['本月某账龄组中，下月进入更晚一组的金额占比。', 'The share of an ageing group that falls into the next later group within a month.'],
  },
  vintage: {
    name: ['同期群', 'vintage'],
    text: ['同一个月成交的订单作为一组，观察其随时间的逾期。', 'Orders of one month followed together as they age.'],
  },
  entry: {
    name: ['分录', 'entry'],
    text: ['账簿中的一笔记录，借贷必相等，只能冲销，不能修改。', 'One booking; debits equal credits. It can be reversed, never changed.'],
  },
  reversal: {
    name: ['冲销', 'reversal'],
    text: ['用一笔相反的分录撤回原分录，两笔都保留。', 'An opposite entry that takes another one back; both stay.'],
  },
  statement: {
    name: ['对账单', 'statement'],
    text: ['平台按日或按月给出的交易与费用明细。', 'The list of trades and fees that a platform gives by day or month.'],
  },
  settlement: {
    name: ['结算', 'settlement'],
    text: ['平台扣除费用后实际付给商户的款项。', 'The money that the platform really pays out after its fees.'],
  },
  match: {
    name: ['勾对', 'match'],
    text: ['确认一行账单与订单、结算或银行流水说的是同一笔钱。', 'A statement line and an order, a settlement or a bank line are found to mean the same money.'],
  },
  difference: {
    name: ['差异', 'difference'],
    text: ['对不上的地方，每一处都有原因代码：时间差、手续费、退款跨日、重复、漏单、金额不符。', 'What does not agree; each with a reason: timing, fee, refund on another day, duplicate, missing order, other amount.'],
  },
  day_cut: {
    name: ['日切', 'day cut'],
    text: ['平台划分一天的时刻，决定一笔交易属于哪一天的账单。', 'The moment at which a platform’s day ends; it decides on which statement a trade stands.'],
  },
  close: {
    name: ['关账', 'close'],
    text: ['一个期间的账核对完毕后锁定；之后发生的事实记入下一期间。', 'A period is locked once it is proven; later facts go to the next one.'],
  },
  write_off: {
    name: ['核销', 'write-off'],
    text: ['把收不回的应收从账上移走；债权本身并不因此消灭。', 'A receivable that will not come is taken off the books; the claim itself does not end by that.'],
  },
  limit: {
    name: ['额度', 'limit'],
    text: ['可以赊销的上限：已用、占用和可用。', 'How much credit may be given: used, held and free.'],
  },
  hold: {
    name: ['占用', 'hold on a limit'],
    text: ['订单成立前先占住的额度，成交后转为已用，取消后释放。', 'The part of a limit kept for an order; used when it is sold, freed when it is cancelled.'],
  },
  guarantee: {
    name: ['担保', 'guarantee'],
    text: ['债务人不还时由担保人偿还的承诺。', 'A promise by another to pay if the debtor does not.'],
    basis: ['《民法典》第686条：没有约定的，按一般保证', 'Civil Code, art. 686: when nothing is agreed, it is a general guarantee'],
  },
  recourse: {
    name: ['追偿', 'recourse'],
    text: ['代为付款之后，向真正的债务人要回。', 'Getting back from the true debtor what was paid in their place.'],
  },
  overdue: {
    name: ['逾期', 'overdue'],
    text: ['过了到期日和宽限期仍未足额还款。', 'Not paid in full after the due day and the grace.'],
  },
  late_fee: {
    name: ['滞纳金', 'late fee'],
    text: ['因逾期收取的费用；不对费用再计费，争议期间不计。', 'A charge for lateness; none on other fees, none while a dispute is open.'],
    basis: ['《民法典》第585条（违约金可请求调整）', 'Civil Code, art. 585 (an excessive penalty may be reduced)'],
  },
  lpr: {
    name: ['LPR', 'LPR'],
    text: ['贷款市场报价利率，每月公布。合同订立时一年期 LPR 的四倍是民间借贷的利率上限。', 'The loan prime rate, published monthly. Four times the one-year LPR at the contract date is the ceiling for private lending.'],
    basis: ['民间借贷司法解释第25条', 'Judicial interpretation on private lending, art. 25'],
  },
  acceleration: {
    name: ['加速到期', 'acceleration'],
    text: ['逾期金额达到全部价款的五分之一，经催告在合理期限内仍未付，可以要求付全款。', 'When the overdue part reaches one fifth of the full price and a demand with a reasonable period has passed, the whole price may be claimed.'],
    basis: ['《民法典》第634条', 'Civil Code, art. 634'],
  },
  limitation: {
    name: ['诉讼时效', 'limitation'],
    text: ['请求法院保护的期间，一般三年；分期债务从最后一期到期日起算。', 'The time within which a court protects the claim: three years as a rule, for instalments from the last due day.'],
    basis: ['《民法典》第188–189条', 'Civil Code, arts. 188–189'],
  },
  payment_order: {
    name: ['支付令', 'payment order'],
    text: ['无争议的到期金钱债务可用的简便程序，债务人十五日内不异议即可执行。', 'A cheap procedure for an undisputed debt that is due; enforceable unless the debtor objects within fifteen days.'],
    basis: ['《民事诉讼法》第225–228条', 'Civil Procedure Law, arts. 225–228'],
  },
  ladder: {
    name: ['催收阶梯', 'ladder'],
    text: ['从到期前提醒到法律手段的一级级步骤，每一步都有前提。', 'The steps from a reminder before the due day to legal means, each with its conditions.'],
  },
  contact: {
    name: ['联系', 'contact'],
    text: ['对客户的一次触达；每一次都要通过同一道合规关口。', 'One approach to a customer; every one passes the same gate.'],
  },
  promise: {
    name: ['还款承诺', 'promise'],
    text: ['客户答应在某日还某个金额；是否兑现以账簿为准。', 'A customer says how much they will pay and when; the ledger decides whether it was kept.'],
  },
  casefile: {
    name: ['案卷', 'casefile'],
    text: ['围绕一件可疑之事收集的证据、决定与结果。', 'The evidence, decision and outcome around one suspicion.'],
  },
  exhibit: {
    name: ['证据', 'exhibit'],
    text: ['案卷中编号、带哈希的一份材料。', 'One numbered, hashed item of a casefile.'],
  },
  audit_chain: {
    name: ['审计链', 'audit chain'],
    text: ['每一次操作都与前一条记录的哈希相连；任何改动都会被持有检查点的人发现。', 'Every act is linked to the hash of the one before; whoever holds a checkpoint can detect a change.'],
  },
  approval: {
    name: ['审批', 'approval'],
    text: ['动钱或动权利的事须由第二个人批准；一人店改为延迟 24 小时并留审计标记。', 'Money or rights move only after a second person agrees; in a one-person shop after 24 hours, with a mark in the audit.'],
  },
  mask: {
    name: ['脱敏', 'masking'],
    text: ['客户资料默认遮住一部分；查看原文须说明理由，并留下记录。', 'Customer data is partly covered by default; seeing it whole needs a reason and leaves a record.'],
    basis: ['《个人信息保护法》第51条', 'Personal Information Protection Law, art. 51'],
  },
  benford: {
    name: ['本福特定律', 'Benford’s law'],
    text: ['自然产生的金额首位数字服从固定分布；偏离提示可能有编造。', 'The first digits of natural amounts follow a fixed distribution; a deviation hints at invention.'],
    formula: ['P(d) = log₁₀(1 + 1/d)', 'P(d) = log₁₀(1 + 1/d)'],
  },
  dso: {
    name: ['应收周转天数', 'days sales outstanding'],
    text: ['平均要多少天才能收到一笔赊销的钱。', 'How many days it takes on average until credit sales are paid.'],
    formula: ['应收余额 ÷ 期间赊销额 × 期间天数', 'receivables ÷ credit sales of the period × days of the period'],
  },
})

export type TermKey = keyof typeof glossary
