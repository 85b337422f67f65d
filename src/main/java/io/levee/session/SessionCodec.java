package io.levee.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Session;

/**
 * A session as JSON, for Redis and for the journal. Unknown fields are passed over, so that two
 * versions of the gateway can run side by side.
 */
public final class SessionCodec {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .registerModule(
              new SimpleModule()
                  .addSerializer(ConversationId.class, ToStringSerializer.instance)
                  .addDeserializer(ConversationId.class, new IdReader()));

  private static final ObjectWriter WRITER = MAPPER.writerFor(Session.class);
  private static final ObjectReader READER = MAPPER.readerFor(Session.class);

  private SessionCodec() {}

  public static String encode(Session session) {
    try {
      return WRITER.writeValueAsString(session);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a session always fits JSON", e);
    }
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
