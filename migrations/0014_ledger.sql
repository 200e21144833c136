-- +goose Up

-- An economic event. Entries and legs are never updated and never deleted.
CREATE TABLE ledger_entry (
    tenant      TEXT   NOT NULL,
    id          TEXT   NOT NULL,
    kind        TEXT   NOT NULL,
    role        TEXT   NOT NULL, -- charge | pay | refund | waive | write_off | journal
    ref         TEXT   NOT NULL,
    order_id    TEXT   NOT NULL,
    contract_id TEXT   NOT NULL,
    customer_id TEXT   NOT NULL,
    effective   TEXT   NOT NULL, -- the day it counts for
    recorded_at BIGINT NOT NULL, -- business time it was written
    recorded_by TEXT   NOT NULL,
    reverses    TEXT   NOT NULL, -- the entry it takes back
    reason      TEXT   NOT NULL,
    once        TEXT   NOT NULL, -- key of an event that may be posted once
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX ledger_entry_once ON ledger_entry (tenant, once) WHERE once <> '';
CREATE UNIQUE INDEX ledger_entry_reverses ON ledger_entry (tenant, reverses) WHERE reverses <> '';
CREATE INDEX ledger_entry_contract ON ledger_entry (tenant, contract_id, id) WHERE contract_id <> '';
CREATE INDEX ledger_entry_order ON ledger_entry (tenant, order_id, id) WHERE order_id <> '';

CREATE TABLE ledger_leg (
    tenant   TEXT     NOT NULL,
    entry_id TEXT     NOT NULL,
    no       SMALLINT NOT NULL,
    account  TEXT     NOT NULL,
    subject  TEXT     NOT NULL,
    currency TEXT     NOT NULL,
    amount   BIGINT   NOT NULL, -- minor units; debit above zero, credit below
    PRIMARY KEY (tenant, entry_id, no)
);

-- Kept balances: of contracts' instalments only, so no row is shared by orders.
CREATE TABLE ledger_balance (
    tenant   TEXT   NOT NULL,
    subject  TEXT   NOT NULL,
    account  TEXT   NOT NULL,
    currency TEXT   NOT NULL,
    role     TEXT   NOT NULL,
    amount   BIGINT NOT NULL,
    PRIMARY KEY (tenant, subject, account, currency, role)
);

-- Entries not yet in the roll-up. A row is written with its entry and deleted
-- by the roll-up that counts it, so no commit order can lose or double one.
CREATE TABLE ledger_tail (
    tenant   TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    PRIMARY KEY (tenant, entry_id)
);

CREATE TABLE ledger_total (
    tenant   TEXT   NOT NULL,
    account  TEXT   NOT NULL,
    subject  TEXT   NOT NULL, -- '' also stands for all contracts and customers
    currency TEXT   NOT NULL,
    day      TEXT   NOT NULL, -- effective
    debit    BIGINT NOT NULL,
    credit   BIGINT NOT NULL,
    PRIMARY KEY (tenant, account, subject, currency, day)
);

-- The state of each contract's receivable, derived from its entries.
CREATE TABLE ledger_receivable (
    tenant      TEXT   NOT NULL,
    contract_id TEXT   NOT NULL,
    order_id    TEXT   NOT NULL,
    customer_id TEXT   NOT NULL,
    plan_code   TEXT   NOT NULL,
    creditor    TEXT   NOT NULL,
    currency    TEXT   NOT NULL,
    outstanding BIGINT NOT NULL, -- booked and unpaid
    remaining   BIGINT NOT NULL, -- with interest and fees still to fall due
    oldest_due  TEXT   NOT NULL, -- due day of the oldest unpaid instalment
    open        SMALLINT NOT NULL,
    PRIMARY KEY (tenant, contract_id)
);
CREATE INDEX ledger_receivable_age ON ledger_receivable (tenant, oldest_due, contract_id) WHERE open = 1;
CREATE INDEX ledger_receivable_customer ON ledger_receivable (tenant, customer_id, contract_id);

CREATE VIEW v_ledger_receivable AS
    SELECT tenant, contract_id, order_id, customer_id, plan_code, creditor, currency, outstanding, remaining,
        oldest_due, open
    FROM ledger_receivable;
CREATE VIEW v_ledger_leg AS
    SELECT e.tenant, e.id AS entry_id, e.kind, e.role, e.ref, e.order_id, e.contract_id, e.customer_id, e.effective,
        e.recorded_at, e.reverses, l.no, l.account, l.subject, l.currency, l.amount
    FROM ledger_entry e JOIN ledger_leg l ON l.tenant = e.tenant AND l.entry_id = e.id;

-- +goose Down
DROP VIEW v_ledger_leg;
DROP VIEW v_ledger_receivable;
DROP TABLE ledger_receivable;
DROP TABLE ledger_total;
DROP TABLE ledger_tail;
DROP TABLE ledger_balance;
DROP TABLE ledger_leg;
DROP TABLE ledger_entry;
