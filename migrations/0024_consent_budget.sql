-- +goose Up

-- A consent says to whom data goes, in which language its text was shown, what
-- proves it, and by whom both acts were recorded.
ALTER TABLE customer_consent ADD COLUMN recipient TEXT NOT NULL DEFAULT ''; -- '' = the shop alone
ALTER TABLE customer_consent ADD COLUMN lang TEXT NOT NULL DEFAULT '';
ALTER TABLE customer_consent ADD COLUMN evidence TEXT NOT NULL DEFAULT ''; -- contract:… or disclosure:…
ALTER TABLE customer_consent ADD COLUMN given_by TEXT NOT NULL DEFAULT '';
ALTER TABLE customer_consent ADD COLUMN withdrawn_by TEXT NOT NULL DEFAULT '';
ALTER TABLE customer_consent ADD COLUMN withdrawn_channel TEXT NOT NULL DEFAULT '';

-- The customer was asked and said no; rows are only ever added.
CREATE TABLE customer_refusal (
    tenant       TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    customer     TEXT   NOT NULL,
    purpose      TEXT   NOT NULL,
    text_hash    TEXT   NOT NULL,
    text_version TEXT   NOT NULL,
    channel      TEXT   NOT NULL,
    refused_by   TEXT   NOT NULL,
    refused_at   BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX customer_refusal_of ON customer_refusal (tenant, customer, refused_at);

-- What a customer allows himself; rows are only ever added and the last one
-- counts: now_terms at once, later_terms from later_at on.
CREATE TABLE customer_budget (
    tenant      TEXT   NOT NULL,
    customer    TEXT   NOT NULL,
    nr          BIGINT NOT NULL, -- 1, 2, 3 … of the customer
    now_terms   TEXT   NOT NULL, -- JSON
    later_terms TEXT   NOT NULL, -- JSON, '' when nothing waits
    later_at    BIGINT NOT NULL, -- 0 when nothing waits
    act         TEXT   NOT NULL, -- set | pause | resume
    set_by      TEXT   NOT NULL,
    note        TEXT   NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (tenant, customer, nr)
);

-- +goose Down
DROP TABLE customer_budget;
DROP TABLE customer_refusal;
ALTER TABLE customer_consent DROP COLUMN withdrawn_channel;
ALTER TABLE customer_consent DROP COLUMN withdrawn_by;
ALTER TABLE customer_consent DROP COLUMN given_by;
ALTER TABLE customer_consent DROP COLUMN evidence;
ALTER TABLE customer_consent DROP COLUMN lang;
ALTER TABLE customer_consent DROP COLUMN recipient;
