-- +goose Up

-- A statement as it arrived. The bytes lie in the evidence folder under sha256.
CREATE TABLE statement_file (
    tenant      TEXT   NOT NULL,
    id          TEXT   NOT NULL,
    channel     TEXT   NOT NULL,
    platform    TEXT   NOT NULL,
    name        TEXT   NOT NULL,
    kind        TEXT   NOT NULL, -- trade | fund
    variant     TEXT   NOT NULL, -- layout
    account     TEXT   NOT NULL,
    day_from    TEXT   NOT NULL, -- first day it covers, in the shop's zone
    day_to      TEXT   NOT NULL, -- last day it covers
    sha256      TEXT   NOT NULL,
    size        BIGINT NOT NULL,
    state       TEXT   NOT NULL, -- received | loaded | matched
    lines       BIGINT NOT NULL, -- in the file
    added       BIGINT NOT NULL, -- new with this file; the others came with an earlier one
    controls    TEXT   NOT NULL, -- JSON: totals stated and counted
    warnings    TEXT   NOT NULL, -- JSON
    source      TEXT   NOT NULL, -- upload | platform
    received_at BIGINT NOT NULL,
    received_by TEXT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX statement_file_once ON statement_file (tenant, channel, sha256);
CREATE INDEX statement_file_day ON statement_file (tenant, channel, kind, day_from);

CREATE TABLE statement_line (
    tenant      TEXT     NOT NULL,
    id          TEXT     NOT NULL,
    file        TEXT     NOT NULL,
    channel     TEXT     NOT NULL,
    source      TEXT     NOT NULL, -- trade | fund
    natural_key TEXT     NOT NULL, -- the same line in another file has the same key
    line_no     BIGINT   NOT NULL,
    kind        TEXT     NOT NULL, -- payment | refund | fee | other
    charge      TEXT     NOT NULL,
    platform_no TEXT     NOT NULL,
    outer_no    TEXT     NOT NULL, -- our number at the platform
    refund_no   TEXT     NOT NULL,
    currency    TEXT     NOT NULL,
    amount      BIGINT   NOT NULL, -- minor units; money in above zero
    received    BIGINT   NOT NULL,
    fee         BIGINT   NOT NULL, -- cost above zero
    net         BIGINT   NOT NULL,
    counts      SMALLINT NOT NULL, -- instalments, 0 when the statement does not tell
    at          BIGINT   NOT NULL,
    day         TEXT     NOT NULL, -- in the shop's zone
    remark      TEXT     NOT NULL,
    raw         TEXT     NOT NULL,
    state       TEXT     NOT NULL, -- new | matched | odd | set_aside
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX statement_line_once ON statement_line (tenant, channel, natural_key);
CREATE INDEX statement_line_file ON statement_line (tenant, file, line_no);
CREATE INDEX statement_line_state ON statement_line (tenant, channel, state, id);
CREATE INDEX statement_line_outer ON statement_line (tenant, outer_no);

-- A line belongs to one thing at most: the index lets no line be used twice.
CREATE TABLE statement_match (
    tenant    TEXT   NOT NULL,
    id        TEXT   NOT NULL,
    line      TEXT   NOT NULL,
    order_id  TEXT   NOT NULL,
    refund_id TEXT   NOT NULL,
    entries   TEXT   NOT NULL, -- JSON: ledger entries posted for it
    by_whom   TEXT   NOT NULL,
    at        BIGINT NOT NULL,
    undone_at BIGINT NOT NULL, -- 0 while it stands
    undone_by TEXT   NOT NULL,
    reason    TEXT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX statement_match_line ON statement_match (tenant, line) WHERE undone_at = 0;
CREATE INDEX statement_match_order ON statement_match (tenant, order_id);

CREATE TABLE statement_difference (
    tenant     TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    code       TEXT   NOT NULL,
    channel    TEXT   NOT NULL,
    file       TEXT   NOT NULL,
    line       TEXT   NOT NULL, -- '' when a line is missing
    order_id   TEXT   NOT NULL, -- '' when an order is missing
    day        TEXT   NOT NULL,
    currency   TEXT   NOT NULL,
    expected   BIGINT NOT NULL,
    actual     BIGINT NOT NULL,
    state      TEXT   NOT NULL, -- open | explained | gone
    note       TEXT   NOT NULL,
    casefile   TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at   BIGINT NOT NULL,
    ended_by   TEXT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX statement_difference_once ON statement_difference (tenant, code, line, order_id) WHERE state = 'open';
CREATE INDEX statement_difference_state ON statement_difference (tenant, state, id);
CREATE INDEX statement_difference_order ON statement_difference (tenant, order_id);

CREATE VIEW v_statement_difference AS
    SELECT tenant, id, code, channel, line, order_id, day, currency, expected, actual, state, created_at, ended_at
    FROM statement_difference;
CREATE VIEW v_statement_match AS
    SELECT m.tenant, m.id, m.line, m.order_id, m.refund_id, m.at, l.kind, l.channel, l.amount, l.fee, l.net, l.day
    FROM statement_match m JOIN statement_line l ON l.tenant = m.tenant AND l.id = m.line
    WHERE m.undone_at = 0;

-- +goose Down
DROP VIEW v_statement_match;
DROP VIEW v_statement_difference;
DROP TABLE statement_difference;
DROP TABLE statement_match;
DROP TABLE statement_line;
DROP TABLE statement_file;
