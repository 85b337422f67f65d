package io.levee.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.levee.conversation.Attachment;
import io.levee.conversation.Effect;
import io.levee.conversation.Grade;
import io.levee.conversation.Language;
import io.levee.conversation.Named;
import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Part;
import io.levee.conversation.Understood.Stage;
import io.levee.conversation.Understood.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parts of a row that are JSON. The names are written out: rows outlive refactorings. */
final class Codec {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int REPLACEMENT = 0xFFFD;

  /** Where no value would mean something else. */
  static final String NOTHING = "null";

  private Codec() {}

  /**
   * What PostgreSQL can keep: U+0000 and halves of surrogate pairs, which it cannot, become U+FFFD.
   */
  static String storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return text.codePoints()
            .map(p -> p == 0 || (p >= 0xD800 && p <= 0xDFFF) ? REPLACEMENT : p)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }

  /** {@code null} when there are none. */
  static String options(List<String> options) {
    if (options.isEmpty()) {
      return null;
    }
    StringWriter text = new StringWriter(128);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (String option : options) {
        json.writeString(storable(option));
      }
      json.writeEndArray();
    } catch (IOException neverOnStrings) {
      throw new UncheckedIOException(neverOnStrings);
    }
    return text.toString();
  }

  static List<String> options(String json) {
    List<String> options = new ArrayList<>();
    read(json).forEach(option -> options.add(option.asText()));
    return options;
  }

  /** {@code null} when there are none. */
  static String attachments(List<Attachment> attachments) {
    if (attachments.isEmpty()) {
      return null;
    }
    ArrayNode array = JSON.createArrayNode();
    attachments.forEach(
        a ->
            array
                .addObject()
                .put("type", storable(a.type()))
                .put("uploadId", storable(a.uploadId())));
    return array.toString();
  }

  static List<Attachment> attachments(String json) {
    List<Attachment> attachments = new ArrayList<>();
    read(json)
        .forEach(
            a ->
                attachments.add(
                    new Attachment(a.path("type").asText(), a.path("uploadId").asText())));
    return attachments;
  }

  static String understood(Understood understood) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("stage", lower(understood.stage()));
      json.writeStringField("verdict", lower(understood.verdict()));
      json.writeNumberField("sentiment", understood.sentiment());
      json.writeStringField("language", understood.language().tag());
      json.writeBooleanField("degraded", understood.degraded());
      candidates(json, understood.candidates());
      if (!understood.parts().isEmpty()) {
        json.writeArrayFieldStart("parts");
        for (Part part : understood.parts()) {
          json.writeStartObject();
          json.writeStringField("verdict", lower(part.verdict()));
          candidates(json, part.candidates());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      if (!understood.named().isEmpty()) {
        json.writeArrayFieldStart("named");
        for (Named one : understood.named()) {
          named(json, one);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    } catch (IOException neverOnStrings) {
      throw new UncheckedIOException(neverOnStrings);
    }
    return text.toString();
  }

  private static void named(JsonGenerator json, Named one) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", one.kind());
    json.writeNumberField("start", one.start());
    json.writeNumberField("end", one.end());
    json.writeStringField("value", storable(one.value()));
    json.writeStringField("detail", storable(one.detail()));
    json.writeNumberField("confidence", one.confidence());
    json.writeBooleanField("personal", one.personal());
    json.writeEndObject();
  }

  private static void candidates(JsonGenerator json, List<Candidate> candidates)
      throws IOException {
    json.writeArrayFieldStart("candidates");
    for (Candidate candidate : candidates) {
      json.writeStartObject();
      json.writeStringField("intent", storable(candidate.intent()));
      json.writeNumberField("confidence", candidate.confidence());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static Optional<Understood> understood(String json) {
    if (json == null || json.equals(NOTHING)) {
      return Optional.empty();
    }
    JsonNode node = read(json);
    List<Part> parts = new ArrayList<>();
    node.path("parts")
        .forEach(p -> parts.add(new Part(candidates(p), Verdict.valueOf(upper(p, "verdict")))));
    List<Named> named = new ArrayList<>();
    node.path("named").forEach(n -> named.add(named(n)));
    return Optional.of(
        new Understood(
            Stage.valueOf(upper(node, "stage")),
            candidates(node),
            Verdict.valueOf(upper(node, "verdict")),
            node.path("sentiment").asInt(),
            Language.valueOf(upper(node, "language")),
            node.path("degraded").asBoolean(),
            parts,
            named));
  }

  private static List<Candidate> candidates(JsonNode node) {
    List<Candidate> candidates = new ArrayList<>();
    node.path("candidates")
        .forEach(
            c ->
                candidates.add(
                    new Candidate(c.path("intent").asText(), c.path("confidence").asDouble())));
    return candidates;
  }

  private static Named named(JsonNode node) {
    return new Named(
        node.path("kind").asText(),
        node.path("start").asInt(),
        node.path("end").asInt(),
        node.path("value").asText(),
        node.path("detail").asText(),
        node.path("confidence").asDouble(),
        node.path("personal").asBoolean());
  }

  static String effect(Effect effect) {
    return switch (effect) {
      case Effect.Enqueue enqueue ->
          JSON.createObjectNode()
              .put("kind", "enqueue")
              .put("skill", storable(enqueue.skill()))
              .put("priority", enqueue.priority())
              .put("since", enqueue.since().toString())
              .put("grade", enqueue.grade().wire())
              .toString();
      case Effect.Leave leave -> JSON.createObjectNode().put("kind", "leave").toString();
      case Effect.Return back -> {
        ObjectNode node =
            JSON.createObjectNode()
                .put("kind", "return")
                .put("order", storable(back.order()))
                .put("reason", storable(back.reason()));
        ObjectNode pieces = node.putObject("pieces");
        back.pieces().forEach((line, count) -> pieces.put(storable(line), count));
        yield node.toString();
      }
    };
  }

  static Effect effect(String json) {
    JsonNode node = read(json);
    String kind = node.path("kind").asText();
    return switch (kind) {
      case "enqueue" ->
          new Effect.Enqueue(
              node.path("skill").asText(),
              node.path("priority").asInt(),
              Instant.parse(node.path("since").asText()),
              Grade.ofWire(node.path("grade").asText()));
      case "leave" -> new Effect.Leave();
      case "return" ->
          new Effect.Return(
              node.path("order").asText(),
              pieces(node.path("pieces")),
              node.path("reason").asText());
      default -> throw new IllegalStateException("the outbox has an effect of kind " + kind);
    };
  }

  private static Map<String, Integer> pieces(JsonNode node) {
    Map<String, Integer> pieces = new LinkedHashMap<>();
    node.properties().forEach(line -> pieces.put(line.getKey(), line.getValue().asInt()));
    return pieces;
  }

  private static JsonNode read(String json) {
    if (json == null) {
      return JSON.createArrayNode();
    }
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a jsonb column without JSON", e);
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String upper(JsonNode node, String field) {
    return node.path(field).asText().toUpperCase(Locale.ROOT);
  }
}
