package io.levee.channel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import io.levee.conversation.Attachment;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Kind;
import io.levee.conversation.Language;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Stage;
import io.levee.conversation.Understood.Verdict;
import io.levee.json.JsonBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written by hand and kept, beside what a generator makes of the contract. */
final class MessageJsonTest {
  private static final Instant AT = Instant.parse("2025-11-11T00:00:01.5Z");
  private static final ConversationId ID = ConversationId.mint(AT, new Random(1));

  /** The middle two have the same hash. */
  private static final List<String> TEXTS =
      List.of(
          "您好！\n请问有什么可以帮您？😀",
          "AaBB \"quoted\" \\ back",
          "BBAa \"quoted\" \\ back",
          "tab\tbell\u0007 \ud83d",
          "");

  private static final List<List<String>> OPTIONS =
      List.of(List.of(), List.of("查物流"), List.of("退货 \"七天\"", "𠮷", "a\\b\n"), List.of("查物流 "));

  @Test
  void everyMessageIsWrittenAsTheContractHasItHoweverOften() {
    for (int again = 0; again < 2; again++) {
      for (Message message : messages()) {
        assertThat(MessageJson.frame(message).bytes())
            .isEqualTo(utf8(json -> frame(json, message)));
        byte[] history = utf8(json -> history(json, message));
        JsonBytes byHand = new JsonBytes(1);
        MessageJson.history(byHand, message);
        assertThat(byHand.bytes()).isEqualTo(history);
        assertThat(utf8(json -> MessageJson.history(json, message))).isEqualTo(history);
      }
    }
  }

  private static byte[] utf8(Json.Body body) {
    return Json.text(body).getBytes(StandardCharsets.UTF_8);
  }

  private static List<Message> messages() {
    List<Message> all = new ArrayList<>();
    for (Sender from : Sender.values()) {
      for (Kind kind : Kind.values()) {
        for (String text : TEXTS) {
          for (List<String> options : OPTIONS) {
            for (Optional<Understood> understood : understood()) {
              all.add(message(from, kind, text, options, understood));
            }
          }
        }
      }
    }
    return all;
  }

  private static Message message(
      Sender from, Kind kind, String text, List<String> options, Optional<Understood> understood) {
    boolean images = text.isEmpty();
    return new Message(
        ID,
        text.length() + 1,
        from,
        kind,
        from == Sender.BOT ? "" : "m-1",
        text,
        options,
        images
            ? List.of(new Attachment("image", "abc"), new Attachment("image", "d\"e"))
            : List.of(),
        AT.plusNanos(text.length()),
        from == Sender.AGENT ? "小\"林" : "",
        understood);
  }

  private static List<Optional<Understood>> understood() {
    return List.of(
        Optional.empty(),
        Optional.of(understood(Verdict.SURE, 0.987654321, false)),
        Optional.of(understood(Verdict.SURE, 1, true)),
        Optional.of(understood(Verdict.AMBIGUOUS, 0.5, true)));
  }

  private static Understood understood(Verdict verdict, double confidence, boolean degraded) {
    return new Understood(
        Stage.LEXICAL,
        List.of(new Candidate("order.track", confidence), new Candidate("refund", 0.1)),
        verdict,
        3,
        Language.ZH,
        degraded);
  }

  // ---- The same by a generator

  private static void history(JsonGenerator json, Message message) throws IOException {
    json.writeStartObject();
    json.writeNumberField("seq", message.seq());
    json.writeStringField("from", message.from().wire());
    json.writeStringField("type", message.kind().wire());
    content(json, message);
    json.writeEndObject();
  }

  private static void frame(JsonGenerator json, Message message) throws IOException {
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
      MessageJson.agent(json, message.agent());
    }
    if (!message.attachments().isEmpty()) {
      json.writeArrayFieldStart("attachments");
      for (Attachment attachment : message.attachments()) {
        json.writeStartObject();
        json.writeStringField("type", attachment.type());
        json.writeStringField("uploadId", attachment.uploadId());
        json.writeStringField("url", MessageJson.url(attachment.uploadId()));
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
      Optional<Candidate> best = message.understood().flatMap(Understood::intent);
      if (best.isPresent()) {
        json.writeObjectFieldStart("intent");
        json.writeStringField("name", best.get().intent());
        json.writeNumberField("confidence", best.get().confidence());
        json.writeEndObject();
      }
      json.writeBooleanField(
          "degraded", message.understood().map(Understood::degraded).orElse(false));
    }
  }
}
