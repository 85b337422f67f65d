package io.levee.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One stored message: a row of the journal, and what a reader gets.
 *
 * @param seq 1, 2, 3 … within the conversation, over all senders; never changes, never skips
 * @param messageId the sender's own id; empty for the bot's and the system's
 * @param text what a person reads; empty only with attachments
 * @param options answers to choose from, best first
 * @param agent the name to show for an agent's message, and for one who joined or left; empty
 *     otherwise
 * @param understood how a customer's text was understood, or what a bot's answer rests on
 */
public record Message(
    ConversationId conversation,
    int seq,
    Sender from,
    Kind kind,
    String messageId,
    String text,
    List<String> options,
    List<Attachment> attachments,
    Instant at,
    String agent,
    Optional<Understood> understood) {
  public Message {
    Objects.requireNonNull(conversation);
    Objects.requireNonNull(from);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(messageId);
    Objects.requireNonNull(text);
    Objects.requireNonNull(at);
    Objects.requireNonNull(agent);
    options = List.copyOf(options);
    attachments = List.copyOf(attachments);
    if (seq < 1) {
      throw new IllegalArgumentException("seq " + seq + " is below 1");
    }
  }

  /** A bot's answer. */
  public static Message bot(
      ConversationId conversation,
      int seq,
      String text,
      List<String> options,
      Instant at,
      Optional<Understood> understood) {
    return new Message(
        conversation, seq, Sender.BOT, Kind.TEXT, "", text, options, List.of(), at, "", understood);
  }

  /** Something that happened, told in words. */
  public static Message system(
      ConversationId conversation, int seq, Kind kind, String text, Instant at, String agent) {
    return new Message(
        conversation,
        seq,
        Sender.SYSTEM,
        kind,
        "",
        text,
        List.of(),
        List.of(),
        at,
        agent,
        Optional.empty());
  }

  /** Whether {@code other} says the same: a duplicate, and not a reused id. */
  public boolean saysTheSame(String otherText, List<Attachment> otherAttachments) {
    return text.equals(otherText) && attachments.equals(otherAttachments);
  }
}
