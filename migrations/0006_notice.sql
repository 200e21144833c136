-- +goose Up

-- A letter to a person: rendered when it was queued, personal parts sealed.
CREATE TABLE notice (
    tenant     TEXT     NOT NULL,
    id         TEXT     NOT NULL,
    kind       TEXT     NOT NULL, -- which template
    channel    TEXT     NOT NULL, -- email
    state      TEXT     NOT NULL, -- queued | sending | sent | failed | unknown | cancelled
    ref        TEXT     NOT NULL, -- what it is about: "contract:…"
    customer   TEXT     NOT NULL,
    account    TEXT     NOT NULL, -- a member of staff
    address    BYTEA    NOT NULL, -- sealed
    name       BYTEA    NOT NULL, -- sealed
    lang       TEXT     NOT NULL,
    subject    BYTEA    NOT NULL, -- sealed
    body       BYTEA    NOT NULL, -- sealed
    not_before BIGINT   NOT NULL, -- business time, µs
    created_at BIGINT   NOT NULL,
    ended_at   BIGINT   NOT NULL, -- sent, failed or cancelled
    receipt    TEXT     NOT NULL, -- the server's answer, evidence of delivery
    PRIMARY KEY (tenant, id)
);
CREATE INDEX notice_ref ON notice (tenant, ref, id);
CREATE INDEX notice_state ON notice (tenant, state, id);

-- +goose Down
DROP TABLE notice;
