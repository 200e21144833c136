// Package goods knows what is sold, as far as credit cares: which category, how
// its delivery is proved, and whether it is easily turned into cash.
//
// Words: product 商品, category 类目, fulfilment 履约方式 (shipment 发货, service
// 服务, voucher 核销, digital 数字交付, pickup 自提), resale 易变现.
//
// Invariants
//   - A SKU names one product of a merchant.
//   - Ensure never changes a product: what the merchant has set in the catalogue
//     counts more than what an order says of it. Save changes it.
//
// Who may call: flows (Ensure), the doors in api.go.
package goods
