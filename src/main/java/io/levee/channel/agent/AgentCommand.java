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

  /**
   * @param reason why one is not available, such as {@code lunch}; empty text: no reason
   */
  record State(Optional<Boolean> available, OptionalInt capacity, Optional<String> reason)
      implements AgentCommand {

    public State(Optional<Boolean> available, OptionalInt capacity) {
      this(available, capacity, Optional.empty());
    }
  }

  /** What ended is wrapped up: its place is free. */
  record Ready() implements AgentCommand {}

  /** Looks for knowledge. */
  record Search(String text) implements AgentCommand {}

  /**
   * The agent took up a suggestion.
   *
   * @param seq of the message that it was suggested for
   * @param entry the knowledge entry's id
   */
  record Used(ConversationId conversation, int seq, String entry) implements AgentCommand {}

  /** What the customer does not see: from a supervisor to the agent, or back. */
  record Whisper(ConversationId conversation, String text) implements AgentCommand {}

  /** A supervisor listens. */
  record Watch(ConversationId conversation) implements AgentCommand {}

  /** A supervisor listens no more. */
  record Unwatch(ConversationId conversation) implements AgentCommand {}

  /** A supervisor takes a conversation from its agent, or out of the queue. */
  record TakeOver(ConversationId conversation) implements AgentCommand {}

  /** A supervisor wants to see everything that goes on, or no more. */
  record Overview(boolean on) implements AgentCommand {}

  /**
   * The socket goes on with another token of the same agent.
   *
   * @param token not told to anybody
   */
  record Renew(String token) implements AgentCommand {
    /** Without what opens sockets. */
    @Override
    public String toString() {
      return "Renew[]";
    }
  }

  record Typing(ConversationId conversation) implements AgentCommand {}
}
