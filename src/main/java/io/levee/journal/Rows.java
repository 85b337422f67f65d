package io.levee.journal;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Grade;
import io.levee.conversation.Kind;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import io.levee.conversation.Standing;
import io.vertx.sqlclient.Row;
import java.time.Instant;

/** Rows to words. */
final class Rows {
  private Rows() {}

  static ConversationId conversation(Row row) {
    return new ConversationId(row.getUUID("conversation_id"));
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
