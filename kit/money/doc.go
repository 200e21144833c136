// Package money counts money in whole minor units and rates in 1e-8 steps.
//
// Words: money 金额 · minor unit 最小货币单位 (fen 分 for CNY) · currency 币种 ·
// rate 费率/利率 · rounding 舍入 · remainder 尾差 · capital amount 大写金额.
//
// Invariants:
//   - No float ever holds an amount. Products are formed on 128 bits and a
//     result that does not fit is a fault, never a wrapped number.
//   - Two currencies never meet: Add, Sub and Cmp refuse.
//   - Allocate and Split give back exactly their total, whatever the parts.
//   - Parse refuses what it is not sure of (a comma that is no thousands
//     separator, more decimals than the currency has) instead of rounding.
//
// Anybody may call it; it knows nothing of credit.
package money
