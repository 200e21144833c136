-- +goose Up

-- The shops of a tenant; exactly one is the default.
CREATE TABLE shop (
    tenant     TEXT     NOT NULL,
    id         TEXT     NOT NULL,
    name       TEXT     NOT NULL,
    is_default SMALLINT NOT NULL,
    created_at BIGINT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX shop_default ON shop (tenant) WHERE is_default = 1;
CREATE UNIQUE INDEX shop_name ON shop (tenant, name);

-- Settings that differ from their default; whole numbers in the unit their
-- declaration names.
CREATE TABLE tenant_setting (
    tenant     TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    value      BIGINT NOT NULL,
    changed_by TEXT   NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, name)
);

-- +goose Down
DROP TABLE tenant_setting;
DROP TABLE shop;
