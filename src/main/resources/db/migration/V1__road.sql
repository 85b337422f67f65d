-- Every message of every conversation, numbered 1, 2, 3 … within it. conversation_id is a UUIDv7, so
-- ranges of it are ranges of time: one partition a month, made ahead of it by the gateways.

-- The head of each conversation.
CREATE TABLE conversation (
  conversation_id uuid        PRIMARY KEY,
  storefront      text        NOT NULL,
  customer_id     text        NOT NULL,
  customer_name   text        NOT NULL,
  customer_tier   text        NOT NULL,
  last_seq        integer     NOT NULL,
  closed          boolean     NOT NULL,
  changed_at      timestamptz NOT NULL
) PARTITION BY RANGE (conversation_id);
CREATE TABLE conversation_default PARTITION OF conversation DEFAULT;

-- The primary key is the compare-and-set of a turn; the unique constraint is the duplicate check.
CREATE TABLE message (
  conversation_id uuid        NOT NULL,
  seq             integer     NOT NULL CHECK (seq > 0),
  sender          text        NOT NULL,
  kind            text        NOT NULL,
  message_id      text,                 -- null: the bot's and the system's
  text            text        NOT NULL,
  options         jsonb,                -- null: none
  attachments     jsonb,                -- null: none
  at              timestamptz NOT NULL,
  agent           text        NOT NULL,
  understood      jsonb,                -- stage, candidates, verdict, sentiment, language, degraded
  state           text,                 -- the session after the step, on the step's last message
  answers         integer,              -- the number of the message that it answers
  correlation_id  text        NOT NULL,
  PRIMARY KEY (conversation_id, seq),
  UNIQUE (conversation_id, sender, message_id)
) PARTITION BY RANGE (conversation_id);
CREATE TABLE message_default PARTITION OF message DEFAULT;

-- What customers thought of it; a conversation is rated after it ended, too.
CREATE TABLE rating (
  conversation_id uuid        PRIMARY KEY,
  score           smallint    NOT NULL CHECK (score BETWEEN 1 AND 5),
  comment         text        NOT NULL,
  at              timestamptz NOT NULL
);

-- The small tables below hold what is going on now; their rows live for seconds to hours, so they
-- are vacuumed by count and not by share.

-- At most one open conversation a customer.
CREATE TABLE open_conversation (
  storefront      text NOT NULL,
  customer_id     text NOT NULL,
  conversation_id uuid NOT NULL UNIQUE,
  PRIMARY KEY (storefront, customer_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- Messages stored ahead of their answer.
CREATE TABLE pending_answer (
  conversation_id uuid        NOT NULL,
  seq             integer     NOT NULL,
  since           timestamptz NOT NULL,
  PRIMARY KEY (conversation_id, seq)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE INDEX pending_answer_since ON pending_answer (since);

-- Conversations that wait for a person or have one.
CREATE TABLE standing (
  conversation_id uuid        PRIMARY KEY,
  storefront      text        NOT NULL,
  skill           text        NOT NULL,
  priority        integer     NOT NULL,
  since           timestamptz NOT NULL,
  agent           text        NOT NULL  -- empty: it waits
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE INDEX standing_storefront ON standing (storefront);

-- What turns want done outside their conversation.
CREATE TABLE outbox (
  conversation_id uuid        NOT NULL,
  seq             integer     NOT NULL,
  ordinal         integer     NOT NULL,
  effect          jsonb       NOT NULL,
  due             timestamptz NOT NULL,
  attempts        integer     NOT NULL DEFAULT 0,
  PRIMARY KEY (conversation_id, seq, ordinal)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE INDEX outbox_due ON outbox (due);
