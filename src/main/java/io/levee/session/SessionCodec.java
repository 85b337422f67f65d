package io.levee.session;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Form;
import io.levee.conversation.Handover;
import io.levee.conversation.Session;
import io.levee.conversation.Talk;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * A session as JSON, for Redis and for the journal. Unknown fields are passed over, so that two
 * versions of the gateway can run side by side.
 */
public final class SessionCodec {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .registerModule(new SimpleModule().addDeserializer(ConversationId.class, new IdReader()));

  private static final ObjectReader READER = MAPPER.readerFor(Session.class);

  private SessionCodec() {}

  /** Written by hand: this is done once a turn, and reading only when a conversation is found. */
  public static String encode(Session session) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator json = MAPPER.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("id", session.id().toString());
      customer(json, session.customer());
      json.writeNumberField("lastSeq", session.lastSeq());
      json.writeStringField("handledBy", session.handledBy().name());
      json.writeBooleanField("closed", session.closed());
      talk(json, session.talk());
      handover(json, session.handover());
      json.writeEndObject();
    } catch (IOException neverOnStrings) {
      throw new UncheckedIOException(neverOnStrings);
    }
    return text.toString();
  }

  private static void customer(JsonGenerator json, Customer customer) throws IOException {
    json.writeObjectFieldStart("customer");
    json.writeStringField("storefront", customer.storefront());
    json.writeStringField("id", customer.id());
    json.writeStringField("name", customer.name());
    json.writeStringField("tier", customer.tier());
    json.writeEndObject();
  }

  private static void talk(JsonGenerator json, Talk talk) throws IOException {
    json.writeObjectFieldStart("talk");
    json.writeStringField("language", talk.language().name());
    json.writeNumberField("misses", talk.misses());
    strings(json, "offered", talk.offered());
    strings(json, "intents", talk.intents());
    json.writeArrayFieldStart("sentiments");
    for (int sentiment : talk.sentiments()) {
      json.writeNumber(sentiment);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("forms");
    for (Form form : talk.forms()) {
      form(json, form);
    }
    json.writeEndArray();
    json.writeStringField("order", talk.order());
    json.writeEndObject();
  }

  private static void form(JsonGenerator json, Form form) throws IOException {
    json.writeStartObject();
    json.writeStringField("skill", form.skill());
    json.writeObjectFieldStart("filled");
    for (Map.Entry<String, String> slot : form.filled().entrySet()) {
      json.writeStringField(slot.getKey(), slot.getValue());
    }
    json.writeEndObject();
    json.writeStringField("asking", form.asking());
    json.writeBooleanField("asked", form.asked());
    json.writeNumberField("misses", form.misses());
    strings(json, "offered", form.offered());
    json.writeEndObject();
  }

  private static void handover(JsonGenerator json, Handover handover) throws IOException {
    json.writeObjectFieldStart("handover");
    json.writeStringField("skill", handover.skill());
    json.writeStringField("why", handover.why());
    json.writeStringField("agent", handover.agent());
    json.writeStringField("agentName", handover.agentName());
    json.writeStringField("ticket", handover.ticket());
    json.writeStringField("grade", handover.grade().name());
    json.writeBooleanField("later", handover.later());
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  /**
   * @throws IllegalArgumentException if it is none
   */
  public static Session decode(String json) {
    try {
      return READER.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a session: " + e.getOriginalMessage(), e);
    }
  }
}
