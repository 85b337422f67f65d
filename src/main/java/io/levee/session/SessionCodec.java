package io.levee.session;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
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
import io.levee.json.JsonBytes;
import java.util.List;
import java.util.Map;

/**
 * A session as JSON, for Redis and for the journal, which keeps one with every turn: so what is
 * seldom there is only written where it is. What is missing is read as empty and unknown fields are
 * passed over, so that an update reads what the version before it left. The version before may not
 * read what the update writes: two versions run side by side only where the changelog says so.
 */
public final class SessionCodec {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(Customer.class, CustomerParts.class)
          .registerModule(new SimpleModule().addDeserializer(ConversationId.class, new IdReader()));

  private static final ObjectReader READER = MAPPER.readerFor(Session.class);

  private static final int ROOM = 768;

  private static final byte[] ID = JsonBytes.ascii("{\"id\":");
  private static final byte[] STOREFRONT = JsonBytes.ascii(",\"customer\":{\"storefront\":");
  private static final byte[] CUSTOMER_ID = JsonBytes.ascii(",\"id\":");
  private static final byte[] NAME = JsonBytes.ascii(",\"name\":");
  private static final byte[] TIER = JsonBytes.ascii(",\"tier\":");
  private static final byte[] LAST_SEQ = JsonBytes.ascii(",\"lastSeq\":");
  private static final byte[] HANDLED_BY = JsonBytes.ascii(",\"handledBy\":");
  private static final byte[] CLOSED = JsonBytes.ascii(",\"closed\":");
  private static final byte[] LANGUAGE = JsonBytes.ascii(",\"talk\":{\"language\":");
  private static final byte[] MISSES = JsonBytes.ascii(",\"misses\":");
  private static final byte[] OFFERED = JsonBytes.ascii(",\"offered\":");
  private static final byte[] INTENTS = JsonBytes.ascii(",\"intents\":");
  private static final byte[] SENTIMENTS = JsonBytes.ascii(",\"sentiments\":[");
  private static final byte[] FORMS = JsonBytes.ascii(",\"forms\":[");
  private static final byte[] ORDER = JsonBytes.ascii(",\"order\":");
  private static final byte[] SKILL_FIRST = JsonBytes.ascii("{\"skill\":");
  private static final byte[] FILLED = JsonBytes.ascii(",\"filled\":{");
  private static final byte[] IS = JsonBytes.ascii(":");
  private static final byte[] ASKING = JsonBytes.ascii(",\"asking\":");
  private static final byte[] ASKED = JsonBytes.ascii(",\"asked\":");
  private static final byte[] SKILL = JsonBytes.ascii(",\"handover\":{\"skill\":");
  private static final byte[] WHY = JsonBytes.ascii(",\"why\":");
  private static final byte[] AGENT = JsonBytes.ascii(",\"agent\":");
  private static final byte[] AGENT_NAME = JsonBytes.ascii(",\"agentName\":");
  private static final byte[] TICKET = JsonBytes.ascii(",\"ticket\":");
  private static final byte[] GRADE = JsonBytes.ascii(",\"grade\":");
  private static final byte[] LATER = JsonBytes.ascii(",\"later\":");
  private static final byte[] NEXT = JsonBytes.ascii(",");
  private static final byte[] END_LIST = JsonBytes.ascii("]");
  private static final byte[] END = JsonBytes.ascii("}");

  /** What a customer is made of, who is no record. */
  @SuppressWarnings("UnusedVariable") // only looked at
  private abstract static class CustomerParts {
    @JsonCreator
    CustomerParts(
        @JsonProperty("storefront") String storefront,
        @JsonProperty("id") String id,
        @JsonProperty("name") String name,
        @JsonProperty("tier") String tier) {}
  }

  private SessionCodec() {}

  /**
   * In ASCII. Written by hand: this is done once a turn, and reading only when a conversation is
   * found.
   */
  public static String encode(Session session) {
    JsonBytes json = JsonBytes.inAscii(ROOM);
    json.raw(ID).id(session.id().value());
    customer(json, session.customer());
    json.raw(LAST_SEQ).number(session.lastSeq());
    json.raw(HANDLED_BY).string(session.handledBy().name());
    if (session.closed()) {
      json.raw(CLOSED).flag(true);
    }
    talk(json, session.talk());
    if (!session.handover().equals(Handover.NONE)) {
      handover(json, session.handover());
    }
    return json.raw(END).toString();
  }

  private static void customer(JsonBytes json, Customer customer) {
    json.raw(STOREFRONT).string(customer.storefront());
    json.raw(CUSTOMER_ID).string(customer.id());
    text(json, NAME, customer.name());
    text(json, TIER, customer.tier());
    json.raw(END);
  }

  private static void text(JsonBytes json, byte[] name, String value) {
    if (!value.isEmpty()) {
      json.raw(name).string(value);
    }
  }

  private static void talk(JsonBytes json, Talk talk) {
    json.raw(LANGUAGE).string(talk.language().name());
    if (talk.misses() > 0) {
      json.raw(MISSES).number(talk.misses());
    }
    json.raw(OFFERED).strings(talk.offered());
    json.raw(INTENTS).strings(talk.intents());
    json.raw(SENTIMENTS);
    for (int i = 0; i < talk.sentiments().size(); i++) {
      if (i > 0) {
        json.raw(NEXT);
      }
      json.number(talk.sentiments().get(i));
    }
    json.raw(END_LIST);
    forms(json, talk.forms());
    text(json, ORDER, talk.order());
    json.raw(END);
  }

  private static void forms(JsonBytes json, List<Form> forms) {
    if (forms.isEmpty()) {
      return;
    }
    json.raw(FORMS);
    for (int i = 0; i < forms.size(); i++) {
      if (i > 0) {
        json.raw(NEXT);
      }
      form(json, forms.get(i));
    }
    json.raw(END_LIST);
  }

  private static void form(JsonBytes json, Form form) {
    json.raw(SKILL_FIRST).string(form.skill());
    json.raw(FILLED);
    boolean first = true;
    for (Map.Entry<String, String> slot : form.filled().entrySet()) {
      if (!first) {
        json.raw(NEXT);
      }
      json.string(slot.getKey()).raw(IS).string(slot.getValue());
      first = false;
    }
    json.raw(END);
    json.raw(ASKING).string(form.asking());
    json.raw(ASKED).flag(form.asked());
    json.raw(MISSES).number(form.misses());
    json.raw(OFFERED).strings(form.offered());
    json.raw(END);
  }

  private static void handover(JsonBytes json, Handover handover) {
    json.raw(SKILL).string(handover.skill());
    json.raw(WHY).string(handover.why());
    json.raw(AGENT).string(handover.agent());
    json.raw(AGENT_NAME).string(handover.agentName());
    json.raw(TICKET).string(handover.ticket());
    json.raw(GRADE).string(handover.grade().name());
    json.raw(LATER).flag(handover.later());
    json.raw(END);
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
