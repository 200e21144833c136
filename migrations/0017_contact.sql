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

CREATE VIEW v_contact_check AS
    SELECT tenant, id, customer, contract, creditor, channel, purpose, allowed, code, pack, at, actor, asked_at FROM contact_check;

-- +goose Down
DROP VIEW v_contact_check;
DROP TABLE contact_check;
DROP TABLE contact_slot;
