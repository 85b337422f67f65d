package io.levee.channel.agent;

import io.levee.conversation.ConversationId;
import java.util.Optional;
import java.util.OptionalInt;

/** What an agent's socket asks for, after its hello. */
public sealed interface AgentCommand {

  record Say(ConversationId conversation, String messageId, String text) implements AgentCommand {}

  record Close(ConversationId conversation) implements AgentCommand {}

  /** Back to the bot. */
  record Return(ConversationId conversation) implements AgentCommand {}

  /** Exactly one of {@code toSkill} and {@code toAgent} is not empty. */
  record Transfer(ConversationId conversation, String toSkill, String toAgent, String note)
      implements AgentCommand {}

  record History(ConversationId conversation, int after) implements AgentCommand {}

  record State(Optional<Boolean> available, OptionalInt capacity) implements AgentCommand {}

  record Typing(ConversationId conversation) implements AgentCommand {}
}
