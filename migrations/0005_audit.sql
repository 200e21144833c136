-- +goose Up

-- One entry for every operation that wrote, in the same transaction. leaf_index
-- is NULL until the entry is sealed into the tenant's Merkle log.
CREATE TABLE audit_entry (
    tenant     TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    at         BIGINT NOT NULL, -- business time, µs
    actor      TEXT   NOT NULL,
    actor_kind TEXT   NOT NULL,
    role       TEXT   NOT NULL,
    ip         TEXT   NOT NULL,
    op         TEXT   NOT NULL,
    reason     TEXT   NOT NULL,
    request_id TEXT   NOT NULL,
    digest     BYTEA  NOT NULL, -- SHA-256 of what was asked for; empty when nothing was sent
    objects    TEXT   NOT NULL, -- JSON: the objects touched, before and after
    leaf       BYTEA  NOT NULL, -- RFC 6962 leaf hash of the fields above
    leaf_index BIGINT,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX audit_entry_leaf ON audit_entry (tenant, leaf_index);
CREATE INDEX audit_entry_unsealed ON audit_entry (tenant, id) WHERE leaf_index IS NULL;
CREATE INDEX audit_entry_actor ON audit_entry (tenant, actor, id);
CREATE INDEX audit_entry_op ON audit_entry (tenant, op, id);

-- The head of the tenant's log and its signing key; the row is the lease under
-- which one process at a time seals.
CREATE TABLE audit_log (
    tenant     TEXT   NOT NULL PRIMARY KEY,
    size       BIGINT NOT NULL,
    signer     BYTEA  NOT NULL, -- sealed private key
    verifier   TEXT   NOT NULL, -- public key in note form
    created_at BIGINT NOT NULL
);

-- Hashes of the tree in tiles of 2^8 (golang.org/x/mod/sumdb/tlog).
CREATE TABLE audit_tile (
    tenant TEXT     NOT NULL,
    level  SMALLINT NOT NULL,
    n      BIGINT   NOT NULL,
    data   BYTEA    NOT NULL,
    PRIMARY KEY (tenant, level, n)
);

-- Signed heads: whoever holds one can later prove that nothing before it changed.
CREATE TABLE audit_checkpoint (
    tenant TEXT   NOT NULL,
    size   BIGINT NOT NULL,
    at     BIGINT NOT NULL, -- real time, µs
    note   TEXT   NOT NULL,
    PRIMARY KEY (tenant, size)
);

-- +goose Down
DROP TABLE audit_checkpoint;
DROP TABLE audit_tile;
DROP TABLE audit_log;
DROP TABLE audit_entry;
