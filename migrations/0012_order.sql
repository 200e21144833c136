-- +goose Up

-- "order" is a word of SQL, so the table is named in the plural.
CREATE TABLE orders (
    tenant       TEXT     NOT NULL,
    id           TEXT     NOT NULL,
    outer_no     TEXT     NOT NULL, -- the shop's order number
    out_no       TEXT     NOT NULL, -- our number at the platform
    platform_no  TEXT     NOT NULL, -- the platform's number, '' until known
    customer     TEXT     NOT NULL,
    shop         TEXT     NOT NULL,
    channel      TEXT     NOT NULL,
    platform     TEXT     NOT NULL,
    creditor     TEXT     NOT NULL, -- platform | merchant | assigned
    plan_code    TEXT     NOT NULL, -- '' when sold without credit
    quote        TEXT     NOT NULL,
    contract     TEXT     NOT NULL,
    currency     TEXT     NOT NULL,
    amount       BIGINT   NOT NULL,
    refunded     BIGINT   NOT NULL,
    counts       SMALLINT NOT NULL, -- number of instalments, 0 without credit
    state        TEXT     NOT NULL,
    verdict      TEXT     NOT NULL, -- accept | step_up | hold | decline
    subject      TEXT     NOT NULL,
    store        TEXT     NOT NULL,
    staff        TEXT     NOT NULL,
    way          TEXT     NOT NULL, -- how the buyer meets the sale: qr | barcode | account | ''
    pay_kind     TEXT     NOT NULL, -- what to show the buyer: qr | account | none | ''
    pay_data     TEXT     NOT NULL,
    day          TEXT     NOT NULL, -- the shop's day of the purchase
    imported     SMALLINT NOT NULL,
    events       BIGINT   NOT NULL, -- length of the timeline
    expires_at   BIGINT   NOT NULL, -- an unpaid order ends then; 0 = never
    created_at   BIGINT   NOT NULL,
    paid_at      BIGINT   NOT NULL,
    fulfilled_at BIGINT   NOT NULL,
    settled_at   BIGINT   NOT NULL,
    ended_at     BIGINT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
-- A declined order frees its number, so that the shop can still sell without credit.
CREATE UNIQUE INDEX orders_outer_no ON orders (tenant, outer_no) WHERE state <> 'declined';
CREATE INDEX orders_outer ON orders (tenant, outer_no);
CREATE UNIQUE INDEX orders_out_no ON orders (tenant, out_no);
CREATE INDEX orders_platform_no ON orders (tenant, platform_no);
CREATE INDEX orders_state ON orders (tenant, state, id);
CREATE INDEX orders_customer ON orders (tenant, customer, id);
CREATE INDEX orders_day ON orders (tenant, day, id);

CREATE TABLE order_item (
    tenant     TEXT     NOT NULL,
    order_id   TEXT     NOT NULL,
    nr         SMALLINT NOT NULL,
    product    TEXT     NOT NULL,
    sku        TEXT     NOT NULL,
    name       TEXT     NOT NULL,
    category   TEXT     NOT NULL,
    fulfilment TEXT     NOT NULL,
    resale     SMALLINT NOT NULL,
    quantity   BIGINT   NOT NULL,
    amount     BIGINT   NOT NULL, -- of the line, minor units
    PRIMARY KEY (tenant, order_id, nr)
);
CREATE INDEX order_item_sku ON order_item (tenant, sku, order_id);

-- The timeline. Append-only.
CREATE TABLE order_event (
    tenant     TEXT     NOT NULL,
    order_id   TEXT     NOT NULL,
    nr         BIGINT   NOT NULL, -- 1, 2, 3 … within the order
    event      TEXT     NOT NULL,
    from_state TEXT     NOT NULL,
    to_state   TEXT     NOT NULL,
    actor      TEXT     NOT NULL,
    actor_kind TEXT     NOT NULL,
    detail     TEXT     NOT NULL, -- JSON, no personal data
    at         BIGINT   NOT NULL,
    PRIMARY KEY (tenant, order_id, nr)
);

-- Proof that goods moved or a service was performed.
CREATE TABLE order_proof (
    tenant       TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    order_id     TEXT   NOT NULL,
    kind         TEXT   NOT NULL, -- shipment | service | voucher | digital | pickup
    carrier      TEXT   NOT NULL,
    tracking_no  TEXT   NOT NULL,
    evidence     TEXT   NOT NULL, -- SHA-256 of a kept file, hex, or ''
    shipped_at   BIGINT NOT NULL,
    signed_at    BIGINT NOT NULL, -- 0 until signed for or performed
    actor        TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX order_proof_of ON order_proof (tenant, order_id);
CREATE INDEX order_proof_tracking ON order_proof (tenant, tracking_no);

CREATE TABLE order_refund (
    tenant       TEXT   NOT NULL,
    id           TEXT   NOT NULL, -- also our number at the platform
    order_id     TEXT   NOT NULL,
    currency     TEXT   NOT NULL,
    amount       BIGINT NOT NULL,
    reason       TEXT   NOT NULL,
    state        TEXT   NOT NULL, -- asked | approved | sent | unknown | done | refused
    approval     TEXT   NOT NULL,
    charges      BIGINT NOT NULL, -- fees handed back by the platform, minor units
    actor        TEXT   NOT NULL,
    day          TEXT   NOT NULL, -- the shop's day on which the money went back, '' before
    created_at   BIGINT NOT NULL,
    done_at      BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX order_refund_of ON order_refund (tenant, order_id, id);
CREATE INDEX order_refund_state ON order_refund (tenant, state, id);

-- What matching, risk, ageing and reports may read of this room.
CREATE VIEW v_order_sale AS
    SELECT tenant, id, outer_no, out_no, platform_no, customer, shop, channel, platform, creditor, plan_code, quote,
        contract, currency, amount, refunded, counts, state, verdict, store, staff, day, imported, created_at,
        paid_at, fulfilled_at, settled_at, ended_at
    FROM orders;
CREATE VIEW v_order_item AS
    SELECT tenant, order_id, nr, product, sku, name, category, fulfilment, resale, quantity, amount FROM order_item;
CREATE VIEW v_order_refund AS
    SELECT tenant, id, order_id, currency, amount, state, charges, actor, day, created_at, done_at FROM order_refund;
CREATE VIEW v_order_proof AS
    SELECT tenant, id, order_id, kind, carrier, tracking_no, shipped_at, signed_at, created_at FROM order_proof;

-- +goose Down
DROP VIEW v_order_proof;
DROP VIEW v_order_refund;
DROP VIEW v_order_item;
DROP VIEW v_order_sale;
DROP TABLE order_refund;
DROP TABLE order_proof;
DROP TABLE order_event;
DROP TABLE order_item;
DROP TABLE orders;
