package io.levee.session;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.levee.conversation.ConversationId;
import java.io.IOException;

final class IdReader extends StdDeserializer<ConversationId> {
  private static final long serialVersionUID = 1L;

  IdReader() {
    super(ConversationId.class);
  }

  @Override
  public ConversationId deserialize(JsonParser in, DeserializationContext context)
      throws IOException {
    return ConversationId.parse(in.getText())
        .orElseThrow(
            () -> context.weirdStringException(null, ConversationId.class, "not a UUIDv7"));
  }
}
