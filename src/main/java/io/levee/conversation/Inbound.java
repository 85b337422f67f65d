package io.levee.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One message of a shopper, whatever channel brought it.
 *
 * @param conversation the conversation named by the sender; empty: the customer's latest open one,
 *     or a new one
 * @param messageId chosen by the sender, 1–64 of {@code A-Za-z0-9_.:-}, unique for that sender in
 *     the conversation
 * @param channel {@code http}, {@code socket}, or a platform
 * @param account which account of that channel; empty where there is but one
 * @param text 0–4,000 code points, well-formed; empty only with attachments
 * @param receivedAt when the gateway read it
 * @param replyBy when the channel needs its answer; empty when any time will do
 * @param correlationId follows the message through logs; chosen by the caller or made here
 */
public record Inbound(
    Customer customer,
    Optional<ConversationId> conversation,
    String messageId,
    String channel,
    String account,
    String text,
    List<Attachment> attachments,
    Instant receivedAt,
    Optional<Instant> replyBy,
    String correlationId) {
  public Inbound {
    Objects.requireNonNull(customer);
    Objects.requireNonNull(messageId);
    Objects.requireNonNull(text);
    attachments = List.copyOf(attachments);
  }

  /** Messages with the same key are handled one after the other. */
  public String orderingKey() {
    return customer.lane();
  }
}
