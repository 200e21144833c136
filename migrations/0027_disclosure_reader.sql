-- +goose Up
-- A link to a quote can be made for one customer, who is then told what his own
-- budget says to it.
ALTER TABLE disclosure_link ADD COLUMN customer_id TEXT NOT NULL DEFAULT '';
