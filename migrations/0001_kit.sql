-- +goose Up

-- The registry of tenants: global, since a request finds its tenant here.
CREATE TABLE tenant (
    tenant     TEXT   NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    kind       TEXT   NOT NULL, -- live | demo
    zone       TEXT   NOT NULL, -- IANA zone of the shop's day
    lang       TEXT   NOT NULL,
    currency   TEXT   NOT NULL,
    created_at BIGINT NOT NULL
);

-- Which tenant has work due, and since when (real time, µs): a hint between
-- processes, written after commit and at most once a second per tenant.
CREATE TABLE due_work (
    tenant TEXT   NOT NULL PRIMARY KEY,
    due_at BIGINT NOT NULL
);

-- Settings of the installation itself.
CREATE TABLE instance (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- A tenant's field keys, wrapped by the key-encryption key.
CREATE TABLE vault_key (
    tenant     TEXT   NOT NULL,
    id         BIGINT NOT NULL,
    wrapped    BYTEA  NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);

-- The first answer given under an idempotency key, kept for 30 days.
CREATE TABLE idempotency (
    tenant     TEXT     NOT NULL,
    key        TEXT     NOT NULL,
    op         TEXT     NOT NULL,
    actor      TEXT     NOT NULL,
    hash       BYTEA    NOT NULL, -- SHA-256 of operation, path and body
    status     SMALLINT NOT NULL,
    answer     BYTEA    NOT NULL,
    created_at BIGINT   NOT NULL, -- real time, µs
    PRIMARY KEY (tenant, key)
);
CREATE INDEX idempotency_age ON idempotency (tenant, created_at);

CREATE TABLE job (
    tenant      TEXT     NOT NULL,
    id          TEXT     NOT NULL,
    kind        TEXT     NOT NULL,
    args        TEXT     NOT NULL,
    state       TEXT     NOT NULL, -- ready | running | done | dead | cancelled
    run_at      BIGINT   NOT NULL, -- business time, µs
    lease_until BIGINT   NOT NULL, -- real time, µs; 0 when nobody works on it
    attempt     SMALLINT NOT NULL,
    unique_key  TEXT     NOT NULL,
    priority    SMALLINT NOT NULL, -- lower runs first
    actor       TEXT     NOT NULL,
    actor_kind  TEXT     NOT NULL,
    lang        TEXT     NOT NULL,
    request_id  TEXT     NOT NULL,
    done        BIGINT   NOT NULL,
    total       BIGINT   NOT NULL,
    result      TEXT     NOT NULL,
    last_error  TEXT     NOT NULL,
    created_at  BIGINT   NOT NULL,
    ended_at    BIGINT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX job_once ON job (tenant, kind, unique_key) WHERE state IN ('ready', 'running');
CREATE INDEX job_due ON job (tenant, state, run_at);

CREATE TABLE job_schedule (
    tenant  TEXT   NOT NULL,
    kind    TEXT   NOT NULL,
    next_at BIGINT NOT NULL, -- business time, µs
    PRIMARY KEY (tenant, kind)
);

-- +goose Down
DROP TABLE job_schedule;
DROP TABLE job;
DROP TABLE idempotency;
DROP TABLE vault_key;
DROP TABLE instance;
DROP TABLE due_work;
DROP TABLE tenant;
