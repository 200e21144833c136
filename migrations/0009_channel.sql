-- +goose Up

-- The merchant's account at a platform.
CREATE TABLE channel (
    tenant       TEXT     NOT NULL,
    id           TEXT     NOT NULL,
    platform     TEXT     NOT NULL,
    name         TEXT     NOT NULL,
    creditor     TEXT     NOT NULL, -- platform | merchant | assigned
    state        TEXT     NOT NULL, -- active | paused
    app_id       TEXT     NOT NULL,
    seller_id    TEXT     NOT NULL,
    gateway      TEXT     NOT NULL,
    simulator    SMALLINT NOT NULL,
    terms        TEXT     NOT NULL, -- JSON: contracted counts, fees, settlement, expiry, officer
    private_key  BYTEA    NOT NULL, -- sealed; empty when none
    platform_key BYTEA    NOT NULL, -- sealed; empty when none
    created_at   BIGINT   NOT NULL,
    updated_at   BIGINT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX channel_platform ON channel (tenant, platform, state);

-- What was said between us and a platform, byte for byte, with secrets
-- replaced. Append-only.
CREATE TABLE channel_message (
    tenant    TEXT     NOT NULL,
    id        TEXT     NOT NULL,
    channel   TEXT     NOT NULL,
    direction TEXT     NOT NULL, -- in | out
    kind      TEXT     NOT NULL,
    ref       TEXT     NOT NULL, -- what it is about, for example order:ord_…
    body      BYTEA    NOT NULL,
    sha256    TEXT     NOT NULL,
    verified  SMALLINT NOT NULL, -- 1: its signature fits
    at        BIGINT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX channel_message_ref ON channel_message (tenant, ref, id);
CREATE INDEX channel_message_at ON channel_message (tenant, channel, id);

-- +goose Down
DROP TABLE channel_message;
DROP TABLE channel;
