-- +goose Up

-- What re-ages moved from an instalment into later ones. The amounts as signed
-- never change; what an instalment still asks for is those less the moved.
ALTER TABLE contract_instalment ADD COLUMN moved_principal BIGINT NOT NULL DEFAULT 0;
ALTER TABLE contract_instalment ADD COLUMN moved_interest BIGINT NOT NULL DEFAULT 0;
ALTER TABLE contract_instalment ADD COLUMN moved_fee BIGINT NOT NULL DEFAULT 0;
ALTER TABLE contract_instalment ADD COLUMN re_age SMALLINT NOT NULL DEFAULT 0; -- the number of the re-age that made it; 0 = as signed

DROP VIEW v_contract_instalment;
CREATE VIEW v_contract_instalment AS
    SELECT tenant, contract_id, no, kind, due_day, grace_day, principal - moved_principal AS principal,
        interest - moved_interest AS interest, fee - moved_fee AS fee
    FROM contract_instalment;

-- +goose Down
DROP VIEW v_contract_instalment;
CREATE VIEW v_contract_instalment AS
    SELECT tenant, contract_id, no, kind, due_day, grace_day, principal, interest, fee
    FROM contract_instalment;
ALTER TABLE contract_instalment DROP COLUMN re_age;
ALTER TABLE contract_instalment DROP COLUMN moved_fee;
ALTER TABLE contract_instalment DROP COLUMN moved_interest;
ALTER TABLE contract_instalment DROP COLUMN moved_principal;
