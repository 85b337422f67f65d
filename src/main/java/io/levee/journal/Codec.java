package io.levee.journal;

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
    ArrayNode array = JSON.createArrayNode();
    options.forEach(option -> array.add(storable(option)));
    return array.toString();
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
    ObjectNode node =
        JSON.createObjectNode()
            .put("stage", lower(understood.stage()))
            .put("verdict", lower(understood.verdict()))
            .put("sentiment", understood.sentiment())
            .put("language", understood.language().tag())
            .put("degraded", understood.degraded());
    candidates(node, understood.candidates());
    if (!understood.parts().isEmpty()) {
      ArrayNode parts = node.putArray("parts");
      for (Part part : understood.parts()) {
        candidates(parts.addObject().put("verdict", lower(part.verdict())), part.candidates());
      }
    }
    if (!understood.named().isEmpty()) {
      ArrayNode named = node.putArray("named");
      for (Named one : understood.named()) {
        named
            .addObject()
            .put("kind", one.kind())
            .put("start", one.start())
            .put("end", one.end())
            .put("value", storable(one.value()))
            .put("detail", storable(one.detail()))
            .put("confidence", one.confidence())
            .put("personal", one.personal());
      }
    }
    return node.toString();
  }

  private static void candidates(ObjectNode node, List<Candidate> candidates) {
    ArrayNode array = node.putArray("candidates");
    for (Candidate candidate : candidates) {
      array
          .addObject()
          .put("intent", storable(candidate.intent()))
          .put("confidence", candidate.confidence());
    }
  }

  static Optional<Understood> understood(String json) {
    if (json == null) {
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
