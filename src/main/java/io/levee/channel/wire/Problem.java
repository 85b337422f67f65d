package io.levee.channel.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.levee.channel.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What went wrong, as <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> has it.
 *
 * @param type a short name that programs compare, such as {@code conversation-closed}
 * @param detail what was wrong and what to do, in words
 * @param errors the fields that are wrong, if any
 * @param provisional what the bot would have answered; empty: nothing
 * @param retryAfter when to come back; zero: does not apply
 */
public record Problem(
    int status,
    String type,
    String title,
    String detail,
    List<Field> errors,
    String provisional,
    Duration retryAfter) {

  /** One wrong field: {@code field} is its path, {@code problem} what is wrong and what to do. */
  public record Field(String field, String problem) {}

  public static Problem of(int status, String type, String title, String detail) {
    return new Problem(status, type, title, detail, List.of(), "", Duration.ZERO);
  }

  public static Problem wrongFields(String type, List<Field> errors) {
    Field first = errors.getFirst();
    String detail =
        errors.size() == 1
            ? first.field() + " " + first.problem()
            : errors.size()
                + " fields are wrong; the first: "
                + first.field()
                + " "
                + first.problem();
    return new Problem(422, type, "Wrong fields", detail, errors, "", Duration.ZERO);
  }

  public static Problem textTooLong(int codePoints, int most) {
    return of(
        413,
        "text-too-long",
        "Text too long",
        "text has " + codePoints + " code points; at most " + most + " are taken");
  }

  public static Problem notFound() {
    return of(404, "not-found", "Not found", "there is no such conversation");
  }

  public static Problem unavailable(Duration retryAfter) {
    return new Problem(
        503,
        "unavailable",
        "Cannot be done now",
        "the gateway cannot reach what it needs; send the same again after the time given",
        List.of(),
        "",
        retryAfter);
  }

  public static Problem of(Outcome.Fault fault) {
    return switch (fault) {
      case NOT_FOUND -> notFound();
      case CLOSED ->
          of(
              409,
              "conversation-closed",
              "Conversation closed",
              "the conversation has ended; send without conversationId to start another");
      case REUSED ->
          of(
              409,
              "message-id-reused",
              "messageId reused",
              "another message of this conversation has that messageId; choose a new one");
    };
  }

  /** The gateway as a whole is busy. */
  public static Problem busy(Duration retryAfter, String detail) {
    return new Problem(503, "busy", "Busy", detail, List.of(), "", retryAfter);
  }

  public static Problem of(Outcome.Busy busy) {
    return new Problem(
        busy.serverBusy() ? 503 : 429,
        busy.serverBusy() ? "busy" : "too-many-requests",
        busy.serverBusy() ? "Busy" : "Too many requests",
        "not taken (" + busy.reason() + "); send the same again after the time given",
        List.of(),
        "",
        busy.retryAfter());
  }

  public static Problem of(Outcome.NotStored notStored) {
    return new Problem(
        503,
        "not-stored",
        "Nothing can be stored now",
        "the message is not stored; send it again with the same messageId",
        List.of(),
        notStored.provisional(),
        notStored.retryAfter());
  }

  /** One socket sends more besides messages than {@code socket.sideFrames}. */
  public static Problem tooManyFrames() {
    return tooMany(Duration.ofSeconds(1), "this socket asks too often; wait a second");
  }

  public static Problem tooMany(Duration retryAfter, String detail) {
    return new Problem(
        429, "too-many-requests", "Too many requests", detail, List.of(), "", retryAfter);
  }

  /** Whole seconds, rounded up, at least 1; 0 when none applies. */
  long retryAfterSeconds() {
    return retryAfter.isZero() ? 0 : Math.max(1, (retryAfter.toMillis() + 999) / 1000);
  }

  /** Writes the object. */
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeStringField("title", title);
    json.writeNumberField("status", status);
    json.writeStringField("detail", detail);
    if (!errors.isEmpty()) {
      json.writeArrayFieldStart("errors");
      for (Field error : errors) {
        json.writeStartObject();
        json.writeStringField("field", error.field());
        json.writeStringField("problem", error.problem());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (!provisional.isEmpty()) {
      json.writeObjectFieldStart("provisional");
      json.writeStringField("text", provisional);
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
