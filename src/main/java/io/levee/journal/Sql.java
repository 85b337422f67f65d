package io.levee.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the journal asks PostgreSQL. */
final class Sql {
  static final String COMMIT = resource("commit.sql");
  static final String COMMIT_TALK = resource("commit-talk.sql");

  /** A bot's answer that does not say what it rests on was understood as what it answers was. */
  static final String MESSAGE =
      "m.conversation_id, m.seq, m.sender, m.kind, m.message_id, m.text, m.options::text AS options,"
          + " m.attachments::text AS attachments, m.at, m.agent,"
          + " coalesce(m.understood, CASE WHEN m.sender = 'bot' AND m.answers IS NOT NULL THEN"
          + " (SELECT q.understood FROM message q WHERE q.conversation_id = m.conversation_id"
          + " AND q.seq = m.answers) END)::text AS understood";

  private static final String PENDING_MARK =
      ", (SELECT count(*) FROM pending_answer p WHERE p.conversation_id = m.conversation_id"
          + " AND p.seq = m.seq) > 0 AS pending";

  /** The message of that sender and id first, then what answers it. */
  static final String FIND =
      "WITH original AS (SELECT seq FROM message"
          + " WHERE conversation_id = $1 AND sender = $2 AND message_id = $3)"
          + " SELECT "
          + MESSAGE
          + PENDING_MARK
          + " FROM message m WHERE m.conversation_id = $1"
          + " AND m.seq >= (SELECT seq FROM original)"
          + " AND (m.seq = (SELECT seq FROM original) OR m.answers = (SELECT seq FROM original))"
          + " ORDER BY m.seq LIMIT 100";

  /** The message of that number first, then what answers it; nothing while it is pending. */
  static final String FIND_ANSWERED =
      "SELECT "
          + MESSAGE
          + PENDING_MARK
          + " FROM message m WHERE m.conversation_id = $1"
          + " AND m.seq >= $2 AND (m.seq = $2 OR m.answers = $2)"
          + " AND (SELECT count(*) FROM pending_answer p"
          + " WHERE p.conversation_id = $1 AND p.seq = $2) = 0"
          + " ORDER BY m.seq LIMIT 100";

  private static final String TAIL =
      "SELECT c.conversation_id, c.storefront, c.customer_id, c.customer_name, c.customer_tier,"
          + " c.last_seq, c.closed, (SELECT m.state FROM message m"
          + " WHERE m.conversation_id = c.conversation_id AND m.state IS NOT NULL"
          + " ORDER BY m.seq DESC LIMIT 1) AS state FROM conversation c";

  static final String TAIL_OF = TAIL + " WHERE c.conversation_id = $1";

  static final String TAIL_OPEN =
      TAIL
          + " WHERE c.conversation_id = (SELECT o.conversation_id FROM open_conversation o"
          + " WHERE o.storefront = $1 AND o.customer_id = $2)";

  static final String READ =
      "SELECT "
          + MESSAGE
          + " FROM message m WHERE m.conversation_id = $1 AND m.seq > $2 ORDER BY m.seq LIMIT $3";

  static final String LAST_SEQS =
      "SELECT conversation_id, last_seq FROM conversation WHERE conversation_id = ANY ($1::uuid[])";

  static final String STANDINGS =
      "SELECT s.conversation_id, s.storefront, c.customer_id, c.customer_name, c.customer_tier,"
          + " s.skill, s.priority, s.since, s.agent, s.grade"
          + " FROM standing s JOIN conversation c USING (conversation_id)"
          + " WHERE s.storefront = $1 ORDER BY s.since";

  static final String PENDING =
      "WITH p AS MATERIALIZED (SELECT conversation_id, seq, since FROM pending_answer"
          + " WHERE since <= now() - $1 * interval '1 millisecond' ORDER BY since LIMIT $2)"
          + " SELECT "
          + MESSAGE
          + ", m.correlation_id, c.storefront, c.customer_id, c.customer_name, c.customer_tier"
          + " FROM p JOIN message m USING (conversation_id, seq)"
          + " JOIN conversation c USING (conversation_id) ORDER BY p.since";

  static final String UNANSWERED =
      "DELETE FROM pending_answer WHERE conversation_id = $1 AND seq = $2";

  static final String RATE =
      "INSERT INTO rating (conversation_id, score, comment, at)"
          + " SELECT conversation_id, $2, $3, now() FROM conversation WHERE conversation_id = $1"
          + " ON CONFLICT (conversation_id) DO UPDATE SET"
          + " score = excluded.score, comment = excluded.comment, at = excluded.at";

  /**
   * Effects of one conversation in their order: one that is not done yet holds up those after it.
   */
  static final String TAKE =
      "WITH d AS MATERIALIZED (SELECT conversation_id, seq, ordinal, due FROM outbox o"
          + " WHERE due <= now() AND (SELECT count(*) FROM outbox before"
          + " WHERE before.conversation_id = o.conversation_id"
          + " AND before.seq < o.seq AND before.effect->>'kind' <> 'return'"
          + " AND o.effect->>'kind' <> 'return') = 0"
          + " ORDER BY due LIMIT $1 FOR UPDATE SKIP LOCKED),"
          + " taken AS (UPDATE outbox o SET attempts = o.attempts + 1,"
          + " due = now() + least($2 * power(2, least(o.attempts, 30)), $3)"
          + " * interval '1 millisecond'"
          + " FROM d WHERE o.conversation_id = d.conversation_id AND o.seq = d.seq"
          + " AND o.ordinal = d.ordinal RETURNING o.conversation_id, o.seq, o.ordinal,"
          + " o.effect::text AS effect, o.attempts - 1 AS attempts, d.due AS due)"
          + " SELECT t.*, c.storefront, c.customer_id, c.customer_name, c.customer_tier"
          + " FROM taken t JOIN conversation c USING (conversation_id)"
          + " ORDER BY t.due, t.conversation_id, t.seq, t.ordinal";

  static final String DONE = "DELETE FROM outbox WHERE conversation_id = $1 AND seq = $2";

  static final String DONE_ONE = DONE + " AND ordinal = $3";

  /** As {@link #FIND}, in the customer's last conversation, open or closed. */
  static final String LATELY =
      "WITH original AS (SELECT conversation_id, seq FROM message"
          + " WHERE conversation_id = (SELECT conversation_id FROM conversation"
          + " WHERE storefront = $1 AND customer_id = $2 ORDER BY conversation_id DESC LIMIT 1)"
          + " AND sender = 'customer' AND message_id = $3)"
          + " SELECT "
          + MESSAGE
          + PENDING_MARK
          + " FROM message m WHERE m.conversation_id = (SELECT conversation_id FROM original)"
          + " AND m.seq >= (SELECT seq FROM original)"
          + " AND (m.seq = (SELECT seq FROM original) OR m.answers = (SELECT seq FROM original))"
          + " ORDER BY m.seq LIMIT 100";

  private Sql() {}

  private static String resource(String name) {
    try (InputStream in = Sql.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing beside " + Sql.class.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
