-- +goose Up

-- The bytes that were rendered, once for each content.
CREATE TABLE disclosure_page (
    tenant     TEXT     NOT NULL,
    sha256     TEXT     NOT NULL, -- of the bytes as they were shown, hexadecimal
    sealed     SMALLINT NOT NULL, -- 1 = encrypted, since it names a person
    size       BIGINT   NOT NULL, -- bytes as they were shown
    body       BYTEA    NOT NULL,
    created_at BIGINT   NOT NULL,
    PRIMARY KEY (tenant, sha256)
);

-- One act of showing. Rows are only ever added.
CREATE TABLE disclosure_show (
    tenant      TEXT   NOT NULL,
    id          TEXT   NOT NULL,
    kind        TEXT   NOT NULL, -- json | html | pdf | png
    template    TEXT   NOT NULL, -- version of the cost table
    lang        TEXT   NOT NULL,
    viewer      TEXT   NOT NULL, -- component | link | till | page | print | chat
    sha256      TEXT   NOT NULL,
    quote_id    TEXT   NOT NULL, -- the first quote shown, '' = none was stored
    quote_ids   TEXT   NOT NULL, -- JSON
    order_id    TEXT   NOT NULL,
    customer_id TEXT   NOT NULL,
    link_id     TEXT   NOT NULL,
    shown_at    BIGINT NOT NULL,
    shown_by    TEXT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX disclosure_show_quote ON disclosure_show (tenant, quote_id, id);
CREATE INDEX disclosure_show_order ON disclosure_show (tenant, order_id, id);
CREATE INDEX disclosure_show_link ON disclosure_show (tenant, link_id, id);

-- What the reader did with it. Rows are only ever added.
CREATE TABLE disclosure_seen (
    tenant      TEXT     NOT NULL,
    id          TEXT     NOT NULL,
    show_id     TEXT     NOT NULL,
    act         TEXT     NOT NULL, -- read | acknowledge
    dwell_ms    BIGINT   NOT NULL, -- visible time so far, never more than passed on the server
    scroll_ppm  BIGINT   NOT NULL, -- deepest point reached, of the whole
    reached_end SMALLINT NOT NULL,
    at          BIGINT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX disclosure_seen_show ON disclosure_seen (tenant, show_id, id);

-- A page that a person opens by link without an account.
CREATE TABLE disclosure_link (
    tenant      TEXT   NOT NULL,
    id          TEXT   NOT NULL,
    token_hash  BYTEA  NOT NULL, -- SHA-256 of the token, which is kept nowhere
    kind        TEXT   NOT NULL, -- quote | contract | customer
    ref         TEXT   NOT NULL,
    expires_at  BIGINT NOT NULL,
    revoked_at  BIGINT NOT NULL, -- 0 = not
    opened      BIGINT NOT NULL,
    opened_at   BIGINT NOT NULL, -- last; 0 = never
    created_at  BIGINT NOT NULL,
    created_by  TEXT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX disclosure_link_token ON disclosure_link (tenant, token_hash);

-- The web sites that may show the merchant's cost table.
CREATE TABLE disclosure_origin (
    tenant   TEXT   NOT NULL,
    origin   TEXT   NOT NULL, -- https://shop.example
    saved_at BIGINT NOT NULL,
    saved_by TEXT   NOT NULL,
    PRIMARY KEY (tenant, origin)
);

-- +goose Down
DROP TABLE disclosure_origin;
DROP TABLE disclosure_link;
DROP TABLE disclosure_seen;
DROP TABLE disclosure_show;
DROP TABLE disclosure_page;
