-- +goose Up

-- Acts that wait for a second person, or for the delay that stands in for one.
-- Times are business time in µs.
CREATE TABLE approval (
    tenant       TEXT     NOT NULL,
    id           TEXT     NOT NULL,
    kind         TEXT     NOT NULL,
    permission   TEXT     NOT NULL,
    object       TEXT     NOT NULL,
    args         TEXT     NOT NULL, -- JSON for the act; no personal data
    summary_key  TEXT     NOT NULL,
    summary_zh   TEXT     NOT NULL, -- the sentences with their values filled in
    summary_en   TEXT     NOT NULL,
    state        TEXT     NOT NULL, -- asked | approved | done | rejected | withdrawn | expired | failed
    alone        SMALLINT NOT NULL, -- 1: nobody else could decide, the delay stands in
    maker        TEXT     NOT NULL, -- the person who asked
    maker_actor  TEXT     NOT NULL, -- the actor he asked through, such as a key
    asked_at     BIGINT   NOT NULL,
    effective_at BIGINT   NOT NULL,
    expires_at   BIGINT   NOT NULL,
    decided_by   TEXT     NOT NULL,
    decided_at   BIGINT   NOT NULL,
    done_at      BIGINT   NOT NULL,
    reason       TEXT     NOT NULL, -- of a rejection
    failure      TEXT     NOT NULL, -- reason key of a failed act
    PRIMARY KEY (tenant, id)
);
CREATE INDEX approval_state ON approval (tenant, state, id);
CREATE UNIQUE INDEX approval_open ON approval (tenant, kind, object) WHERE state IN ('asked', 'approved');

-- +goose Down
DROP TABLE approval;
