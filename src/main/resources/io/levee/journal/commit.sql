-- Group commit: the steps of one batch, those of a conversation stored whole or not at all; returns
-- the conversations whose steps were stored; NULL, which is soon read: all.
--
-- The first message decides: it goes in only if it is the next one of an open conversation, and ON
-- CONFLICT DO NOTHING holds it back if another gateway was first (primary key) or its message id is
-- known (unique index). What would begin a conversation is held back if the customer has an open
-- one, or if the very same message stands in their last one, which has ended since. The ids of later
-- questions are looked up. All else follows from the first messages that came back. Every look-up is a
-- subquery with count or a scalar, which PostgreSQL never turns into a join: the plan is made once and
-- must not depend on how big the tables were then.
-- Rows are locked in sorted order, so that two batches cannot wait for each other.
WITH e AS (
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[],
      $7::text[], $8::bool[], $9::bool[], $10::bool[], $11::int[], $12::text[])
    AS e(conversation_id, first_seq, last_seq, storefront, customer_id, customer_name,
      customer_tier, closes, settles, pending, answers, later_ids)
),
m AS (
  SELECT * FROM unnest($13::uuid[], $14::int[], $15::text[], $16::text[], $17::text[], $18::text[],
      $19::text[], $20::text[], $21::timestamptz[], $22::text[], $23::text[], $24::text[], $25::int[],
      $26::text[])
    AS m(conversation_id, seq, sender, kind, message_id, text,
      options, attachments, at, agent, understood, state, answers, correlation_id)
),
fresh AS (
  SELECT e.* FROM e JOIN m ON m.conversation_id = e.conversation_id AND m.seq = 1
  WHERE e.first_seq = 1
    AND (SELECT count(*) FROM conversation c WHERE c.conversation_id = e.conversation_id) = 0
    AND (SELECT count(*) FROM message d
      WHERE d.conversation_id = (SELECT c.conversation_id FROM conversation c
          WHERE c.storefront = e.storefront AND c.customer_id = e.customer_id
          ORDER BY c.conversation_id DESC LIMIT 1)
        AND d.sender = 'customer' AND d.message_id = m.message_id AND d.text = m.text
        AND d.attachments IS NOT DISTINCT FROM m.attachments::jsonb) = 0
),
opened AS (
  INSERT INTO open_conversation (storefront, customer_id, conversation_id)
  SELECT storefront, customer_id, conversation_id FROM fresh
  WHERE NOT closes
  ORDER BY storefront, customer_id
  ON CONFLICT DO NOTHING
  RETURNING conversation_id
),
stored AS (
  INSERT INTO message (conversation_id, seq, sender, kind, message_id, text, options, attachments,
    at, agent, understood, state, answers, correlation_id)
  SELECT m.conversation_id, m.seq, m.sender, m.kind, m.message_id, m.text, m.options::jsonb,
    m.attachments::jsonb, m.at, m.agent, m.understood::jsonb, m.state, m.answers, m.correlation_id
  FROM e JOIN m ON m.conversation_id = e.conversation_id AND m.seq = e.first_seq
  WHERE CASE
      WHEN e.first_seq > 1 THEN
        (SELECT c.last_seq FROM conversation c
          WHERE c.conversation_id = e.conversation_id AND NOT c.closed) = e.first_seq - 1
      WHEN e.closes THEN
        e.conversation_id IN (SELECT conversation_id FROM fresh)
        AND (SELECT count(*) FROM open_conversation o
          WHERE o.storefront = e.storefront AND o.customer_id = e.customer_id) = 0
      ELSE e.conversation_id IN (SELECT conversation_id FROM opened)
    END
    AND (e.answers = 0
      OR (SELECT count(*) FROM pending_answer p
        WHERE p.conversation_id = e.conversation_id AND p.seq = e.answers) = 1)
    AND (e.later_ids = ''
      OR (SELECT count(*) FROM message d
        WHERE d.conversation_id = e.conversation_id AND d.sender = 'customer'
          AND d.message_id = ANY (string_to_array(e.later_ids, ' '))) = 0)
  ORDER BY e.conversation_id
  ON CONFLICT DO NOTHING
  RETURNING conversation_id
),
kept AS (
  SELECT e.* FROM e JOIN stored USING (conversation_id)
),
rest AS (
  INSERT INTO message (conversation_id, seq, sender, kind, message_id, text, options, attachments,
    at, agent, understood, state, answers, correlation_id)
  SELECT m.conversation_id, m.seq, m.sender, m.kind, m.message_id, m.text, m.options::jsonb,
    m.attachments::jsonb, m.at, m.agent, m.understood::jsonb, m.state, m.answers, m.correlation_id
  FROM kept k JOIN m ON m.conversation_id = k.conversation_id AND m.seq > k.first_seq
),
head AS (
  INSERT INTO conversation (conversation_id, storefront, customer_id, customer_name, customer_tier,
    last_seq, closed, changed_at)
  SELECT conversation_id, storefront, customer_id, customer_name, customer_tier, last_seq, closes, now()
  FROM kept
  ORDER BY conversation_id
  ON CONFLICT (conversation_id) DO UPDATE SET
    customer_name = excluded.customer_name, customer_tier = excluded.customer_tier,
    last_seq = excluded.last_seq, closed = excluded.closed, changed_at = excluded.changed_at
),
shut AS (
  DELETE FROM open_conversation
  WHERE conversation_id = ANY (ARRAY(SELECT conversation_id FROM kept WHERE closes))
),
answered AS (
  DELETE FROM pending_answer p
  WHERE conversation_id = ANY (ARRAY(SELECT conversation_id FROM kept WHERE closes OR answers > 0))
    AND (SELECT k.closes OR k.answers = p.seq FROM kept k WHERE k.conversation_id = p.conversation_id)
),
unanswered AS (
  INSERT INTO pending_answer (conversation_id, seq, since)
  SELECT conversation_id, first_seq, now() FROM kept WHERE pending AND NOT closes
),
settled AS (
  DELETE FROM standing
  WHERE conversation_id = ANY (ARRAY(SELECT conversation_id FROM kept WHERE closes OR settles))
),
stood AS (
  INSERT INTO standing (conversation_id, storefront, skill, priority, since, agent, grade)
  SELECT s.conversation_id, k.storefront, s.skill, s.priority, s.since, s.agent, s.grade
  FROM unnest($27::uuid[], $28::text[], $29::int[], $30::timestamptz[], $31::text[], $32::text[])
      AS s(conversation_id, skill, priority, since, agent, grade)
    JOIN kept k USING (conversation_id)
  WHERE NOT k.closes AND NOT k.settles
  ORDER BY s.conversation_id
  ON CONFLICT (conversation_id) DO UPDATE SET
    skill = excluded.skill, priority = excluded.priority, since = excluded.since,
    agent = excluded.agent, grade = excluded.grade
),
wanted AS (
  INSERT INTO outbox (conversation_id, seq, ordinal, effect, due)
  SELECT f.conversation_id, k.last_seq, f.ordinal, f.effect::jsonb, now() + $36 * interval '1 millisecond'
  FROM unnest($33::uuid[], $34::int[], $35::text[]) AS f(conversation_id, ordinal, effect)
    JOIN kept k USING (conversation_id)
)
SELECT CASE WHEN count(*) < cardinality($1::uuid[]) THEN coalesce(array_agg(conversation_id), '{}') END AS stored
FROM stored
