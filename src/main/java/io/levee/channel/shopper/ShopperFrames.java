package io.levee.channel.shopper;

import io.levee.channel.Outcome;
import io.levee.channel.Road;
import io.levee.channel.wire.Json;
import io.levee.channel.wire.MessageJson;
import io.levee.channel.wire.Problem;
import io.levee.conversation.Place;
import io.levee.json.JsonBytes;
import java.time.Duration;

/** What a shopper's socket is told, but for stored messages. */
final class ShopperFrames {
  private static final int ACK_ROOM = 192;
  private static final byte[] ACK = JsonBytes.ascii("{\"type\":\"ack\",\"conversationId\":");
  private static final byte[] MESSAGE_ID = JsonBytes.ascii(",\"messageId\":");
  private static final byte[] SEQ = JsonBytes.ascii(",\"seq\":");
  private static final byte[] DUPLICATE = JsonBytes.ascii(",\"duplicate\":");
  private static final byte[] END = JsonBytes.ascii("}");

  private ShopperFrames() {}

  static Json.Body welcome(Road.Standing standing) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("type", "welcome");
      if (standing.conversation().isPresent()) {
        json.writeStringField("conversationId", standing.conversation().get().toString());
      } else {
        json.writeNullField("conversationId");
      }
      json.writeNumberField("seq", standing.lastSeq());
      json.writeStringField("handledBy", standing.handledBy().wire());
      if (standing.closed()) {
        json.writeBooleanField("closed", true);
      }
      if (!standing.agentName().isEmpty()) {
        MessageJson.agent(json, standing.agentName());
      }
      if (standing.place().isPresent()) {
        json.writeObjectFieldStart("queue");
        MessageJson.place(json, standing.place().get());
        json.writeEndObject();
      }
      json.writeEndObject();
    };
  }

  static JsonBytes ack(Outcome.Accepted accepted) {
    return new JsonBytes(ACK_ROOM)
        .raw(ACK)
        .id(accepted.conversation().value())
        .raw(MESSAGE_ID)
        .string(accepted.messageId())
        .raw(SEQ)
        .number(accepted.seq())
        .raw(DUPLICATE)
        .flag(accepted.duplicate())
        .raw(END);
  }

  static Json.Body queue(Place place) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("type", "queue");
      MessageJson.place(json, place);
      json.writeEndObject();
    };
  }

  static Json.Body typing() {
    return json -> {
      json.writeStartObject();
      json.writeStringField("type", "typing");
      json.writeStringField("from", "agent");
      json.writeEndObject();
    };
  }

  static Json.Body busy(String messageId, Duration retryAfter) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("type", "busy");
      json.writeStringField("messageId", messageId);
      json.writeNumberField("retryAfterMillis", Math.max(1, retryAfter.toMillis()));
      json.writeEndObject();
    };
  }

  static Json.Body provisional(String messageId, String text) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("type", "provisional");
      json.writeStringField("messageId", messageId);
      json.writeStringField("text", text);
      json.writeEndObject();
    };
  }

  /**
   * @param messageId empty when it is about no message, or about one without a readable id
   */
  static Json.Body error(String messageId, Problem problem) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("type", "error");
      if (!messageId.isEmpty()) {
        json.writeStringField("messageId", messageId);
      }
      json.writeFieldName("problem");
      problem.write(json);
      json.writeEndObject();
    };
  }
}
