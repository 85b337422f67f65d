package io.levee.channel.agent;

import com.fasterxml.jackson.core.JsonGenerator;
import io.levee.channel.wire.Json;
import io.levee.channel.wire.MessageJson;
import io.levee.conversation.Customer;
import io.levee.conversation.Message;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What an agent must know, as it goes over the wire. */
final class PacketJson {
  private PacketJson() {}

  /** What came late, into an object that is open. */
  static void parts(JsonGenerator json, AgentFrame.Late late) throws IOException {
    if (late.orders().isPresent()) {
      orders(json, late.orders().get());
    }
    if (late.summary().isPresent()) {
      json.writeStringField("summary", late.summary().get());
    }
    if (late.suggestions().isPresent()) {
      texts(json, "suggestions", late.suggestions().get());
    }
    if (late.earlier().isPresent()) {
      json.writeNumberField("earlierConversations", late.earlier().getAsInt());
    }
  }

  static void write(JsonGenerator json, AgentFrame.Packet packet) throws IOException {
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
    json.writeStringField("language", packet.language().tag());
    json.writeArrayFieldStart("tried");
    for (AgentFrame.Tried tried : packet.tried()) {
      json.writeStartObject();
      json.writeStringField("asked", tried.asked());
      json.writeStringField("intent", tried.intent());
      json.writeStringField("answer", tried.answer());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("titles");
    for (Map.Entry<String, String> title : packet.titles().entrySet()) {
      json.writeStringField(title.getKey(), title.getValue());
    }
    json.writeEndObject();
    if (packet.earlier().isPresent()) {
      json.writeNumberField("earlierConversations", packet.earlier().getAsInt());
    }
    json.writeEndObject();
  }

  static void suggestions(JsonGenerator json, String field, List<AgentFrame.Suggestion> all)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (AgentFrame.Suggestion one : all) {
      json.writeStartObject();
      json.writeStringField("id", one.entry());
      json.writeStringField("title", one.title());
      json.writeStringField("text", one.text());
      json.writeNumberField("confidence", Math.round(one.confidence() * 1000) / 1000.0);
      json.writeEndObject();
    }
    json.writeEndArray();
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

  static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
