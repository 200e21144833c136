-- +goose Up

-- What instalments cost on a platform, dated and with its source.
CREATE TABLE plan_card (
    tenant      TEXT     NOT NULL,
    id          TEXT     NOT NULL,
    platform    TEXT     NOT NULL,
    kind        TEXT     NOT NULL,
    plan_code   TEXT     NOT NULL, -- '' = every plan of the platform and kind
    count       SMALLINT NOT NULL,
    payer       TEXT     NOT NULL, -- customer | merchant
    rate        BIGINT   NOT NULL, -- 1e-8; of the financed amount, or a year for interest
    rounding    TEXT     NOT NULL,
    remainder   TEXT     NOT NULL,
    valid_from  TEXT     NOT NULL,
    valid_to    TEXT     NOT NULL, -- '9999-12-31' = open
    source      TEXT     NOT NULL,
    example     SMALLINT NOT NULL, -- 1 = example data, not the merchant's own contract
    verified_on TEXT     NOT NULL,
    verified_by TEXT     NOT NULL,
    recorded_at BIGINT   NOT NULL,
    recorded_by TEXT     NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX plan_card_find ON plan_card (tenant, platform, kind, count, valid_from);

CREATE TABLE plan (
    tenant      TEXT     NOT NULL,
    id          TEXT     NOT NULL,
    code        TEXT     NOT NULL,
    name_zh     TEXT     NOT NULL,
    name_en     TEXT     NOT NULL,
    platform    TEXT     NOT NULL, -- own = the merchant's
    creditor    TEXT     NOT NULL, -- platform | merchant | assigned
    kind        TEXT     NOT NULL,
    payer       TEXT     NOT NULL,
    currency    TEXT     NOT NULL,
    body        TEXT     NOT NULL, -- JSON: counts, bounds, terms
    valid_from  TEXT     NOT NULL,
    valid_to    TEXT     NOT NULL,
    active      SMALLINT NOT NULL,
    saved_at    BIGINT   NOT NULL,
    saved_by    TEXT     NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX plan_code ON plan (tenant, code);

-- The loan prime rate of one year, by day of publication.
CREATE TABLE plan_lpr (
    tenant       TEXT     NOT NULL,
    id           TEXT     NOT NULL,
    published_on TEXT     NOT NULL,
    rate         BIGINT   NOT NULL, -- 1e-8 a year
    source       TEXT     NOT NULL,
    example      SMALLINT NOT NULL,
    recorded_at  BIGINT   NOT NULL,
    recorded_by  TEXT     NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX plan_lpr_day ON plan_lpr (tenant, published_on, recorded_at);

-- What was computed for a customer, as canonical JSON under its hash.
CREATE TABLE plan_quote (
    tenant     TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    plan_code  TEXT   NOT NULL,
    amount     BIGINT NOT NULL,
    currency   TEXT   NOT NULL,
    count      SMALLINT NOT NULL,
    body       TEXT   NOT NULL,
    hash       TEXT   NOT NULL, -- SHA-256 of body, hexadecimal
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);

-- +goose Down
DROP TABLE plan_quote;
DROP TABLE plan_lpr;
DROP TABLE plan;
DROP TABLE plan_card;
