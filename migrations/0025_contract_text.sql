-- +goose Up

-- The seller as contracts name him; one row per tenant.
CREATE TABLE contract_party (
    tenant   TEXT   NOT NULL PRIMARY KEY,
    body     TEXT   NOT NULL, -- JSON
    saved_at BIGINT NOT NULL,
    saved_by TEXT   NOT NULL
);

CREATE TABLE contract_template (
    tenant       TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    code         TEXT   NOT NULL,
    name_zh      TEXT   NOT NULL,
    name_en      TEXT   NOT NULL,
    jurisdiction TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    created_by   TEXT   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX contract_template_code ON contract_template (tenant, code);

-- A version; its texts change while it is a draft only.
CREATE TABLE contract_template_version (
    tenant      TEXT   NOT NULL,
    template_id TEXT   NOT NULL,
    no          BIGINT NOT NULL,
    state       TEXT   NOT NULL, -- draft | proposed | approved | refused | retired
    zh          TEXT   NOT NULL, -- binds
    en          TEXT   NOT NULL, -- translation; '' = none
    zh_hash     TEXT   NOT NULL,
    en_hash     TEXT   NOT NULL,
    pack        TEXT   NOT NULL, -- version of the clause pack
    plans       TEXT   NOT NULL, -- JSON list of plan codes; [] = all of the merchant's
    note        TEXT   NOT NULL,
    review      TEXT   NOT NULL, -- the lawyer who read it; '' = nobody
    based_on    BIGINT NOT NULL, -- version it was copied from; 0 = none
    approval_id TEXT   NOT NULL,
    from_day    TEXT   NOT NULL,
    saved_at    BIGINT NOT NULL,
    saved_by    TEXT   NOT NULL,
    proposed_at BIGINT NOT NULL,
    proposed_by TEXT   NOT NULL,
    approved_at BIGINT NOT NULL,
    approved_by TEXT   NOT NULL,
    retired_at  BIGINT NOT NULL,
    retired_by  TEXT   NOT NULL,
    PRIMARY KEY (tenant, template_id, no)
);
CREATE UNIQUE INDEX contract_template_draft ON contract_template_version (tenant, template_id) WHERE state = 'draft';
CREATE INDEX contract_template_state ON contract_template_version (tenant, state, from_day);

-- The text that was made for a contract, in each language.
CREATE TABLE contract_document (
    tenant      TEXT   NOT NULL,
    contract_id TEXT   NOT NULL,
    lang        TEXT   NOT NULL,
    hash        TEXT   NOT NULL, -- SHA-256 of the text, hexadecimal
    terms       TEXT   NOT NULL, -- JSON: id, hash, least reading time of each key term
    body        BYTEA  NOT NULL, -- blocks as JSON, sealed
    made_at     BIGINT NOT NULL,
    PRIMARY KEY (tenant, contract_id, lang)
);

-- What the customer did with the text; each row holds the hash of the one
-- before. Rows are only ever added.
CREATE TABLE contract_act (
    tenant      TEXT   NOT NULL,
    contract_id TEXT   NOT NULL,
    no          BIGINT NOT NULL,
    kind        TEXT   NOT NULL, -- shown | term_shown | asked | explained | accepted | signed
    term        TEXT   NOT NULL,
    lang        TEXT   NOT NULL,
    text_hash   TEXT   NOT NULL,
    emphasis    TEXT   NOT NULL,
    dwell_ms    BIGINT NOT NULL,
    elapsed_ms  BIGINT NOT NULL,
    scroll_ppm  BIGINT NOT NULL,
    note        BYTEA  NOT NULL, -- sealed
    note_hash   TEXT   NOT NULL,
    channel     TEXT   NOT NULL,
    ip          BYTEA  NOT NULL, -- sealed; empty when unknown
    ip_index    TEXT   NOT NULL, -- blind index
    actor       TEXT   NOT NULL,
    at          BIGINT NOT NULL,
    prev        TEXT   NOT NULL,
    hash        TEXT   NOT NULL,
    PRIMARY KEY (tenant, contract_id, no)
);

-- The merchant's key for sealing contracts; the newest one seals.
CREATE TABLE contract_key (
    tenant  TEXT   NOT NULL,
    id      TEXT   NOT NULL, -- fingerprint of the public key
    private BYTEA  NOT NULL, -- sealed
    made_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);

-- The contract as a file and the signature beside it, made after the last act.
CREATE TABLE contract_signature (
    tenant      TEXT   NOT NULL,
    contract_id TEXT   NOT NULL,
    number      TEXT   NOT NULL, -- ours, given to the signer
    provider    TEXT   NOT NULL,
    provider_no TEXT   NOT NULL,
    key_id      TEXT   NOT NULL, -- '' where the key is not ours
    file_sha256 TEXT   NOT NULL,
    file        BYTEA  NOT NULL, -- PDF, sealed
    signature   BYTEA  NOT NULL,
    signed_at   BIGINT NOT NULL,
    PRIMARY KEY (tenant, contract_id, number)
);

ALTER TABLE contract ADD COLUMN template_id TEXT NOT NULL DEFAULT '';
ALTER TABLE contract ADD COLUMN template_no BIGINT NOT NULL DEFAULT 0;
ALTER TABLE contract ADD COLUMN clause_pack TEXT NOT NULL DEFAULT '';
ALTER TABLE contract ADD COLUMN document_hash TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE contract DROP COLUMN document_hash;
ALTER TABLE contract DROP COLUMN clause_pack;
ALTER TABLE contract DROP COLUMN template_no;
ALTER TABLE contract DROP COLUMN template_id;
DROP TABLE contract_signature;
DROP TABLE contract_key;
DROP TABLE contract_act;
DROP TABLE contract_document;
DROP TABLE contract_template_version;
DROP TABLE contract_template;
DROP TABLE contract_party;
