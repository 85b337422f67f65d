package io.levee.turn;

import io.levee.channel.Live;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.redis.Wakeups;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Other gateways whose sockets look at the same conversations. They are told that there is more,
 * not what: they read it from the journal. A wake-up may be lost; sockets compare numbers now and
 * then. One per node; safe from any thread.
 *
 * <p>All gateways hear of all, and pass over whose customer has no socket with them: that takes
 * less than one topic a customer would, since what a tick has to tell travels as one.
 */
public final class Elsewhere {
  private static final String TOPIC = "levee:live";
  private static final String WAITS = "waits";
  private static final int PARTS = 4;

  private final String node;
  private final Wakeups wakeups;
  private final Consumer<Customer> outdated;
  private volatile BiConsumer<Customer, ConversationId> waits = (customer, conversation) -> {};

  /**
   * @param node a name that no other gateway has
   * @param outdated told whose remembered session another gateway has gone beyond
   */
  public Elsewhere(String node, Wakeups wakeups, Consumer<Customer> outdated) {
    this.node = node + ' ';
    this.wakeups = wakeups;
    this.outdated = outdated;
  }

  /** Wakes those sockets from now on, until the wake-ups are closed. */
  public void wake(Live sockets) {
    wakeups.subscribe(TOPIC, payload -> heard(sockets, payload));
  }

  /** Who is told that a customer with a socket here was put into the queue elsewhere. */
  void watch(BiConsumer<Customer, ConversationId> positions) {
    waits = positions;
  }

  /** That customer waits for a person from now on. */
  void tellWaits(Customer customer, ConversationId conversation) {
    tell(customer, conversation, WAITS);
  }

  void tell(Customer customer, ConversationId conversation, int lastSeq) {
    if (wakeups.isHeard(TOPIC)) {
      tell(customer, conversation, Integer.toString(lastSeq));
    }
  }

  private void tell(Customer customer, ConversationId conversation, String what) {
    wakeups.publish(TOPIC, node + conversation + ' ' + what + ' ' + customer.lane());
  }

  private void heard(Live live, String payload) {
    if (payload.startsWith(node)) {
      return;
    }
    String[] parts = payload.split(" ", PARTS);
    if (parts.length == PARTS) {
      live.customer(parts[3])
          .ifPresent(
              customer ->
                  ConversationId.parse(parts[1])
                      .ifPresent(conversation -> heard(live, customer, conversation, parts[2])));
    }
  }

  private void heard(Live live, Customer customer, ConversationId conversation, String what) {
    if (what.equals(WAITS)) {
      waits.accept(customer, conversation);
    } else {
      outdated.accept(customer);
      live.reaches(customer, conversation, Integer.parseInt(what));
    }
  }
}
