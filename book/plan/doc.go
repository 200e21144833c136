// Package plan is the instalment plan: its terms, the schedule they give for
// an amount, and the annual rate that a customer is really charged.
//
// Words: plan 分期方案 · terms 条款 · schedule 还款计划 · instalment 期 ·
// down payment 首付 · financed amount 分期本金 · principal 本金 · interest 利息 ·
// fee 手续费 · grace days 宽限天数 · due day 到期日 · remainder 尾差 ·
// nominal annual rate 名义年化利率 (IRR × periods) · effective annual rate
// 实际年化利率 (compound).
//
// Kinds: equal_instalment 等额本息 · equal_principal 等额本金 · flat_interest
// 等本等息 · flat_fee 分期手续费 · interest_free 免息 (the merchant may pay) ·
// deferred 先享后付 (one payment later).
//
// Invariants:
//   - The principal of a schedule sums to the amount, its fees to the fee, and
//     every balance is the one before less the principal paid: to the minor
//     unit, for whatever terms.
//   - No part of an instalment is negative; the last balance is zero.
//   - No float touches money. Powers of rates are formed on big integers with
//     36 decimals and rounded once by the terms' rounding mode.
//   - A rate is shown only if the flows have provably one; it is rounded to
//     1e-8 by comparing the exact present value on both sides.
//
// The pure rules (For, Annual, the rate formulas) may be called by anybody; the
// stored plans only through this room's verbs.
package plan
