package io.levee.channel.shopper;

import com.fasterxml.jackson.databind.JsonNode;
import io.levee.channel.HttpConfig;
import io.levee.channel.wire.Fields;
import io.levee.channel.wire.Problem;
import io.levee.channel.wire.Texts;
import io.levee.conversation.ConversationId;
import java.util.Optional;

/**
 * A shopper's message as it came, by HTTP or by socket.
 *
 * @param conversation as named; empty when none was
 * @param unknown true when what was named can be no conversation's id
 * @param customerId empty when not given
 */
record Words(
    String messageId,
    String text,
    Optional<ConversationId> conversation,
    boolean unknown,
    String customerId) {

  /** Who sends them, and how. */
  enum By {
    /** By HTTP with a visitor token. */
    VISITOR("wrong-fields"),
    /** By HTTP with the apiKey. */
    SHOP("wrong-fields"),
    /** By a socket, which knows customer and conversation. */
    SOCKET("bad-frame");

    private final String problem;

    By(String problem) {
      this.problem = problem;
    }
  }

  /** Either the words, or what is wrong with them. */
  record Read(Words words, Problem problem) {}

  static Read read(JsonNode object, HttpConfig limits, By by) {
    Fields fields = new Fields(object);
    String messageId = fields.messageId();
    Optional<String> conversation =
        by == By.SOCKET ? Optional.empty() : fields.text("conversationId", Integer.MAX_VALUE);
    String customerId =
        switch (by) {
          case VISITOR -> noCustomerId(fields);
          case SHOP -> customerId(fields);
          case SOCKET -> "";
        };
    boolean attached = attachments(fields, limits.maxAttachments());
    String text = text(fields, attached);
    if (!fields.wrong().isEmpty()) {
      return new Read(null, Problem.wrongFields(by.problem, fields.wrong()));
    }
    int codePoints = text.codePointCount(0, text.length());
    if (codePoints > limits.maxTextCodePoints()) {
      return new Read(null, Problem.textTooLong(codePoints, limits.maxTextCodePoints()));
    }
    Optional<ConversationId> id = conversation.flatMap(ConversationId::parse);
    return new Read(
        new Words(messageId, text, id, conversation.isPresent() && id.isEmpty(), customerId), null);
  }

  private static String text(Fields fields, boolean attached) {
    JsonNode value = fields.value("text");
    if (value == null) {
      if (!attached) {
        fields.wrong("text", "is missing; it is needed");
      }
      return "";
    }
    if (!value.isTextual()) {
      fields.wrong("text", "is no text; give a string");
      return "";
    }
    String text = value.textValue();
    if (text.isBlank() && !attached) {
      fields.wrong("text", "is empty; say something");
    }
    String fault = Texts.fault(text);
    if (fault != null) {
      fields.wrong("text", fault);
    }
    return text;
  }

  private static String customerId(Fields fields) {
    int before = fields.wrong().size();
    String id = fields.required("customerId", CustomerIds.LONGEST);
    if (fields.wrong().size() > before) {
      return "";
    }
    String fault = CustomerIds.fault(id);
    if (fault != null) {
      fields.wrong("customerId", fault);
    } else if (id.startsWith(CustomerIds.ANONYMOUS)) {
      fields.wrong(
          "customerId",
          "begins with anon-: those are minted by POST /v1/tokens, and speak with it");
    }
    return id;
  }

  private static String noCustomerId(Fields fields) {
    if (fields.value("customerId") != null) {
      fields.wrong("customerId", "goes with the apiKey only; the token says who speaks");
    }
    return "";
  }

  /** Nothing can be uploaded yet, so that every upload is an unknown one. */
  private static boolean attachments(Fields fields, int most) {
    JsonNode list = fields.value("attachments");
    if (list == null) {
      return false;
    }
    if (!list.isArray() || list.size() > most) {
      fields.wrong("attachments", "is no list of at most " + most);
      return true;
    }
    for (int i = 0; i < list.size(); i++) {
      attachment(fields, list.get(i), "attachments[" + i + "]");
    }
    return !list.isEmpty();
  }

  private static void attachment(Fields fields, JsonNode one, String path) {
    if (!one.isObject()) {
      fields.wrong(path, "is no object");
      return;
    }
    if (!"image".equals(one.path("type").textValue())) {
      fields.wrong(path + ".type", "is not 'image'");
    }
    if (!one.path("uploadId").isTextual()) {
      fields.wrong(path + ".uploadId", "is no text; give what the upload was answered with");
    } else {
      fields.wrong(path + ".uploadId", "names no upload of yours");
    }
  }
}
