package io.levee.channel.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.levee.conversation.Attachment;
import io.levee.conversation.Kind;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import io.levee.conversation.Sender;
import io.levee.conversation.Understood;
import io.levee.json.JsonBytes;
import java.io.IOException;
import java.util.List;

/** Stored messages on the wire: in the history, in replies, and as live frames. */
public final class MessageJson {
  /** What the addresses of images begin with. */
  public static final String UPLOADS = "/v1/uploads/";

  private static final int ROOM = 512;

  private static final byte[] TYPE_FIRST = JsonBytes.ascii("{\"type\":");
  private static final byte[] SEQ_FIRST = JsonBytes.ascii("{\"seq\":");
  private static final byte[] TYPE = JsonBytes.ascii(",\"type\":");
  private static final byte[] CONVERSATION = JsonBytes.ascii(",\"conversationId\":");
  private static final byte[] SEQ = JsonBytes.ascii(",\"seq\":");
  private static final byte[] FROM = JsonBytes.ascii(",\"from\":");
  private static final byte[] EVENT = JsonBytes.ascii(",\"event\":");
  private static final byte[] MESSAGE_ID = JsonBytes.ascii(",\"messageId\":");
  private static final byte[] TEXT = JsonBytes.ascii(",\"text\":");
  private static final byte[] AT = JsonBytes.ascii(",\"at\":");
  private static final byte[] AGENT = JsonBytes.ascii(",\"agent\":{\"name\":");
  private static final byte[] ATTACHMENTS = JsonBytes.ascii(",\"attachments\":[{\"type\":");
  private static final byte[] ATTACHMENT = JsonBytes.ascii(",{\"type\":");
  private static final byte[] UPLOAD_ID = JsonBytes.ascii(",\"uploadId\":");
  private static final byte[] URL = JsonBytes.ascii(",\"url\":");
  private static final byte[] OPTIONS = JsonBytes.ascii(",\"options\":");
  private static final byte[] DEGRADED = JsonBytes.ascii(",\"degraded\":");
  private static final byte[] END = JsonBytes.ascii("}");
  private static final byte[] END_ARRAY = JsonBytes.ascii("]");

  private MessageJson() {}

  /** As in the history and in an answer's replies: {@code type} is what the message is. */
  public static void history(JsonBytes json, Message message) {
    json.raw(SEQ_FIRST).number(message.seq());
    json.raw(FROM).string(message.from().wire());
    json.raw(TYPE).string(message.kind().wire());
    content(json, message);
    json.raw(END);
  }

  /** The same into other JSON. */
  public static void history(JsonGenerator json, Message message) throws IOException {
    JsonBytes bytes = new JsonBytes(ROOM);
    history(bytes, message);
    json.writeRawValue(bytes.toString());
  }

  /** As a live frame: {@code type} is what the frame is. */
  public static JsonBytes frame(Message message) {
    boolean cameOrWent = message.kind() == Kind.JOINED || message.kind() == Kind.LEFT;
    JsonBytes json = new JsonBytes(ROOM);
    json.raw(TYPE_FIRST).string(cameOrWent ? message.kind().wire() : "message");
    json.raw(CONVERSATION).id(message.conversation().value());
    json.raw(SEQ).number(message.seq());
    json.raw(FROM).string(message.from().wire());
    if (!cameOrWent && message.kind() != Kind.TEXT) {
      json.raw(EVENT).string(message.kind().wire());
    }
    content(json, message);
    return json.raw(END);
  }

  private static void content(JsonBytes json, Message message) {
    AnswerBytes answer = message.from() == Sender.BOT ? AnswerBytes.of(message) : null;
    if (!message.messageId().isEmpty()) {
      json.raw(MESSAGE_ID).string(message.messageId());
    }
    json.raw(TEXT);
    if (answer == null) {
      json.string(message.text());
    } else {
      json.raw(answer.words());
    }
    json.raw(AT).moment(message.at());
    if (!message.agent().isEmpty()) {
      json.raw(AGENT).string(message.agent()).raw(END);
    }
    if (!message.attachments().isEmpty()) {
      attachments(json, message.attachments());
    }
    if (answer != null) {
      json.raw(OPTIONS).raw(answer.choices());
      message.understood().ifPresent(understood -> intent(json, understood));
      boolean degraded = message.understood().isPresent() && message.understood().get().degraded();
      json.raw(DEGRADED).flag(degraded);
    }
  }

  private static void attachments(JsonBytes json, List<Attachment> attachments) {
    byte[] before = ATTACHMENTS;
    for (Attachment attachment : attachments) {
      json.raw(before).string(attachment.type());
      json.raw(UPLOAD_ID).string(attachment.uploadId());
      json.raw(URL).string(url(attachment.uploadId()));
      json.raw(END);
      before = ATTACHMENT;
    }
    json.raw(END_ARRAY);
  }

  /** Where an image is shown, seen from the gateway's root. */
  public static String url(String uploadId) {
    return UPLOADS + uploadId;
  }

  /** The field {@code intent} after others, if there is one to be sure of. */
  public static void intent(JsonBytes json, Understood understood) {
    if (understood.verdict() == Understood.Verdict.SURE) {
      json.raw(IntentBytes.of(understood.candidates().getFirst()));
    }
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
