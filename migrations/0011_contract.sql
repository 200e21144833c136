-- +goose Up

CREATE TABLE contract (
    tenant       TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    order_id     TEXT   NOT NULL,
    customer_id  TEXT   NOT NULL,
    quote_id     TEXT   NOT NULL,
    quote_hash   TEXT   NOT NULL,
    plan_code    TEXT   NOT NULL,
    platform     TEXT   NOT NULL,
    creditor     TEXT   NOT NULL, -- merchant | assigned
    state        TEXT   NOT NULL, -- offered | signed | active | settled | cancelled | written_off
    currency     TEXT   NOT NULL,
    principal    BIGINT NOT NULL, -- the price, minor units
    interest     BIGINT NOT NULL,
    fee          BIGINT NOT NULL,
    late_fee     TEXT   NOT NULL, -- JSON terms, frozen
    allocation   TEXT   NOT NULL, -- JSON list of buckets, frozen
    key_terms    TEXT   NOT NULL, -- JSON list of ids, frozen
    text_hash    TEXT   NOT NULL,
    text_version TEXT   NOT NULL,
    offered_at   BIGINT NOT NULL,
    signed_at    BIGINT NOT NULL, -- 0 = not yet
    active_day   TEXT   NOT NULL,
    ended_day    TEXT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX contract_order ON contract (tenant, order_id) WHERE state <> 'cancelled';
CREATE INDEX contract_customer ON contract (tenant, customer_id, id);
CREATE INDEX contract_state ON contract (tenant, state, id);

CREATE TABLE contract_instalment (
    tenant      TEXT     NOT NULL,
    contract_id TEXT     NOT NULL,
    no          SMALLINT NOT NULL, -- 0 = due on the start day
    kind        TEXT     NOT NULL, -- down_payment | regular
    due_day     TEXT     NOT NULL,
    grace_day   TEXT     NOT NULL,
    principal   BIGINT   NOT NULL,
    interest    BIGINT   NOT NULL,
    fee         BIGINT   NOT NULL,
    PRIMARY KEY (tenant, contract_id, no)
);
CREATE INDEX contract_instalment_due ON contract_instalment (tenant, due_day);

-- What happened to a contract; rows are only ever added.
CREATE TABLE contract_event (
    tenant      TEXT   NOT NULL,
    contract_id TEXT   NOT NULL,
    no          BIGINT NOT NULL,
    kind        TEXT   NOT NULL,
    detail      TEXT   NOT NULL, -- JSON
    actor       TEXT   NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (tenant, contract_id, no)
);

-- One act per key term.
CREATE TABLE contract_acceptance (
    tenant      TEXT   NOT NULL,
    contract_id TEXT   NOT NULL,
    term        TEXT   NOT NULL,
    text_hash   TEXT   NOT NULL,
    channel     TEXT   NOT NULL,
    ip          BYTEA  NOT NULL, -- sealed; empty when unknown
    at          BIGINT NOT NULL,
    PRIMARY KEY (tenant, contract_id, term)
);

-- What was shown, and for how long.
CREATE TABLE contract_text (
    tenant      TEXT   NOT NULL,
    id          TEXT   NOT NULL,
    contract_id TEXT   NOT NULL,
    hash        TEXT   NOT NULL, -- SHA-256 of the text, hexadecimal
    version     TEXT   NOT NULL,
    lang        TEXT   NOT NULL,
    body        BYTEA  NOT NULL, -- sealed
    dwell_ms    BIGINT NOT NULL,
    shown_at    BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX contract_text_of ON contract_text (tenant, contract_id, id);

CREATE VIEW v_contract AS
    SELECT tenant, id, order_id, customer_id, quote_id, plan_code, platform, creditor, state, currency,
        principal, interest, fee, offered_at, signed_at, active_day, ended_day
    FROM contract;
CREATE VIEW v_contract_instalment AS
    SELECT tenant, contract_id, no, kind, due_day, grace_day, principal, interest, fee
    FROM contract_instalment;

-- +goose Down
DROP VIEW v_contract_instalment;
DROP VIEW v_contract;
DROP TABLE contract_text;
DROP TABLE contract_acceptance;
DROP TABLE contract_event;
DROP TABLE contract_instalment;
DROP TABLE contract;
