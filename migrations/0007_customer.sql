-- +goose Up

-- A person who buys. person is one sealed JSON document of every personal
-- field; the indexes beside it are blind and serve exact look-up only.
CREATE TABLE customer (
    tenant        TEXT   NOT NULL,
    id            TEXT   NOT NULL,
    external_no   TEXT   NOT NULL, -- the shop's own number, '' when unknown
    person        BYTEA  NOT NULL,
    phone_index   TEXT   NOT NULL,
    email_index   TEXT   NOT NULL,
    address_index TEXT   NOT NULL,
    id_index      TEXT   NOT NULL,
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX customer_external ON customer (tenant, external_no);
CREATE INDEX customer_phone ON customer (tenant, phone_index);
CREATE INDEX customer_email ON customer (tenant, email_index);
CREATE INDEX customer_address ON customer (tenant, address_index);
CREATE INDEX customer_identity ON customer (tenant, id_index);

-- What a customer is recognised by. The first to hold a key keeps it, which
-- also keeps two orders that arrive at once from making two customers.
CREATE TABLE customer_key (
    tenant   TEXT NOT NULL,
    kind     TEXT NOT NULL, -- external | phone | email
    value    TEXT NOT NULL, -- the shop's number, or a blind index
    customer TEXT NOT NULL,
    PRIMARY KEY (tenant, kind, value)
);

CREATE TABLE customer_consent (
    tenant       TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    customer     TEXT   NOT NULL,
    purpose      TEXT   NOT NULL,
    text_hash    TEXT   NOT NULL, -- SHA-256 of the text that was shown, hex
    text_version TEXT   NOT NULL,
    channel      TEXT   NOT NULL,
    given_at     BIGINT NOT NULL,
    withdrawn_at BIGINT NOT NULL, -- 0 while it stands
    PRIMARY KEY (tenant, id)
);
CREATE INDEX customer_consent_of ON customer_consent (tenant, customer, purpose);

CREATE TABLE customer_hold (
    tenant      TEXT   NOT NULL,
    id          TEXT   NOT NULL,
    customer    TEXT   NOT NULL,
    contract    TEXT   NOT NULL, -- '' = every contract of the customer
    kind        TEXT   NOT NULL, -- dispute | hardship | complaint | stop
    reason      TEXT   NOT NULL,
    placed_by   TEXT   NOT NULL,
    placed_at   BIGINT NOT NULL,
    lifted_by   TEXT   NOT NULL,
    lift_reason TEXT   NOT NULL,
    lifted_at   BIGINT NOT NULL, -- 0 while it stands
    PRIMARY KEY (tenant, id)
);
CREATE INDEX customer_hold_of ON customer_hold (tenant, customer, lifted_at);

-- Who looked at a customer's personal data in full, and why.
CREATE TABLE customer_reveal (
    tenant   TEXT   NOT NULL,
    id       TEXT   NOT NULL,
    customer TEXT   NOT NULL,
    actor    TEXT   NOT NULL,
    reason   TEXT   NOT NULL,
    day      TEXT   NOT NULL, -- the UTC day, for the daily cap
    nr       BIGINT NOT NULL, -- 1, 2, 3 … within the actor's day
    at       BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX customer_reveal_cap ON customer_reveal (tenant, actor, day, nr);
CREATE INDEX customer_reveal_of ON customer_reveal (tenant, customer, at);

-- +goose Down
DROP TABLE customer_reveal;
DROP TABLE customer_hold;
DROP TABLE customer_consent;
DROP TABLE customer_key;
DROP TABLE customer;
