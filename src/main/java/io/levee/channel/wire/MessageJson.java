package io.levee.channel.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.levee.conversation.Attachment;
import io.levee.conversation.Kind;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import io.levee.conversation.Sender;
import io.levee.conversation.Understood;
import java.io.IOException;

/** Stored messages on the wire: in the history, in replies, and as live frames. */
public final class MessageJson {
  /** What the addresses of images begin with. */
  public static final String UPLOADS = "/v1/uploads/";

  private MessageJson() {}

  /** As in the history and in an answer's replies: {@code type} is what the message is. */
  public static void history(JsonGenerator json, Message message) throws IOException {
    json.writeStartObject();
    json.writeNumberField("seq", message.seq());
    json.writeStringField("from", message.from().wire());
    json.writeStringField("type", message.kind().wire());
    content(json, message);
    json.writeEndObject();
  }

  /** As a live frame: {@code type} is what the frame is. */
  public static void frame(JsonGenerator json, Message message) throws IOException {
    boolean cameOrWent = message.kind() == Kind.JOINED || message.kind() == Kind.LEFT;
    json.writeStartObject();
    json.writeStringField("type", cameOrWent ? message.kind().wire() : "message");
    json.writeStringField("conversationId", message.conversation().toString());
    json.writeNumberField("seq", message.seq());
    json.writeStringField("from", message.from().wire());
    if (!cameOrWent && message.kind() != Kind.TEXT) {
      json.writeStringField("event", message.kind().wire());
    }
    content(json, message);
    json.writeEndObject();
  }

  private static void content(JsonGenerator json, Message message) throws IOException {
    if (!message.messageId().isEmpty()) {
      json.writeStringField("messageId", message.messageId());
    }
    json.writeStringField("text", message.text());
    json.writeStringField("at", message.at().toString());
    if (!message.agent().isEmpty()) {
      agent(json, message.agent());
    }
    if (!message.attachments().isEmpty()) {
      json.writeArrayFieldStart("attachments");
      for (Attachment attachment : message.attachments()) {
        json.writeStartObject();
        json.writeStringField("type", attachment.type());
        json.writeStringField("uploadId", attachment.uploadId());
        json.writeStringField("url", url(attachment.uploadId()));
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (message.from() == Sender.BOT) {
      json.writeArrayFieldStart("options");
      for (String option : message.options()) {
        json.writeString(option);
      }
      json.writeEndArray();
      if (message.understood().isPresent()) {
        intent(json, message.understood().get());
      }
      json.writeBooleanField(
          "degraded", message.understood().map(Understood::degraded).orElse(false));
    }
  }

  /** Where an image is shown, seen from the gateway's root. */
  public static String url(String uploadId) {
    return UPLOADS + uploadId;
  }

  /** The field {@code intent}, if there is one to be sure of. */
  public static void intent(JsonGenerator json, Understood understood) throws IOException {
    if (understood.intent().isEmpty()) {
      return;
    }
    Understood.Candidate best = understood.intent().get();
    json.writeObjectFieldStart("intent");
    json.writeStringField("name", best.intent());
    json.writeNumberField("confidence", best.confidence());
    json.writeEndObject();
  }

  /** The field {@code agent}. */
  public static void agent(JsonGenerator json, String name) throws IOException {
    json.writeObjectFieldStart("agent");
    json.writeStringField("name", name);
    json.writeEndObject();
  }

  /** The fields of a place in the queue. */
  public static void place(JsonGenerator json, Place place) throws IOException {
    json.writeNumberField("position", place.position());
    json.writeNumberField("waitSeconds", place.waitSeconds());
  }
}
