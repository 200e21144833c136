-- +goose Up
-- What the merchant knows and keeps about each account at a platform. Whatever
-- people write freely is sealed: names of persons get into such fields.
CREATE TABLE channel_profile (
    tenant     TEXT   NOT NULL,
    channel    TEXT   NOT NULL,
    body       TEXT   NOT NULL, -- JSON: creditor, settlement, instalment rules, disclosure duties
    updated_at BIGINT NOT NULL,
    updated_by TEXT   NOT NULL,
    PRIMARY KEY (tenant, channel)
);

-- Papers 资质: never edited; a new one takes the place of an old one.
CREATE TABLE channel_paper (
    tenant      TEXT     NOT NULL,
    id          TEXT     NOT NULL,
    channel     TEXT     NOT NULL,
    kind        TEXT     NOT NULL,
    body        BYTEA    NOT NULL, -- sealed JSON: number, holder, note
    issued_on   TEXT     NOT NULL, -- '' unknown
    valid_from  TEXT     NOT NULL,
    valid_to    TEXT     NOT NULL, -- 9999-12-31 without an end
    example     SMALLINT NOT NULL,
    file_name   TEXT     NOT NULL, -- '' until the file is attached
    file_sha256 TEXT     NOT NULL,
    file_size   BIGINT   NOT NULL,
    verified_by TEXT     NOT NULL, -- user, '' until somebody checked the paper
    verified_on TEXT     NOT NULL,
    state       TEXT     NOT NULL, -- active | retired
    replaces    TEXT     NOT NULL, -- the paper it took the place of, or ''
    retired_by  TEXT     NOT NULL,
    retired_at  BIGINT   NOT NULL,
    retired_why BYTEA    NOT NULL, -- sealed
    added_by    TEXT     NOT NULL,
    added_at    BIGINT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX channel_paper_of ON channel_paper (tenant, channel, id);
CREATE INDEX channel_paper_end ON channel_paper (tenant, state, valid_to);

-- What the platform charges the merchant beside the priced instalments; rows
-- are only ever added, of two in force the one recorded last counts.
CREATE TABLE channel_fee (
    tenant      TEXT     NOT NULL,
    id          TEXT     NOT NULL,
    channel     TEXT     NOT NULL,
    kind        TEXT     NOT NULL,
    rate        BIGINT   NOT NULL, -- share of the amount, 1e-8
    amount      BIGINT   NOT NULL, -- minor units, each time
    currency    TEXT     NOT NULL,
    valid_from  TEXT     NOT NULL,
    valid_to    TEXT     NOT NULL,
    source      TEXT     NOT NULL,
    verified_on TEXT     NOT NULL,
    verified_by TEXT     NOT NULL,
    note        TEXT     NOT NULL,
    example     SMALLINT NOT NULL,
    recorded_by TEXT     NOT NULL,
    recorded_at BIGINT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX channel_fee_of ON channel_fee (tenant, channel, id);

-- Policy updates 政策更新: never edited; a later one supersedes an earlier one.
CREATE TABLE channel_policy (
    tenant       TEXT     NOT NULL,
    id           TEXT     NOT NULL,
    title        TEXT     NOT NULL,
    source       TEXT     NOT NULL,
    body         TEXT     NOT NULL, -- JSON: text, summary, channels, readers
    published_on TEXT     NOT NULL,
    effective_on TEXT     NOT NULL,
    supersedes   TEXT     NOT NULL, -- '' for none
    hash         TEXT     NOT NULL, -- SHA-256 of what readers see
    example      SMALLINT NOT NULL,
    recorded_by  TEXT     NOT NULL,
    recorded_at  BIGINT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX channel_policy_next ON channel_policy (tenant, supersedes) WHERE supersedes <> '';

-- Who read which policy update, when and for how long.
CREATE TABLE channel_receipt (
    tenant  TEXT   NOT NULL,
    policy  TEXT   NOT NULL,
    reader  TEXT   NOT NULL,
    hash    TEXT   NOT NULL, -- of what was read
    dwell   BIGINT NOT NULL, -- seconds the page was open, 0 unknown
    read_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, policy, reader)
);

-- The compliance officer's word on what a policy update changes here.
CREATE TABLE channel_verdict (
    tenant  TEXT     NOT NULL,
    policy  TEXT     NOT NULL,
    changes SMALLINT NOT NULL,
    note    BYTEA    NOT NULL, -- sealed
    task    SMALLINT NOT NULL, -- a task was asked for
    said_by TEXT     NOT NULL,
    said_at BIGINT   NOT NULL,
    PRIMARY KEY (tenant, policy)
);

-- Work that no interface of the platform can do, with its proof.
CREATE TABLE channel_handwork (
    tenant      TEXT   NOT NULL,
    id          TEXT   NOT NULL,
    channel     TEXT   NOT NULL,
    lever       TEXT   NOT NULL,
    body        BYTEA  NOT NULL, -- sealed: what is to be done
    state       TEXT   NOT NULL, -- open | done
    file_name   TEXT   NOT NULL, -- the proof
    file_sha256 TEXT   NOT NULL,
    file_size   BIGINT NOT NULL,
    opened_by   TEXT   NOT NULL,
    opened_at   BIGINT NOT NULL,
    done_by     TEXT   NOT NULL,
    done_at     BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX channel_handwork_of ON channel_handwork (tenant, channel, id);

-- Which warning was given for which end: each threshold once.
CREATE TABLE channel_warning (
    tenant TEXT   NOT NULL,
    object TEXT   NOT NULL, -- paper:pap_…, contract:chn_…, ratecards:huabei, policy:plc_…
    until  TEXT   NOT NULL, -- the end warned of
    stage  BIGINT NOT NULL, -- days before: 60, 30, 7, 1; 0 past
    at     BIGINT NOT NULL,
    PRIMARY KEY (tenant, object, until, stage)
);

CREATE VIEW v_channel_paper AS
    SELECT tenant, id, channel, kind, issued_on, valid_from, valid_to, example, file_sha256, verified_by, verified_on,
        state, replaces, added_by, added_at FROM channel_paper;
CREATE VIEW v_channel_policy AS
    SELECT tenant, id, title, source, published_on, effective_on, supersedes, hash, example, recorded_by, recorded_at FROM channel_policy;
CREATE VIEW v_channel_receipt AS
    SELECT tenant, policy, reader, hash, dwell, read_at FROM channel_receipt;

-- +goose Down
DROP VIEW v_channel_receipt;
DROP VIEW v_channel_policy;
DROP VIEW v_channel_paper;
DROP TABLE channel_warning;
DROP TABLE channel_handwork;
DROP TABLE channel_verdict;
DROP TABLE channel_receipt;
DROP TABLE channel_policy;
DROP TABLE channel_fee;
DROP TABLE channel_paper;
DROP TABLE channel_profile;
