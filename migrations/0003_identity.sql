-- +goose Up

-- Staff. Times of this file are real time in µs, except created_at.
CREATE TABLE user_account (
    tenant        TEXT   NOT NULL,
    id            TEXT   NOT NULL,
    email_sealed  BYTEA  NOT NULL,
    email_index   TEXT   NOT NULL, -- blind index of the normalised address
    name_sealed   BYTEA  NOT NULL,
    role          TEXT   NOT NULL,
    state         TEXT   NOT NULL, -- invited | active | disabled
    lang          TEXT   NOT NULL,
    password_hash TEXT   NOT NULL, -- $argon2id$…, empty until chosen
    password_at   BIGINT NOT NULL,
    totp_sealed   BYTEA  NOT NULL, -- empty until confirmed
    totp_step     BIGINT NOT NULL, -- last 30-second step spent
    seen_at       BIGINT NOT NULL,
    created_at    BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX user_account_email ON user_account (tenant, email_index);

CREATE TABLE recovery_code (
    tenant  TEXT   NOT NULL,
    hash    BYTEA  NOT NULL,
    user_id TEXT   NOT NULL,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, hash)
);
CREATE INDEX recovery_code_user ON recovery_code (tenant, user_id);

CREATE TABLE user_session (
    tenant      TEXT   NOT NULL,
    id          TEXT   NOT NULL,
    hash        BYTEA  NOT NULL, -- SHA-256 of the token
    user_id     TEXT   NOT NULL,
    ip          TEXT   NOT NULL,
    created_at  BIGINT NOT NULL,
    seen_at     BIGINT NOT NULL,
    idle        BIGINT NOT NULL, -- µs without a request after which it ends
    expires_at  BIGINT NOT NULL,
    fresh_until BIGINT NOT NULL,
    ended_at    BIGINT NOT NULL,
    ended_why   TEXT   NOT NULL, -- sign_out | bound | revoked | password | factor | role | disabled
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX user_session_hash ON user_session (tenant, hash);
CREATE INDEX user_session_user ON user_session (tenant, user_id, ended_at);

CREATE TABLE machine_key (
    tenant     TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    hash       BYTEA  NOT NULL, -- SHA-256 of the key
    name       TEXT   NOT NULL,
    hint       TEXT   NOT NULL, -- its last 4 characters
    scopes     TEXT   NOT NULL, -- JSON list of permissions
    ips        TEXT   NOT NULL, -- JSON list of CIDR prefixes, [] for any
    created_by TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT NOT NULL,
    revoked_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX machine_key_hash ON machine_key (tenant, hash);
CREATE INDEX machine_key_maker ON machine_key (tenant, created_by);

-- Failures per account, known or not, counted before the proof is looked at.
CREATE TABLE sign_in_throttle (
    tenant        TEXT   NOT NULL,
    account       TEXT   NOT NULL,
    failures      BIGINT NOT NULL,
    since         BIGINT NOT NULL,
    hour_failures BIGINT NOT NULL,
    hour_since    BIGINT NOT NULL,
    PRIMARY KEY (tenant, account)
);

-- Codes that open one door once: an invitation, an enrolment, a demo.
CREATE TABLE one_time_ticket (
    tenant        TEXT   NOT NULL,
    hash          BYTEA  NOT NULL,
    kind          TEXT   NOT NULL, -- invite | enrol | demo
    user_id       TEXT   NOT NULL,
    secret_sealed BYTEA  NOT NULL, -- the second factor being enrolled
    expires_at    BIGINT NOT NULL,
    used_at       BIGINT NOT NULL,
    PRIMARY KEY (tenant, hash)
);
CREATE INDEX one_time_ticket_user ON one_time_ticket (tenant, user_id);

-- +goose Down
DROP TABLE one_time_ticket;
DROP TABLE sign_in_throttle;
DROP TABLE machine_key;
DROP TABLE user_session;
DROP TABLE recovery_code;
DROP TABLE user_account;
