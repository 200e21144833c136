-- +goose Up
CREATE TABLE product (
    tenant     TEXT     NOT NULL,
    id         TEXT     NOT NULL,
    sku        TEXT     NOT NULL,
    name       TEXT     NOT NULL,
    category   TEXT     NOT NULL,
    fulfilment TEXT     NOT NULL, -- shipment | service | voucher | digital | pickup
    resale     SMALLINT NOT NULL, -- 1: easily sold on for cash
    created_at BIGINT   NOT NULL,
    updated_at BIGINT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX product_sku ON product (tenant, sku);
CREATE INDEX product_category ON product (tenant, category);

-- +goose Down
DROP TABLE product;
