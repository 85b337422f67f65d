package io.levee.channel.agent;

import com.fasterxml.jackson.core.JsonGenerator;
import io.levee.channel.wire.Json;
import io.levee.channel.wire.MessageJson;
import io.levee.channel.wire.Problem;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Message;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Frames for agents, as they go over the wire. */
final class AgentFrames {
  private AgentFrames() {}

  /** {@code {}} */
  static Json.Body nothing() {
    return json -> {
      json.writeStartObject();
      json.writeEndObject();
    };
  }

  static Json.Body of(AgentFrame frame) {
    return switch (frame) {
      case AgentFrame.Welcome welcome -> json -> welcome(json, welcome);
      case AgentFrame.Assigned assigned ->
          json -> {
            begin(json, "assigned", assigned.conversation());
            json.writeNumberField("seq", assigned.seq());
            json.writeFieldName("packet");
            packet(json, assigned.packet());
            json.writeEndObject();
          };
      case AgentFrame.Late late -> json -> late(json, late);
      case AgentFrame.Said said -> json -> MessageJson.frame(json, said.message());
      case AgentFrame.Ack ack ->
          json -> {
            begin(json, "ack", ack.conversation());
            json.writeStringField("messageId", ack.messageId());
            json.writeNumberField("seq", ack.seq());
            json.writeBooleanField("duplicate", ack.duplicate());
            json.writeEndObject();
          };
      case AgentFrame.Ended ended ->
          json -> {
            begin(json, "ended", ended.conversation());
            json.writeStringField("why", ended.why());
            json.writeEndObject();
          };
      case AgentFrame.Typing typing ->
          json -> {
            begin(json, "typing", typing.conversation());
            json.writeStringField("from", "customer");
            json.writeEndObject();
          };
      case AgentFrame.Queue queue ->
          json -> {
            json.writeStartObject();
            json.writeStringField("type", "queue");
            json.writeNumberField("waiting", queue.waiting());
            json.writeNumberField("longestWaitSeconds", queue.longestWaitSeconds());
            json.writeEndObject();
          };
      case AgentFrame.SignedOut out -> throw new IllegalArgumentException("is a close, no frame");
      case AgentFrame.Problem problem ->
          error(
              problem.conversation().map(ConversationId::toString).orElse(""),
              problem.messageId(),
              Problem.of(
                  problem.status(), problem.type(), title(problem.type()), problem.detail()));
    };
  }

  /**
   * @param conversation empty when it is about none
   * @param messageId empty when it is about none
   */
  static Json.Body error(String conversation, String messageId, Problem problem) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("type", "error");
      if (!conversation.isEmpty()) {
        json.writeStringField("conversationId", conversation);
      }
      if (!messageId.isEmpty()) {
        json.writeStringField("messageId", messageId);
      }
      json.writeFieldName("problem");
      problem.write(json);
      json.writeEndObject();
    };
  }

  /** {@code not-yours} reads {@code Not yours}. */
  private static String title(String type) {
    String words = type.replace('-', ' ');
    return words.isEmpty()
        ? ""
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static void begin(JsonGenerator json, String type, ConversationId conversation)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeStringField("conversationId", conversation.toString());
  }

  private static void welcome(JsonGenerator json, AgentFrame.Welcome welcome) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "welcome");
    json.writeObjectFieldStart("agent");
    json.writeStringField("name", welcome.name());
    texts(json, "skills", welcome.skills().stream().sorted().toList());
    json.writeStringField("role", welcome.role());
    json.writeEndObject();
    json.writeArrayFieldStart("conversations");
    for (AgentFrame.OnDesk onDesk : welcome.conversations()) {
      json.writeStartObject();
      json.writeStringField("conversationId", onDesk.conversation().toString());
      json.writeNumberField("seq", onDesk.seq());
      json.writeFieldName("packet");
      packet(json, onDesk.packet());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void late(JsonGenerator json, AgentFrame.Late late) throws IOException {
    begin(json, "packet", late.conversation());
    if (late.orders().isPresent()) {
      orders(json, late.orders().get());
    }
    if (late.summary().isPresent()) {
      json.writeStringField("summary", late.summary().get());
    }
    if (late.suggestions().isPresent()) {
      texts(json, "suggestions", late.suggestions().get());
    }
    json.writeEndObject();
  }

  private static void packet(JsonGenerator json, AgentFrame.Packet packet) throws IOException {
    json.writeStartObject();
    customer(json, packet.customer());
    orders(json, packet.orders());
    texts(json, "intents", packet.intents());
    json.writeArrayFieldStart("slots");
    for (AgentFrame.Slot slot : packet.slots()) {
      json.writeStartObject();
      json.writeStringField("name", slot.name());
      json.writeStringField("value", slot.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("sentiment");
    for (int sentiment : packet.sentiment()) {
      json.writeNumber(sentiment);
    }
    json.writeEndArray();
    json.writeStringField("summary", packet.summary());
    json.writeStringField("why", packet.why());
    json.writeNumberField("waitedSeconds", packet.waitedSeconds());
    json.writeArrayFieldStart("history");
    for (Message message : packet.history()) {
      MessageJson.history(json, message);
    }
    json.writeEndArray();
    texts(json, "suggestions", packet.suggestions());
    json.writeEndObject();
  }

  private static void customer(JsonGenerator json, Customer customer) throws IOException {
    json.writeObjectFieldStart("customer");
    json.writeStringField("storefront", customer.storefront());
    json.writeStringField("customerId", customer.id());
    json.writeStringField("name", customer.name());
    json.writeStringField("tier", customer.tier());
    json.writeEndObject();
  }

  private static void orders(JsonGenerator json, List<String> orders) throws IOException {
    json.writeArrayFieldStart("orders");
    for (String order : orders) {
      Json.embed(json, order);
    }
    json.writeEndArray();
  }

  private static void texts(JsonGenerator json, String field, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
