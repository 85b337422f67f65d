package io.levee.channel.agent;

import com.fasterxml.jackson.core.JsonGenerator;
import io.levee.channel.wire.Json;
import io.levee.channel.wire.MessageJson;
import io.levee.channel.wire.Problem;
import io.levee.conversation.ConversationId;
import java.io.IOException;
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
      case AgentFrame.Welcome welcome -> json -> WelcomeJson.write(json, welcome);
      case AgentFrame.Assigned assigned ->
          json -> {
            begin(json, "assigned", assigned.conversation());
            json.writeNumberField("seq", assigned.seq());
            json.writeFieldName("packet");
            PacketJson.write(json, assigned.packet());
            json.writeEndObject();
          };
      case AgentFrame.Watching watching ->
          json -> {
            begin(json, "watching", watching.conversation());
            json.writeNumberField("seq", watching.seq());
            json.writeStringField("agent", watching.agent());
            json.writeFieldName("packet");
            PacketJson.write(json, watching.packet());
            json.writeEndObject();
          };
      case AgentFrame.Late late ->
          json -> {
            begin(json, "packet", late.conversation());
            PacketJson.parts(json, late);
            json.writeEndObject();
          };
      case AgentFrame.Suggestions suggestions ->
          json -> {
            begin(json, "suggestions", suggestions.conversation());
            json.writeNumberField("seq", suggestions.seq());
            PacketJson.suggestions(json, "suggestions", suggestions.all());
            json.writeEndObject();
          };
      case AgentFrame.Found found ->
          json -> {
            begin(json, "found");
            json.writeStringField("text", found.text());
            PacketJson.suggestions(json, "entries", found.all());
            json.writeEndObject();
          };
      case AgentFrame.Whisper whisper ->
          json -> {
            begin(json, "whisper", whisper.conversation());
            json.writeStringField("from", whisper.from());
            json.writeStringField("text", whisper.text());
            json.writeStringField("at", whisper.at().toString());
            json.writeEndObject();
          };
      case AgentFrame.Notes notes ->
          json -> {
            begin(json, "notes", notes.conversation());
            json.writeArrayFieldStart("notes");
            for (AgentFrame.Note note : notes.all()) {
              json.writeStartObject();
              json.writeStringField("from", note.from());
              json.writeStringField("text", note.text());
              json.writeStringField("at", note.at().toString());
              json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
          };
      case AgentFrame.State state ->
          json -> {
            begin(json, "state");
            WelcomeJson.state(json, state);
            json.writeEndObject();
          };
      case AgentFrame.Overview overview -> json -> FloorJson.write(json, overview.floor());
      case AgentFrame.Said said ->
          json -> json.writeRawValue(MessageJson.frame(said.message()).toString());
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
            begin(json, "queue");
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

  private static void begin(JsonGenerator json, String type) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
  }

  private static void begin(JsonGenerator json, String type, ConversationId conversation)
      throws IOException {
    begin(json, type);
    json.writeStringField("conversationId", conversation.toString());
  }
}
