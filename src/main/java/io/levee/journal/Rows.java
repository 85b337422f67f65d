package io.levee.journal;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Grade;
import io.levee.conversation.Kind;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import io.levee.conversation.Standing;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Rows to words. */
final class Rows {
  private Rows() {}

  static ConversationId conversation(Row row) {
    return new ConversationId(row.getUUID("conversation_id"));
  }

  /** Which conversations of a commit were stored. */
  static Predicate<ConversationId> stored(RowSet<Row> rows) {
    UUID[] some = rows.iterator().next().getArrayOfUUIDs("stored");
    if (some == null) {
      return all -> true;
    }
    Set<UUID> stored = Set.of(some);
    return conversation -> stored.contains(conversation.value());
  }

  static Message message(Row row) {
    return new Message(
        conversation(row),
        row.getInteger("seq"),
        Sender.ofWire(row.getString("sender")),
        Kind.ofWire(row.getString("kind")),
        orEmpty(row.getString("message_id")),
        row.getString("text"),
        Codec.options(row.getString("options")),
        Codec.attachments(row.getString("attachments")),
        instant(row, "at"),
        row.getString("agent"),
        Codec.understood(row.getString("understood")));
  }

  static Customer customer(Row row) {
    return new Customer(
        row.getString("storefront"),
        row.getString("customer_id"),
        row.getString("customer_name"),
        row.getString("customer_tier"));
  }

  static Tail tail(Row row) {
    return new Tail(
        conversation(row),
        customer(row),
        row.getInteger("last_seq"),
        row.getBoolean("closed"),
        orEmpty(row.getString("state")));
  }

  static Standing standing(Row row) {
    return new Standing(
        conversation(row),
        customer(row),
        row.getString("skill"),
        row.getInteger("priority"),
        instant(row, "since"),
        row.getString("agent"),
        Grade.ofWire(row.getString("grade")));
  }

  private static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
