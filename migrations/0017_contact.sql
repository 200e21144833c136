-- +goose Up

-- Places for contacts in a customer's day, across all debts and channels. The
-- primary key is the cap: whoever gets the row may contact, nobody else.
CREATE TABLE contact_slot (
    tenant   TEXT     NOT NULL,
    customer TEXT     NOT NULL,
    day      TEXT     NOT NULL, -- the customer's local day
    slot     SMALLINT NOT NULL, -- 1, 2, … up to the day's cap
    channel  TEXT     NOT NULL,
    check_id TEXT     NOT NULL,
    at       BIGINT   NOT NULL,
    PRIMARY KEY (tenant, customer, day, slot)
);

-- Every question put to the gate, allowed or not. Append-only.
CREATE TABLE contact_check (
    tenant   TEXT     NOT NULL,
    id       TEXT     NOT NULL,
    customer TEXT     NOT NULL,
    contract TEXT     NOT NULL,
    creditor TEXT     NOT NULL,
    channel  TEXT     NOT NULL,
    purpose  TEXT     NOT NULL,
    currency TEXT     NOT NULL,
    balance  BIGINT   NOT NULL,
    allowed  SMALLINT NOT NULL,
    code     TEXT     NOT NULL, -- ALLOWED, QUIET, CAP, …
    rules    TEXT     NOT NULL, -- JSON: ids of the rules looked at that decided
    counters TEXT     NOT NULL, -- JSON
    zone     TEXT     NOT NULL,
    pack     TEXT     NOT NULL, -- version of the rule pack
    at       BIGINT   NOT NULL, -- when contact was to be made
    next_at  BIGINT   NOT NULL, -- earliest lawful time, 0 when time does not heal it
    actor    TEXT     NOT NULL,
    asked_at BIGINT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX contact_check_customer ON contact_check (tenant, customer, id);
CREATE INDEX contact_check_contract ON contact_check (tenant, contract, id);

-- What was planned for an instalment, once per step: the key makes a second
-- night change nothing.
CREATE TABLE contact_step (
    tenant     TEXT     NOT NULL,
    contract   TEXT     NOT NULL,
    instalment SMALLINT NOT NULL,
    step       TEXT     NOT NULL, -- due-3 | due-1 | due+1 | …
    customer   TEXT     NOT NULL,
    day        TEXT     NOT NULL, -- the business day whose night planned it
    state      TEXT     NOT NULL, -- planned | sent | skipped
    code       TEXT     NOT NULL, -- why it was skipped: PAID, HOLD, …
    tries      SMALLINT NOT NULL,
    at         BIGINT   NOT NULL, -- when it is to be sent, or was
    check_id   TEXT     NOT NULL,
    notice_id  TEXT     NOT NULL,
    PRIMARY KEY (tenant, contract, instalment, step)
);
CREATE INDEX contact_step_customer ON contact_step (tenant, customer, at);

-- A promise to pay. One is open per contract at a time.
CREATE TABLE contact_promise (
    tenant     TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    contract   TEXT   NOT NULL,
    customer   TEXT   NOT NULL,
    currency   TEXT   NOT NULL,
    amount     BIGINT NOT NULL,
    day        TEXT   NOT NULL, -- until the end of which it is to be kept
    paid_then  BIGINT NOT NULL, -- paid on the contract when it was made
    state      TEXT   NOT NULL, -- open | kept | broken | replaced | cancelled
    note       BYTEA  NOT NULL, -- sealed
    made_by    TEXT   NOT NULL,
    made_at    BIGINT NOT NULL,
    decided_at BIGINT NOT NULL, -- 0 while it is open
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX contact_promise_open ON contact_promise (tenant, contract) WHERE state = 'open';
CREATE INDEX contact_promise_due ON contact_promise (tenant, state, day, id);
CREATE INDEX contact_promise_of ON contact_promise (tenant, contract, id);

CREATE VIEW v_contact_promise AS
    SELECT tenant, id, contract, customer, currency, amount, day, state, made_by, made_at, decided_at FROM contact_promise;
CREATE VIEW v_contact_step AS
    SELECT tenant, contract, instalment, step, customer, day, state, code, at FROM contact_step;
CREATE VIEW v_contact_check AS
    SELECT tenant, id, customer, contract, creditor, channel, purpose, allowed, code, pack, at, actor, asked_at FROM contact_check;

-- +goose Down
DROP VIEW v_contact_check;
DROP VIEW v_contact_step;
DROP VIEW v_contact_promise;
DROP TABLE contact_promise;
DROP TABLE contact_step;
DROP TABLE contact_check;
DROP TABLE contact_slot;
