package io.levee.turn;

import io.levee.channel.Live;
import io.levee.channel.Presence;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.redis.Wakeups;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Other gateways whose sockets look at the same conversations. They are told that there is more,
 * not what: they read it from the journal. A wake-up may be lost; sockets compare numbers now and
 * then. One per node; safe from any thread.
 */
public final class Elsewhere implements Presence {
  private final String node;
  private final Wakeups wakeups;
  private final Consumer<Customer> outdated;
  private volatile Live live;
  private volatile BiConsumer<Customer, ConversationId> waits = (customer, conversation) -> {};
  private final Map<String, Wakeups.Subscription> subscriptions = new ConcurrentHashMap<>();

  /**
   * @param node a name that no other gateway has
   * @param outdated told whose remembered session another gateway has gone beyond
   */
  public Elsewhere(String node, Wakeups wakeups, Consumer<Customer> outdated) {
    this.node = node;
    this.wakeups = wakeups;
    this.outdated = outdated;
  }

  /** Whom to wake; the sockets are built upon their {@link Presence}, so they come second. */
  public void wake(Live sockets) {
    live = sockets;
  }

  /** Who is told that a customer with a socket here was put into the queue elsewhere. */
  void watch(BiConsumer<Customer, ConversationId> positions) {
    waits = positions;
  }

  /** That customer waits for a person from now on. */
  void tellWaits(Customer customer, ConversationId conversation) {
    wakeups.publish(topic(customer), node + ' ' + conversation);
  }

  void tell(Customer customer, ConversationId conversation, int lastSeq) {
    wakeups.publish(topic(customer), node + ' ' + conversation + ' ' + lastSeq);
  }

  @Override
  public void here(Customer customer) {
    subscriptions.computeIfAbsent(
        customer.lane(),
        lane -> wakeups.subscribe(topic(customer), payload -> heard(customer, payload)));
  }

  @Override
  public void gone(Customer customer) {
    Wakeups.Subscription subscription = subscriptions.remove(customer.lane());
    if (subscription != null) {
      subscription.close();
    }
  }

  private void heard(Customer customer, String payload) {
    String[] parts = payload.split(" ", 3);
    if (parts.length < 2 || parts[0].equals(node)) {
      return;
    }
    if (parts.length == 2) {
      ConversationId.parse(parts[1]).ifPresent(id -> waits.accept(customer, id));
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
