package io.levee.channel.agent;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Message;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an agent's socket is told. */
public sealed interface AgentFrame {

  /** The answer to hello: who you are and what is on your desk. */
  record Welcome(String name, Set<String> skills, String role, List<OnDesk> conversations)
      implements AgentFrame {}

  record OnDesk(ConversationId conversation, int seq, Packet packet) {}

  record Assigned(ConversationId conversation, int seq, Packet packet) implements AgentFrame {}

  /**
   * Parts of a packet that came after it was handed over; what is empty has not changed.
   *
   * @param orders the shop's order objects as JSON text
   */
  record Late(
      ConversationId conversation,
      Optional<List<String>> orders,
      Optional<String> summary,
      Optional<List<String>> suggestions)
      implements AgentFrame {}

  /** A stored message of a conversation on the desk. */
  record Said(Message message) implements AgentFrame {}

  record Ack(ConversationId conversation, String messageId, int seq, boolean duplicate)
      implements AgentFrame {}

  /**
   * Why: {@code closed}, {@code transferred}, {@code returned}, {@code abandoned}, {@code
   * reassigned}.
   */
  record Ended(ConversationId conversation, String why) implements AgentFrame {}

  /** The shopper is typing. */
  record Typing(ConversationId conversation) implements AgentFrame {}

  /** No frame, but the end: the agent may not be here any more. Closes the socket. */
  record SignedOut(String why) implements AgentFrame {}

  record Queue(int waiting, int longestWaitSeconds) implements AgentFrame {}

  /**
   * Something that was asked for could not be done.
   *
   * @param type {@code not-yours}, {@code bad-frame}, {@code message-id-reused}, {@code
   *     unavailable}, …
   * @param detail what was wrong and what to do, in words
   */
  record Problem(
      Optional<ConversationId> conversation,
      String messageId,
      String type,
      int status,
      String detail)
      implements AgentFrame {}

  /**
   * What an agent must know to take over.
   *
   * @param orders the shop's order objects as JSON text; empty while no shop is connected
   * @param intents what the shopper wanted, oldest first
   * @param slots name and value of what was filled in
   * @param sentiment the sentiment (1–5) of the shopper's last messages, oldest first
   * @param summary two lines
   * @param why why the bot handed over
   * @param history the last messages, oldest first
   * @param suggestions answers that may fit, best first
   */
  record Packet(
      Customer customer,
      List<String> orders,
      List<String> intents,
      List<Slot> slots,
      List<Integer> sentiment,
      String summary,
      String why,
      int waitedSeconds,
      List<Message> history,
      List<String> suggestions) {}

  record Slot(String name, String value) {}
}
