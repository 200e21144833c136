package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
)

// began keeps the numbers of two runs against one database apart.
var began = strconv.FormatInt(clock.Now().UnixNano(), 36)

// requests are the workloads: each makes the n-th request of a client.
var requests = map[string]func(key string, client, n int) []byte{
	"post-hot": func(key string, client, n int) []byte { return posting(key, client, n, "channel:one") },
	"post-spread": func(key string, client, n int) []byte {
		return posting(key, client, n, "channel:"+strconv.Itoa(rand.N(1000)))
	},
	"decide": decision,
}

// posting is a durable two-leg entry; hot means that every one credits the
// merchant's one platform account.
func posting(key string, client, n int, subject string) []byte {
	body := fmt.Sprintf(`{"kind":"bench","effective":"2026-11-20","legs":[`+
		`{"account":"bank","subject":"","amount":%d,"currency":"CNY"},`+
		`{"account":"platform.receivable","subject":"%s","amount":-%d,"currency":"CNY"}]}`, 1000+n, subject, 1000+n)
	return post("/v1/ledger/entries", key, fmt.Sprintf("b%s-%d-%d-%s", began, client, n, strconv.FormatInt(rand.Int64(), 36)), body)
}

// decision is a whole order: customer, quote, verdict, limit, contract.
func decision(key string, client, n int) []byte {
	no := fmt.Sprintf("B%s%d-%d-%s", began, client, n, strconv.FormatInt(rand.Int64(), 36))
	person := rand.N(5000)
	amount := 60000 + rand.N(20000)
	body := fmt.Sprintf(`{"outer_no":"%s","plan_code":"shop-instalments","count":3,"amount":{"amount":%d,"currency":"CNY"},`+
		`"customer":{"external_no":"c%d","name":"客户%d","phone":"138%08d","birth_day":"1990-01-01"},"subject":"bench",`+
		`"device":"d%d","items":[{"sku":"S%d","name":"商品","category":"test","fulfilment":"shipment","quantity":1,`+
		`"amount":{"amount":%d,"currency":"CNY"}}]}`,
		no, amount, person, person, person, person, rand.N(200), amount)
	return post("/v1/orders", key, no, body)
}

func post(path, key, idempotency, body string) []byte {
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\nIdempotency-Key: %s\r\n"+
		"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", path, key, idempotency, len(body), body)
}
