-- +goose Up

-- A matter that somebody has to bring to an end.
CREATE TABLE casefile (
    tenant      TEXT   NOT NULL,
    id          TEXT   NOT NULL,
    kind        TEXT   NOT NULL, -- order | difference | inquiry | owner_task | …
    object      TEXT   NOT NULL, -- what it is about: "order:ord_…"
    title_key   TEXT   NOT NULL,
    title_zh    TEXT   NOT NULL, -- filled; no personal data
    title_en    TEXT   NOT NULL,
    state       TEXT   NOT NULL, -- open | working | resolved
    outcome     TEXT   NOT NULL, -- '' until resolved
    assignee    TEXT   NOT NULL, -- user, '' while nobody has it
    currency    TEXT   NOT NULL,
    at_risk     BIGINT NOT NULL, -- money at risk, minor units
    recovered   BIGINT NOT NULL, -- money that came back, minor units
    due_day     TEXT   NOT NULL,
    due_at      BIGINT NOT NULL, -- end of the due day in the shop's zone
    due_basis   TEXT   NOT NULL, -- working_days | calendar_days
    due_count   BIGINT NOT NULL, -- days given
    opened_by   TEXT   NOT NULL,
    opened_at   BIGINT NOT NULL,
    resolved_by TEXT   NOT NULL,
    resolved_at BIGINT NOT NULL, -- 0 while it is open
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX casefile_once ON casefile (tenant, kind, object) WHERE state <> 'resolved';
CREATE INDEX casefile_state ON casefile (tenant, state, id);
CREATE INDEX casefile_object ON casefile (tenant, object, id);

-- What happened to a case; rows are only ever added.
CREATE TABLE casefile_note (
    tenant   TEXT   NOT NULL,
    id       TEXT   NOT NULL,
    casefile TEXT   NOT NULL,
    nr       BIGINT NOT NULL, -- 1, 2, 3 … within the case
    kind     TEXT   NOT NULL, -- opened | again | note | assigned | recovered | resolved
    body     BYTEA  NOT NULL, -- sealed: people write names into notes
    actor    TEXT   NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX casefile_note_of ON casefile_note (tenant, casefile, nr);

CREATE VIEW v_casefile AS
    SELECT tenant, id, kind, object, state, outcome, assignee, currency, at_risk, recovered, due_day, due_at, opened_at, resolved_at
    FROM casefile;

-- +goose Down
DROP VIEW v_casefile;
DROP TABLE casefile_note;
DROP TABLE casefile;
