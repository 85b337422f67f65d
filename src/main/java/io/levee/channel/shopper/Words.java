package io.levee.channel.shopper;

import com.fasterxml.jackson.databind.JsonNode;
import io.levee.channel.HttpConfig;
import io.levee.channel.wire.Fields;
import io.levee.channel.wire.Problem;
import io.levee.channel.wire.Texts;
import io.levee.conversation.Attachment;
import io.levee.conversation.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A shopper's message as it came, by HTTP or by socket.
 *
 * @param attachments each of a form that an upload's can have; whose they are is not known yet
 * @param conversation as named; empty when none was
 * @param unknown true when what was named can be no conversation's id
 * @param customerId empty when not given
 */
record Words(
    String messageId,
    String text,
    List<Attachment> attachments,
    Optional<ConversationId> conversation,
    boolean unknown,
    String customerId) {
  /** What an upload is called. */
  static final Pattern UPLOAD_ID = Pattern.compile("[A-Za-z0-9_-]{22}");

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

    /** That these fields are wrong. */
    Problem wrongFields(List<Problem.Field> wrong) {
      return Problem.wrongFields(problem, wrong);
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
    List<Attachment> attachments = attachments(fields, limits.maxAttachments());
    String text = text(fields, !attachments.isEmpty());
    if (!fields.wrong().isEmpty()) {
      return new Read(null, by.wrongFields(fields.wrong()));
    }
    int codePoints = text.codePointCount(0, text.length());
    if (codePoints > limits.maxTextCodePoints()) {
      return new Read(null, Problem.textTooLong(codePoints, limits.maxTextCodePoints()));
    }
    Optional<ConversationId> id = conversation.flatMap(ConversationId::parse);
    boolean unknown = conversation.isPresent() && id.isEmpty();
    return new Read(new Words(messageId, text, attachments, id, unknown, customerId), null);
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

  /** The customer that the shop's server speaks for; empty text when it is wrong. */
  static String customerId(Fields fields) {
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

  /** A visitor's token says it already. @return always empty text */
  static String noCustomerId(Fields fields) {
    if (fields.value("customerId") != null) {
      fields.wrong("customerId", "goes with the apiKey only; the token says who speaks");
    }
    return "";
  }

  /** What was attached, also where it is wrong, so that a text is not asked for besides. */
  private static List<Attachment> attachments(Fields fields, int most) {
    JsonNode list = fields.value("attachments");
    if (list == null) {
      return List.of();
    }
    List<Attachment> attachments = new ArrayList<>();
    if (!list.isArray() || list.size() > most) {
      fields.wrong("attachments", "is no list of at most " + most);
      attachments.add(new Attachment("", ""));
      return attachments;
    }
    for (int i = 0; i < list.size(); i++) {
      attachments.add(attachment(fields, list.get(i), Attached.path(i)));
    }
    return attachments;
  }

  private static Attachment attachment(Fields fields, JsonNode one, String path) {
    String type = one.path("type").asText("");
    String uploadId = one.path("uploadId").asText("");
    if (!one.isObject()) {
      fields.wrong(path, "is no object");
    } else {
      if (!type.equals("image")) {
        fields.wrong(path + ".type", "is not 'image'");
      }
      if (!one.path("uploadId").isTextual()) {
        fields.wrong(path + ".uploadId", "is no text; give what the upload was answered with");
      } else if (!UPLOAD_ID.matcher(uploadId).matches()) {
        fields.wrong(path + ".uploadId", Attached.UNKNOWN);
      }
    }
    return new Attachment(type, uploadId);
  }
}
