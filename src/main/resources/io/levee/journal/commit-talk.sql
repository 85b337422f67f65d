-- Group commit of plain talk: steps of conversations under way that neither open nor close, hand over,
-- nor want anything done outside; commit.sql does all else, at several times the price. Returns the
-- conversations whose steps were stored, those of each whole or not at all; NULL, which is soon read: all.
--
-- The head decides, by compare-and-set: who comes second finds another number once the first is through,
-- so that the messages need no conflict clause. Their ids are looked up. Every look-up is a subquery with
-- count, which PostgreSQL never turns into a join, and the heads are found by their key alone: the plan is
-- made once and must not depend on how big the tables were then.
-- Rows are locked in sorted order, so that two batches cannot wait for each other.
WITH e AS (
  SELECT unnest($1::uuid[]) AS conversation_id, unnest($2::int[]) AS first_seq, unnest($3::int[]) AS last_seq,
    unnest($4::text[]) AS customer_name, unnest($5::text[]) AS customer_tier, unnest($6::text[]) AS first_id,
    unnest($7::text[]) AS later_ids
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
  FROM (SELECT unnest($8::uuid[]) AS conversation_id, unnest($9::int[]) AS seq, unnest($10::text[]) AS sender,
      unnest($11::text[]) AS kind, unnest($12::text[]) AS message_id, unnest($13::text[]) AS text,
      unnest($14::text[]) AS options, unnest($15::text[]) AS attachments, unnest($16::timestamptz[]) AS at,
      unnest($17::text[]) AS agent, unnest($18::text[]) AS understood, unnest($19::text[]) AS state,
      unnest($20::int[]) AS answers, unnest($21::text[]) AS correlation_id) AS m
  WHERE m.conversation_id IN (SELECT conversation_id FROM head)
)
SELECT CASE WHEN count(*) < cardinality($1::uuid[]) THEN coalesce(array_agg(conversation_id), '{}') END AS stored
FROM head
