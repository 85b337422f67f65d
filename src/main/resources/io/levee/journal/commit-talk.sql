-- Group commit of plain talk: steps of conversations under way that neither open nor close, hand over,
-- nor want anything done outside; commit.sql does all else, at several times the price. Returns the
-- conversations whose steps were stored, those of each whole or not at all.
--
-- The head decides, by compare-and-set: who comes second finds another number once the first is through,
-- so that the messages need no conflict clause. Their ids are looked up. Every look-up is a subquery with
-- count, which PostgreSQL never turns into a join, and the heads are found by their key alone: the plan is
-- made once and must not depend on how big the tables were then.
-- Rows are locked in sorted order, so that two batches cannot wait for each other.
WITH e AS (
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[])
    AS e(conversation_id, first_seq, last_seq, customer_name, customer_tier, first_id, later_ids)
),
head AS (
  UPDATE conversation c SET customer_name = e.customer_name, customer_tier = e.customer_tier,
    last_seq = e.last_seq, changed_at = now()
  FROM e
  WHERE c.conversation_id = e.conversation_id AND c.last_seq = e.first_seq - 1 AND NOT c.closed
    AND (SELECT count(*) FROM message d
      WHERE d.conversation_id = e.conversation_id AND d.sender = 'customer' AND d.message_id = e.first_id) = 0
    AND (e.later_ids = ''
      OR (SELECT count(*) FROM message d
        WHERE d.conversation_id = e.conversation_id AND d.sender = 'customer'
          AND d.message_id = ANY (string_to_array(e.later_ids, ' '))) = 0)
  RETURNING c.conversation_id
),
stored AS (
  INSERT INTO message (conversation_id, seq, sender, kind, message_id, text, options, attachments,
    at, agent, understood, state, answers, correlation_id)
  SELECT m.conversation_id, m.seq, m.sender, m.kind, m.message_id, m.text, m.options::jsonb,
    m.attachments::jsonb, m.at, m.agent, m.understood::jsonb, m.state, m.answers, m.correlation_id
  FROM unnest($8::uuid[], $9::int[], $10::text[], $11::text[], $12::text[], $13::text[],
      $14::text[], $15::text[], $16::timestamptz[], $17::text[], $18::text[], $19::text[], $20::int[],
      $21::text[])
    AS m(conversation_id, seq, sender, kind, message_id, text,
      options, attachments, at, agent, understood, state, answers, correlation_id)
  WHERE m.conversation_id IN (SELECT conversation_id FROM head)
)
SELECT conversation_id FROM head
