package io.levee.turn;

import io.levee.channel.Live;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.redis.Wakeups;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Other gateways whose sockets look at the same conversations. They are told that there is more,
 * not what: they read it from the journal. A wake-up may be lost; sockets compare numbers now and
 * then. One per node; safe from any thread.
 */
public final class Elsewhere {
  private final String node;
  private final Wakeups wakeups;
  private final Live live;
  private final Consumer<Customer> outdated;
  private final Map<String, Wakeups.Subscription> subscriptions = new ConcurrentHashMap<>();

  /**
   * @param node a name that no other gateway has
   * @param outdated told whose remembered session another gateway has gone beyond
   */
  public Elsewhere(String node, Wakeups wakeups, Live live, Consumer<Customer> outdated) {
    this.node = node;
    this.wakeups = wakeups;
    this.live = live;
    this.outdated = outdated;
  }

  void tell(Customer customer, ConversationId conversation, int lastSeq) {
    wakeups.publish(topic(customer), node + ' ' + conversation + ' ' + lastSeq);
  }

  /** The customer's first socket is here. */
  public void here(Customer customer) {
    subscriptions.computeIfAbsent(
        customer.lane(),
        lane -> wakeups.subscribe(topic(customer), payload -> heard(customer, payload)));
  }

  /** The customer's last socket is gone. */
  public void gone(Customer customer) {
    Wakeups.Subscription subscription = subscriptions.remove(customer.lane());
    if (subscription != null) {
      subscription.close();
    }
  }

  private void heard(Customer customer, String payload) {
    String[] parts = payload.split(" ", 3);
    if (parts.length != 3 || parts[0].equals(node)) {
      return;
    }
    outdated.accept(customer);
    ConversationId.parse(parts[1])
        .ifPresent(id -> live.reaches(customer, id, Integer.parseInt(parts[2])));
  }

  private static String topic(Customer customer) {
    return "levee:live:" + customer.lane();
  }
}
