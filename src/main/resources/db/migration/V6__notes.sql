-- What agents and supervisors whispered about a conversation. Not among its messages, which shoppers may read.
CREATE TABLE note (
  conversation_id uuid        NOT NULL,
  number          bigint      GENERATED ALWAYS AS IDENTITY,
  author          text        NOT NULL,     -- user name
  name            text        NOT NULL,     -- as it was shown
  text            text        NOT NULL,
  at              timestamptz NOT NULL,
  PRIMARY KEY (conversation_id, number)
);
CREATE INDEX note_age ON note (at);
