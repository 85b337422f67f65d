package io.levee.channel.shopper;

import io.levee.channel.Outcome;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Kind;
import io.levee.conversation.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What one socket was told of one conversation, and what it must be told next: every number once,
 * in order. A message of the socket's own is replaced by its acknowledgement, in the same place.
 *
 * <p>It knows how far the conversation reaches ({@code target}) and holds a few messages that
 * cannot be sent yet; what it does not hold is in the journal. So nothing here grows with the
 * length of a conversation or the slowness of a reader. Confined to the socket's event loop.
 */
final class Delivery {
  private static final int HELD = 64;

  /** Where it goes. */
  interface Out {
    boolean isFull();

    void message(Message message);

    void ack(Outcome.Accepted accepted);
  }

  private final ConversationId conversation;
  private final Map<Integer, Message> held = new HashMap<>();
  private final Map<Integer, List<Outcome.Accepted>> acks = new HashMap<>();
  private int delivered;
  private int target;
  private int acksDue;
  private boolean ended;

  /**
   * @param delivered the number after which to begin
   */
  Delivery(ConversationId conversation, int delivered) {
    this.conversation = conversation;
    this.delivered = delivered;
    this.target = delivered;
  }

  ConversationId conversation() {
    return conversation;
  }

  int delivered() {
    return delivered;
  }

  /** Acknowledgements that wait for their place. */
  int acksDue() {
    return acksDue;
  }

  /** Whether all that it knows of was told. */
  boolean isLevel() {
    return delivered >= target;
  }

  /** Whether its last message was told: nothing is said in a conversation that has ended. */
  boolean hasEnded() {
    return ended && isLevel();
  }

  /** The conversation reaches up to there. */
  void reaches(int seq) {
    target = Math.max(target, seq);
  }

  /** A message that was just stored. */
  void offer(Message message) {
    reaches(message.seq());
    if (message.seq() > delivered && held.size() < HELD) {
      held.put(message.seq(), message);
    }
  }

  /** The messages after {@link #delivered}, from the journal. */
  void fill(List<Message> page) {
    for (Message message : page) {
      reaches(message.seq());
      if (message.seq() > delivered) {
        held.put(message.seq(), message);
      }
    }
  }

  /** A message of this socket is stored. */
  void accepted(Outcome.Accepted accepted, Out out) {
    if (accepted.seq() <= delivered) {
      out.ack(accepted);
    } else {
      acks.computeIfAbsent(accepted.seq(), seq -> new ArrayList<>(1)).add(accepted);
      acksDue++;
      reaches(accepted.seq());
    }
    accepted.replies().forEach(this::offer);
  }

  /**
   * Sends what can be sent now.
   *
   * @param waits whether that message is one of the socket's own whose outcome is not known yet
   * @return true when it can only go on with what is in the journal
   */
  boolean pump(Predicate<Message> waits, Out out) {
    while (delivered < target && !out.isFull()) {
      int next = delivered + 1;
      List<Outcome.Accepted> due = acks.remove(next);
      if (due != null) {
        held.remove(next);
        delivered = next;
        acksDue -= due.size();
        due.forEach(out::ack);
        continue;
      }
      Message message = held.get(next);
      if (message == null) {
        return true;
      }
      if (waits.test(message)) {
        return false;
      }
      held.remove(next);
      delivered = next;
      ended = message.kind() == Kind.CLOSED;
      out.message(message);
    }
    return false;
  }
}
