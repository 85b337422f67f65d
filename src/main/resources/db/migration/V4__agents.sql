-- The people who answer. The configuration's `agents` are put in here when they are not in it yet; from then on this is the truth.
CREATE TABLE agent_account (
  user_name       text        PRIMARY KEY,
  name            text        NOT NULL,     -- what customers see
  role            text        NOT NULL CHECK (role IN ('agent', 'senior', 'supervisor', 'admin')),
  storefront      text        NOT NULL,
  skills          text[]      NOT NULL,
  capacity        integer     NOT NULL CHECK (capacity BETWEEN 1 AND 100),
  password_hash   text        NOT NULL,     -- Argon2; empty: signs in elsewhere only
  enabled         boolean     NOT NULL DEFAULT true,
  generation      integer     NOT NULL DEFAULT 1,  -- tokens of an earlier one do not hold any more
  created_at      timestamptz NOT NULL DEFAULT now(),
  changed_at      timestamptz NOT NULL DEFAULT now()
);

-- Refresh tokens, as SHA-256. Each is good for one refresh; all that follow from one login share its id.
CREATE TABLE agent_login (
  token_hash      bytea       PRIMARY KEY,
  login_id        uuid        NOT NULL,
  user_name       text        NOT NULL REFERENCES agent_account ON DELETE CASCADE,
  generation      integer     NOT NULL,
  issued_at       timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL,
  replaced_at     timestamptz                -- null: not used yet
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE INDEX agent_login_user ON agent_login (user_name, issued_at);
CREATE INDEX agent_login_expiry ON agent_login (expires_at);

-- What was suggested to agents, and whether they used it: what the knowledge is worth to people who answer.
CREATE TABLE suggestion (
  conversation_id uuid        NOT NULL,
  seq             integer     NOT NULL,     -- of the customer's message
  entries         text[]      NOT NULL,     -- ids of knowledge entries, best first
  used            text,                     -- the one that was used; null: none
  agent           text        NOT NULL,
  at              timestamptz NOT NULL,
  PRIMARY KEY (conversation_id, seq)
);
CREATE INDEX suggestion_age ON suggestion (at);
