package io.levee.channel.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.levee.channel.wire.Fields;
import io.levee.channel.wire.Problem;
import io.levee.channel.wire.Texts;
import io.levee.conversation.ConversationId;
import java.util.Optional;
import java.util.OptionalInt;

/** Agents' frames to commands. */
final class AgentCommands {
  static final int MOST_CAPACITY = 1_000;
  private static final int LONGEST_WORD = 128;
  private static final int LONGEST_REASON = 40;
  private static final String TYPES =
      "message, close, return, transfer, history, state, typing, ready, search, used, whisper, watch,"
          + " unwatch, takeover, overview, renew";

  private AgentCommands() {}

  /** Either a command, or what is wrong with the frame. */
  record Read(AgentCommand command, Problem problem) {}

  static Read read(JsonNode frame, int maxTextCodePoints) {
    Fields fields = new Fields(frame);
    String type = frame.path("type").asText("");
    AgentCommand command =
        switch (type) {
          case "message" -> say(fields);
          case "close" -> new AgentCommand.Close(fields.conversation());
          case "return" -> new AgentCommand.Return(fields.conversation());
          case "transfer" -> transfer(fields, maxTextCodePoints);
          case "history" -> history(fields);
          case "state" -> state(fields);
          case "typing" -> new AgentCommand.Typing(fields.conversation());
          case "ready" -> new AgentCommand.Ready();
          case "search" -> new AgentCommand.Search(fields.required("text", LONGEST_WORD));
          case "used" -> used(fields);
          case "whisper" -> whisper(fields, maxTextCodePoints);
          case "watch" -> new AgentCommand.Watch(fields.conversation());
          case "unwatch" -> new AgentCommand.Unwatch(fields.conversation());
          case "takeover" -> new AgentCommand.TakeOver(fields.conversation());
          case "overview" -> new AgentCommand.Overview(fields.flag("on").orElse(true));
          case "renew" -> new AgentCommand.Renew(fields.required("token", Integer.MAX_VALUE));
          default -> {
            fields.wrong("type", "is not one of " + TYPES);
            yield null;
          }
        };
    if (!fields.wrong().isEmpty()) {
      return new Read(null, Problem.wrongFields("bad-frame", fields.wrong()));
    }
    if (command instanceof AgentCommand.Say say) {
      int codePoints = say.text().codePointCount(0, say.text().length());
      if (codePoints > maxTextCodePoints) {
        return new Read(null, Problem.textTooLong(codePoints, maxTextCodePoints));
      }
    }
    return new Read(command, null);
  }

  private static AgentCommand say(Fields fields) {
    ConversationId conversation = fields.conversation();
    String messageId = fields.messageId();
    JsonNode value = fields.value("text");
    if (value == null) {
      fields.wrong("text", "is missing; it is needed");
    } else if (!value.isTextual()) {
      fields.wrong("text", "is no text; give a string");
    } else if (value.textValue().isBlank()) {
      fields.wrong("text", "is empty; say something");
    } else if (Texts.fault(value.textValue()) != null) {
      fields.wrong("text", Texts.fault(value.textValue()));
    }
    return new AgentCommand.Say(conversation, messageId, value == null ? "" : value.asText(""));
  }

  private static AgentCommand transfer(Fields fields, int maxTextCodePoints) {
    ConversationId conversation = fields.conversation();
    String skill = fields.text("toSkill", LONGEST_WORD).orElse("");
    String agent = fields.text("toAgent", LONGEST_WORD).orElse("");
    String note = fields.text("note", maxTextCodePoints).orElse("");
    if (skill.isEmpty() == agent.isEmpty()) {
      fields.wrong("toSkill", "or toAgent: give exactly one of the two");
    }
    return new AgentCommand.Transfer(conversation, skill, agent, note);
  }

  private static AgentCommand history(Fields fields) {
    return new AgentCommand.History(
        fields.conversation(), fields.number("after", 0, Integer.MAX_VALUE).orElse(0));
  }

  private static AgentCommand state(Fields fields) {
    Optional<Boolean> available = fields.flag("available");
    OptionalInt capacity = fields.number("capacity", 0, MOST_CAPACITY);
    Optional<String> reason = fields.text("reason", LONGEST_REASON);
    if (available.isEmpty() && capacity.isEmpty() && fields.wrong().isEmpty()) {
      fields.wrong("available", "or capacity: give at least one of the two");
    }
    return new AgentCommand.State(available, capacity, reason);
  }

  private static AgentCommand used(Fields fields) {
    return new AgentCommand.Used(
        fields.conversation(),
        fields.number("seq", 1, Integer.MAX_VALUE).orElse(0),
        fields.required("suggestion", LONGEST_WORD));
  }

  private static AgentCommand whisper(Fields fields, int maxTextCodePoints) {
    ConversationId conversation = fields.conversation();
    return new AgentCommand.Whisper(conversation, fields.required("text", maxTextCodePoints));
  }
}
