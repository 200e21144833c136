-- +goose Up

-- An advert as it was checked; only its publication changes later.
CREATE TABLE promotion_check (
    tenant       TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    campaign     TEXT   NOT NULL,
    text         TEXT   NOT NULL, -- what the public reads; no personal data
    text_hash    TEXT   NOT NULL, -- SHA-256, hex
    offer        TEXT   NOT NULL, -- JSON, '' when none was given
    jurisdiction TEXT   NOT NULL,
    medium       TEXT   NOT NULL,
    verdict      TEXT   NOT NULL, -- pass | fix | block
    pack         TEXT   NOT NULL, -- version of the rules
    result       TEXT   NOT NULL, -- JSON: the findings as they were
    state        TEXT   NOT NULL, -- draft | asked | published
    saved_by     TEXT   NOT NULL,
    saved_at     BIGINT NOT NULL,
    approval     TEXT   NOT NULL, -- '' unless a second person was asked
    published_by TEXT   NOT NULL,
    published_at BIGINT NOT NULL, -- 0 while it is not
    published_as TEXT   NOT NULL, -- version of the rules it was published under
    PRIMARY KEY (tenant, id)
);
CREATE INDEX promotion_check_verdict ON promotion_check (tenant, verdict, id);

CREATE VIEW v_promotion_check AS
    SELECT tenant, id, campaign, text_hash, jurisdiction, medium, verdict, pack, state, saved_at, published_at
    FROM promotion_check;

-- +goose Down
DROP VIEW v_promotion_check;
DROP TABLE promotion_check;
