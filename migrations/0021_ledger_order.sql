-- +goose Up

-- The order in which the entries of one contract were made; 0 = before this
-- column, where the id tells. Ids of one moment do not sort.
ALTER TABLE ledger_entry ADD COLUMN seq BIGINT NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE ledger_entry DROP COLUMN seq;
