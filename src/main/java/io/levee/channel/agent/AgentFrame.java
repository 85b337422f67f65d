package io.levee.channel.agent;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Language;
import io.levee.conversation.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What an agent's socket is told. */
public sealed interface AgentFrame {

  /** The answer to hello: who you are and what is on your desk. */
  record Welcome(
      String name, Set<String> skills, String role, List<OnDesk> conversations, Workplace place)
      implements AgentFrame {}

  /**
   * What an agent works with.
   *
   * @param skills all that somebody of the storefront has
   * @param replies ready texts, by short name
   */
  record Workplace(
      String user,
      State state,
      List<Colleague> colleagues,
      Set<String> skills,
      List<QuickReply> replies) {
    public static final Workplace BARE =
        new Workplace("", new State(true, 0, 0, ""), List.of(), Set.of(), List.of());
  }

  record Colleague(String user, String name, List<String> skills, String role) {}

  /**
   * @param name what one types after {@code /}
   * @param texts by language, {@code zh} and {@code en}; with variables such as {@code {customer}}
   */
  record QuickReply(String name, Map<String, String> texts) {}

  /**
   * What all sockets of the agent shall show.
   *
   * @param most the account's capacity
   * @param reason why they are not available; empty when none was given
   * @param wrapUpUntil until when what ended last may be wrapped up, and takes its place; may have
   *     passed
   */
  record State(
      boolean available, int capacity, int most, String reason, Optional<Instant> wrapUpUntil)
      implements AgentFrame {

    /** Nothing is wrapped up. */
    public State(boolean available, int capacity, int most, String reason) {
      this(available, capacity, most, reason, Optional.empty());
    }
  }

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
      Optional<List<String>> suggestions,
      OptionalInt earlier)
      implements AgentFrame {}

  /**
   * What may be answered to a customer's message, best first.
   *
   * @param seq of that message
   */
  record Suggestions(ConversationId conversation, int seq, List<Suggestion> all)
      implements AgentFrame {}

  /** What the shop knows about that, best first. */
  record Found(String text, List<Suggestion> all) implements AgentFrame {}

  /**
   * @param entry the knowledge entry's id
   * @param title what the entry is called
   * @param confidence 0 to 1
   */
  record Suggestion(String entry, String title, String text, double confidence) {}

  /** What the customer does not see. */
  record Whisper(ConversationId conversation, String from, String text, Instant at)
      implements AgentFrame {}

  /** What was whispered about it before, oldest first: told once it is on the desk. */
  record Notes(ConversationId conversation, List<Note> all) implements AgentFrame {
    public Notes {
      all = List.copyOf(all);
    }
  }

  /**
   * @param from the name of who said it
   */
  record Note(String from, String text, Instant at) {}

  /**
   * A supervisor listens: what is said follows as {@link Said}.
   *
   * @param agent the user name of who has it; empty: nobody
   */
  record Watching(ConversationId conversation, int seq, Packet packet, String agent)
      implements AgentFrame {}

  /** Everything that goes on in a storefront, for supervisors. */
  record Overview(Floor floor) implements AgentFrame {}

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
   * @param tried what the bot tried, oldest first
   * @param earlier how many conversations this customer had before; empty: not known yet
   * @param language what the customer speaks
   * @param titles what people call {@code intents} and those of {@code tried}, as far as known
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
      List<String> suggestions,
      List<Tried> tried,
      OptionalInt earlier,
      Language language,
      Map<String, String> titles) {}

  /**
   * @param intent the knowledge entry that it was taken for; empty: it was not understood
   * @param answer what the bot said
   */
  record Tried(String asked, String intent, String answer) {}

  record Slot(String name, String value) {}
}
