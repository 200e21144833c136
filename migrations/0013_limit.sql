-- +goose Up

-- How much, for whom, from when until when, and why; rows are only ever added.
CREATE TABLE limit_rule (
    tenant      TEXT   NOT NULL,
    id          TEXT   NOT NULL,
    customer_id TEXT   NOT NULL, -- '' = every customer
    plan_code   TEXT   NOT NULL, -- '' = over all plans
    amount      BIGINT NOT NULL,
    currency    TEXT   NOT NULL,
    valid_from  TEXT   NOT NULL,
    valid_to    TEXT   NOT NULL,
    reason      TEXT   NOT NULL,
    set_by      TEXT   NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX limit_rule_find ON limit_rule (tenant, customer_id, plan_code, recorded_at);

-- The row that parallel holds of one customer queue at.
CREATE TABLE limit_customer (
    tenant      TEXT   NOT NULL,
    customer_id TEXT   NOT NULL,
    holds       BIGINT NOT NULL, -- how many were ever made
    PRIMARY KEY (tenant, customer_id)
);

CREATE TABLE limit_hold (
    tenant      TEXT   NOT NULL,
    id          TEXT   NOT NULL,
    customer_id TEXT   NOT NULL,
    plan_code   TEXT   NOT NULL,
    order_id    TEXT   NOT NULL,
    amount      BIGINT NOT NULL,
    repaid      BIGINT NOT NULL, -- principal that came back; used = amount - repaid
    currency    TEXT   NOT NULL,
    state       TEXT   NOT NULL, -- held | used | released
    held_at     BIGINT NOT NULL,
    used_at     BIGINT NOT NULL,
    released_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX limit_hold_order ON limit_hold (tenant, order_id) WHERE state <> 'released';
CREATE INDEX limit_hold_customer ON limit_hold (tenant, customer_id) WHERE state <> 'released';

CREATE VIEW v_limit_hold AS
    SELECT tenant, id, customer_id, plan_code, order_id, amount, repaid, currency, state, held_at
    FROM limit_hold;

-- +goose Down
DROP VIEW v_limit_hold;
DROP TABLE limit_hold;
DROP TABLE limit_customer;
DROP TABLE limit_rule;
