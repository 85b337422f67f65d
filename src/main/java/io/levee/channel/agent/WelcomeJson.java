package io.levee.channel.agent;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/** The answer to a hello, as it goes over the wire. */
final class WelcomeJson {
  private WelcomeJson() {}

  static void write(JsonGenerator json, AgentFrame.Welcome welcome) throws IOException {
    AgentFrame.Workplace place = welcome.place();
    json.writeStartObject();
    json.writeStringField("type", "welcome");
    json.writeObjectFieldStart("agent");
    json.writeStringField("user", place.user());
    json.writeStringField("name", welcome.name());
    PacketJson.texts(json, "skills", welcome.skills().stream().sorted().toList());
    json.writeStringField("role", welcome.role());
    json.writeEndObject();
    json.writeObjectFieldStart("state");
    state(json, place.state());
    json.writeEndObject();
    PacketJson.texts(json, "skills", place.skills().stream().sorted().toList());
    colleagues(json, place);
    replies(json, place);
    json.writeArrayFieldStart("conversations");
    for (AgentFrame.OnDesk onDesk : welcome.conversations()) {
      json.writeStartObject();
      json.writeStringField("conversationId", onDesk.conversation().toString());
      json.writeNumberField("seq", onDesk.seq());
      json.writeFieldName("packet");
      PacketJson.write(json, onDesk.packet());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static void state(JsonGenerator json, AgentFrame.State state) throws IOException {
    json.writeBooleanField("available", state.available());
    json.writeNumberField("capacity", state.capacity());
    json.writeNumberField("mostCapacity", state.most());
    json.writeStringField("reason", state.reason());
    if (state.wrapUpUntil().isPresent()) {
      json.writeStringField("wrapUpUntil", state.wrapUpUntil().get().toString());
    }
  }

  private static void colleagues(JsonGenerator json, AgentFrame.Workplace place)
      throws IOException {
    json.writeArrayFieldStart("colleagues");
    for (AgentFrame.Colleague one : place.colleagues()) {
      json.writeStartObject();
      json.writeStringField("user", one.user());
      json.writeStringField("name", one.name());
      PacketJson.texts(json, "skills", one.skills());
      json.writeStringField("role", one.role());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void replies(JsonGenerator json, AgentFrame.Workplace place) throws IOException {
    json.writeArrayFieldStart("quickReplies");
    for (AgentFrame.QuickReply one : place.replies()) {
      json.writeStartObject();
      json.writeStringField("name", one.name());
      json.writeObjectFieldStart("texts");
      for (Map.Entry<String, String> text : one.texts().entrySet()) {
        json.writeStringField(text.getKey(), text.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
