package io.levee.storefront;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.levee.conversation.Language;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a JSON object strictly: what is required and missing is an error that names its place,
 * never an empty text or a 0. Every method throws {@link ShopFailure.BadReply}.
 */
final class Reading {
  private static final int MOST_TEXT = 4_000;
  private static final int MOST_ITEMS = 1_000;
  // Money must not pass through a double.
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final JsonNode node;
  private final String pointer;

  private Reading(JsonNode node, String pointer) {
    if (node == null || !node.isObject()) {
      throw new ShopFailure.BadReply(pointer, "is not a JSON object");
    }
    this.node = node;
    this.pointer = pointer;
  }

  static Reading of(byte[] json) {
    try {
      return new Reading(MAPPER.readTree(json), "");
    } catch (JsonProcessingException notJson) {
      // Its message would quote the reply.
      throw new ShopFailure.BadReply("", "is not JSON");
    } catch (IOException impossible) {
      throw new ShopFailure.BadReply("", "cannot be read");
    }
  }

  /** Whether the member is there and not null. */
  boolean has(String name) {
    return node.hasNonNull(name);
  }

  JsonNode raw(String name) {
    return node.path(name);
  }

  String text(String name) {
    return text(name, node.get(name));
  }

  String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  private String text(String name, JsonNode value) {
    if (value == null || !value.isTextual()) {
      throw wrong(name, "is not a text");
    }
    String text = value.textValue();
    if (text.isBlank() || text.length() > MOST_TEXT) {
      throw wrong(name, "is blank or longer than " + MOST_TEXT + " characters");
    }
    return text;
  }

  int count(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrong(name, "is not a whole number");
    }
    if (value.intValue() < 0) {
      throw wrong(name, "is negative");
    }
    return value.intValue();
  }

  int atLeastOne(String name) {
    int count = count(name);
    if (count == 0) {
      throw wrong(name, "is 0");
    }
    return count;
  }

  boolean truth(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isBoolean()) {
      throw wrong(name, "is neither true nor false");
    }
    return value.booleanValue();
  }

  /** A text such as {@code "129.00"}, or a number as it is written. */
  BigDecimal money(String name) {
    JsonNode value = node.get(name);
    if (value != null && value.isNumber()) {
      return value.decimalValue();
    }
    String text = text(name, value);
    if (!text.matches("-?\\d{1,18}(\\.\\d{1,8})?")) {
      throw wrong(name, "is not an amount such as \"129.00\"");
    }
    return new BigDecimal(text);
  }

  /** RFC 3339, with any offset. */
  Instant instant(String name) {
    try {
      return OffsetDateTime.parse(text(name)).toInstant();
    } catch (DateTimeException notOne) {
      throw wrong(name, "is not a time such as 2030-01-31T08:00:00Z");
    }
  }

  /** Only http and https; a link of another kind is left out, since shoppers click on it. */
  Optional<URI> link(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(text(name));
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  /** One text for all languages, or an object with a text each: {@code {"zh": …, "en": …}}. */
  Label label(String name) {
    if (!node.path(name).isObject()) {
      return Label.of(text(name));
    }
    Reading byLanguage = object(name);
    Map<Language, String> texts = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      if (byLanguage.has(language.tag())) {
        texts.put(language, byLanguage.text(language.tag()));
      }
    }
    if (texts.isEmpty()) {
      throw wrong(name, "has neither zh nor en");
    }
    return new Label(texts);
  }

  /** {@code part-shipped} is {@code PART_SHIPPED}; what is not known is {@code unknown}. */
  <E extends Enum<E>> E oneOf(String name, Class<E> type, E unknown) {
    String said = text(name).replace('-', '_').toUpperCase(Locale.ROOT);
    for (E value : type.getEnumConstants()) {
      if (value.name().equals(said)) {
        return value;
      }
    }
    return unknown;
  }

  <T> Optional<T> optional(String name, Function<String, T> read) {
    return has(name) ? Optional.of(read.apply(name)) : Optional.empty();
  }

  Reading object(String name) {
    return new Reading(node.get(name), pointer + '/' + name);
  }

  /** A list of texts, none blank. */
  List<String> texts(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isArray() || value.size() > MOST_ITEMS) {
      throw wrong(name, "is not a list of at most " + MOST_ITEMS);
    }
    List<String> texts = new ArrayList<>(value.size());
    for (JsonNode item : value) {
      if (!item.isTextual() || item.asText().isBlank() || item.asText().length() > MOST_TEXT) {
        throw wrong(name, "has an item that is no text");
      }
      texts.add(item.asText());
    }
    return texts;
  }

  <T> List<T> list(String name, Function<Reading, T> read) {
    JsonNode value = node.get(name);
    if (value == null || !value.isArray() || value.size() > MOST_ITEMS) {
      throw wrong(name, "is not a list of at most " + MOST_ITEMS);
    }
    List<T> items = new ArrayList<>(value.size());
    for (int i = 0; i < value.size(); i++) {
      items.add(read.apply(new Reading(value.get(i), pointer + '/' + name + '/' + i)));
    }
    return items;
  }

  ShopFailure.BadReply wrong(String name, String what) {
    return new ShopFailure.BadReply(pointer + '/' + name, what);
  }
}
