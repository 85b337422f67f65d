package io.levee.channel.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.levee.conversation.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads an object's fields and collects everything that is wrong with them. A field that is {@code
 * null} is an absent one; unknown fields are ignored.
 */
public final class Fields {
  private final JsonNode object;
  private final List<Problem.Field> wrong = new ArrayList<>();

  public Fields(JsonNode object) {
    this.object = object;
  }

  /** What is wrong so far; empty when nothing is. */
  public List<Problem.Field> wrong() {
    return wrong;
  }

  public void wrong(String field, String problem) {
    wrong.add(new Problem.Field(field, problem));
  }

  /** A text of the object as it came, cut to what any sane one has; empty when it is none. */
  public static String echo(JsonNode object, String field) {
    String text = object.path(field).asText("");
    return text.length() > 64 ? text.substring(0, 64) : text;
  }

  /** The value; null when absent. */
  public JsonNode value(String field) {
    JsonNode value = object.get(field);
    return value == null || value.isNull() ? null : value;
  }

  /** A text without NUL and lone surrogates, of at most so many code points; empty when absent. */
  public Optional<String> text(String field, int mostCodePoints) {
    JsonNode value = value(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      wrong(field, "is no text; give a string");
      return Optional.empty();
    }
    String text = value.textValue();
    String fault = Texts.fault(text);
    if (fault != null) {
      wrong(field, fault);
    } else if (text.codePointCount(0, text.length()) > mostCodePoints) {
      wrong(field, "is too long; at most " + mostCodePoints + " code points are taken");
    }
    return Optional.of(text);
  }

  /** A text that must be there and not be empty; empty text when it is wrong. */
  public String required(String field, int mostCodePoints) {
    int before = wrong.size();
    String text = text(field, mostCodePoints).orElse("");
    if (text.isEmpty() && wrong.size() == before) {
      wrong(field, "is missing; it is needed");
    }
    return text;
  }

  /** A message id; empty text when it is wrong. */
  public String messageId() {
    String id = required("messageId", 1_000);
    if (!id.isEmpty() && !Ids.isSane(id)) {
      wrong("messageId", "is not 1-64 characters of A-Z a-z 0-9 _ . : -");
    }
    return id;
  }

  /** A conversation that must be named; null when it is wrong. */
  public ConversationId conversation() {
    String text = required("conversationId", 1_000);
    ConversationId id = ConversationId.parse(text).orElse(null);
    if (id == null && !text.isEmpty()) {
      wrong("conversationId", "is no conversation's id");
    }
    return id;
  }

  /** A whole number within bounds; empty when absent or wrong. */
  public OptionalInt number(String field, int least, int most) {
    JsonNode value = value(field);
    if (value == null) {
      return OptionalInt.empty();
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > most) {
      wrong(field, "is no whole number from " + least + " to " + most);
      return OptionalInt.empty();
    }
    return OptionalInt.of(value.intValue());
  }

  /** Yes or no; empty when absent or wrong. */
  public Optional<Boolean> flag(String field) {
    JsonNode value = value(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      wrong(field, "is neither true nor false");
      return Optional.empty();
    }
    return Optional.of(value.booleanValue());
  }
}
