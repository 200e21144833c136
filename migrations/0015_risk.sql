-- +goose Up

-- What the rules remember: one row per order, refund, delivery or cancellation,
-- at its event time. Append-only. Everything personal is a blind index.
CREATE TABLE risk_event (
    tenant     TEXT     NOT NULL,
    id         TEXT     NOT NULL,
    kind       TEXT     NOT NULL, -- order | refund | delivery | cancel
    order_id   TEXT     NOT NULL,
    customer   TEXT     NOT NULL,
    phone      TEXT     NOT NULL, -- blind index, '' when unknown
    device     TEXT     NOT NULL, -- blind index
    address    TEXT     NOT NULL, -- blind index
    ip         TEXT     NOT NULL, -- blind index
    staff      TEXT     NOT NULL,
    store      TEXT     NOT NULL,
    currency   TEXT     NOT NULL,
    amount     BIGINT   NOT NULL,
    fulfilment TEXT     NOT NULL, -- shipment when any part is to be shipped
    resale     SMALLINT NOT NULL, -- easily resold goods in the order
    moved      SMALLINT NOT NULL, -- delivery: a carrier saw the goods; refund: they had been sent
    gap        BIGINT   NOT NULL, -- refund: µs since the payment, -1 when unknown
    at         BIGINT   NOT NULL, -- when it happened
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX risk_event_once ON risk_event (tenant, order_id) WHERE kind = 'order';
CREATE INDEX risk_event_order ON risk_event (tenant, order_id, at);
CREATE INDEX risk_event_customer ON risk_event (tenant, customer, at);
CREATE INDEX risk_event_phone ON risk_event (tenant, phone, at) WHERE phone <> '';
CREATE INDEX risk_event_device ON risk_event (tenant, device, at) WHERE device <> '';
CREATE INDEX risk_event_address ON risk_event (tenant, address, at) WHERE address <> '';
CREATE INDEX risk_event_ip ON risk_event (tenant, ip, at) WHERE ip <> '';
CREATE INDEX risk_event_staff ON risk_event (tenant, staff, at) WHERE staff <> '';

-- A decision with everything it was made from.
CREATE TABLE risk_verdict (
    tenant    TEXT     NOT NULL,
    id        TEXT     NOT NULL,
    order_id  TEXT     NOT NULL,
    outer_no  TEXT     NOT NULL,
    customer  TEXT     NOT NULL,
    outcome   TEXT     NOT NULL, -- accept | step_up | hold | decline
    score     BIGINT   NOT NULL,
    reasons   TEXT     NOT NULL, -- JSON
    change    TEXT     NOT NULL, -- JSON: what would change the verdict
    levers    TEXT     NOT NULL, -- JSON
    rule_set  TEXT     NOT NULL, -- version
    facts     TEXT     NOT NULL, -- JSON of what was judged; no personal data
    digest    TEXT     NOT NULL, -- SHA-256 of facts, hex
    imported  SMALLINT NOT NULL,
    at        BIGINT   NOT NULL, -- time of the order
    judged_at BIGINT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX risk_verdict_order ON risk_verdict (tenant, order_id, id);
CREATE INDEX risk_verdict_outcome ON risk_verdict (tenant, outcome, id);

-- Local lists: block, watch, trust. A removed entry stays as history.
CREATE TABLE risk_list (
    tenant     TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    kind       TEXT   NOT NULL, -- block | watch | trust
    subject    TEXT   NOT NULL, -- customer | phone | device | address | ip
    value      TEXT   NOT NULL, -- id of the customer, else a blind index
    label      TEXT   NOT NULL, -- masked, for people
    reason     TEXT   NOT NULL,
    source     TEXT   NOT NULL,
    evidence   TEXT   NOT NULL, -- casefile or SHA-256 of a kept file
    added_by   TEXT   NOT NULL,
    added_at   BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    removed_by TEXT   NOT NULL,
    removed_at BIGINT NOT NULL, -- 0 while it stands
    why_gone   TEXT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX risk_list_once ON risk_list (tenant, kind, subject, value) WHERE removed_at = 0;
CREATE INDEX risk_list_value ON risk_list (tenant, value, subject) WHERE removed_at = 0;

CREATE VIEW v_risk_verdict AS
    SELECT tenant, id, order_id, outer_no, customer, outcome, score, reasons, rule_set, imported, at, judged_at FROM risk_verdict;
CREATE VIEW v_risk_event AS
    SELECT tenant, id, kind, order_id, customer, staff, store, currency, amount, fulfilment, resale, moved, gap, at FROM risk_event;

-- +goose Down
DROP VIEW v_risk_event;
DROP VIEW v_risk_verdict;
DROP TABLE risk_list;
DROP TABLE risk_verdict;
DROP TABLE risk_event;
