-- +goose Up

-- The day by which somebody has to look at the source of a rate again; '' = none.
ALTER TABLE plan_card ADD COLUMN verify_by TEXT NOT NULL DEFAULT '';
-- JSON: what no query looks into (the platform's own late charge, what a refund
-- does to its fee, the days until the merchant's money arrives).
ALTER TABLE plan_card ADD COLUMN body TEXT NOT NULL DEFAULT '{}';
CREATE INDEX plan_card_end ON plan_card (tenant, valid_to);

-- +goose Down
DROP INDEX plan_card_end;
ALTER TABLE plan_card DROP COLUMN body;
ALTER TABLE plan_card DROP COLUMN verify_by;
