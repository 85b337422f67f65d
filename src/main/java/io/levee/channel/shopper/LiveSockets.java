package io.levee.channel.shopper;

import io.levee.channel.Live;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The shoppers' live sockets of this node, by customer. Safe from any thread: it only finds the
 * sockets, each of which works on its own event loop. It holds no more than there are sockets,
 * which {@code socket.maxSockets} bounds.
 */
public final class LiveSockets implements Live {
  private final Map<String, List<ShopperSocket>> byLane = new ConcurrentHashMap<>();

  void add(ShopperSocket socket) {
    Customer customer = socket.customer();
    byLane.compute(
        customer.lane(),
        (lane, known) -> {
          if (known == null) {
            return List.of(socket);
          }
          List<ShopperSocket> more = new ArrayList<>(known);
          more.add(socket);
          return List.copyOf(more);
        });
  }

  void remove(ShopperSocket socket) {
    Customer customer = socket.customer();
    byLane.computeIfPresent(
        customer.lane(),
        (lane, known) -> {
          List<ShopperSocket> fewer = new ArrayList<>(known);
          fewer.remove(socket);
          return fewer.isEmpty() ? null : List.copyOf(fewer);
        });
  }

  @Override
  public Optional<Customer> customer(String lane) {
    List<ShopperSocket> sockets = byLane.get(lane);
    return sockets == null ? Optional.empty() : Optional.of(sockets.getFirst().customer());
  }

  private void each(Customer customer, Consumer<ShopperSocket> tell) {
    byLane.getOrDefault(customer.lane(), List.of()).forEach(tell);
  }

  @Override
  public void publish(Customer customer, List<Message> messages) {
    if (!messages.isEmpty()) {
      List<Message> kept = List.copyOf(messages);
      each(customer, socket -> socket.published(kept));
    }
  }

  @Override
  public void reaches(Customer customer, ConversationId conversation, int lastSeq) {
    each(customer, socket -> socket.reaches(conversation, lastSeq));
  }

  @Override
  public void place(Customer customer, ConversationId conversation, Place place) {
    each(customer, socket -> socket.place(conversation, place));
  }

  @Override
  public void typing(Customer customer, ConversationId conversation) {
    each(customer, socket -> socket.typing(conversation));
  }

  @Override
  public Set<ConversationId> conversations(String storefront) {
    Set<ConversationId> found = new HashSet<>();
    for (List<ShopperSocket> sockets : byLane.values()) {
      for (ShopperSocket socket : sockets) {
        ConversationId conversation = socket.conversation();
        if (conversation != null && socket.customer().storefront().equals(storefront)) {
          found.add(conversation);
        }
      }
    }
    return found;
  }
}
