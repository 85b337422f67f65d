package io.levee.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.channel.Live;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import io.levee.redis.Wakeups;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class ElsewhereTest {
  private static final Customer HERE = new Customer("demo", "here", "Ann", "vip");
  private static final Customer AWAY = new Customer("demo", "away", "", "");

  private final ConversationId conversation =
      ConversationId.mint(Instant.parse("2026-11-11T00:00:00Z"), new SplittableRandom(1));
  private final List<String> told = new ArrayList<>();
  private final Everybody wakeups = new Everybody();
  private final Elsewhere one = node("one");
  private final Elsewhere two = node("two");

  private Elsewhere node(String name) {
    Elsewhere elsewhere =
        new Elsewhere(name, wakeups, customer -> told.add(name + " forgets " + customer.id()));
    elsewhere.wake(new Sockets(name));
    elsewhere.watch((customer, id) -> told.add(name + " watches " + customer.name()));
    return elsewhere;
  }

  @Test
  void socketsOfOtherNodesAreWoken() {
    one.tell(HERE, conversation, 7);
    assertThat(told).containsExactly("two forgets here", "two reaches 7 of Ann");
  }

  @Test
  void othersWatchWhereWhoeverWaitsStands() {
    two.tellWaits(HERE, conversation);
    assertThat(told).containsExactly("one watches Ann");
  }

  @Test
  void whoHasNoSocketHereIsPassedOver() {
    one.tell(AWAY, conversation, 7);
    assertThat(told).isEmpty();
  }

  private static final class Everybody implements Wakeups {
    private final List<Consumer<String>> listeners = new ArrayList<>();

    @Override
    public Subscription subscribe(String topic, Consumer<String> listener) {
      listeners.add(listener);
      return () -> listeners.remove(listener);
    }

    @Override
    public Future<Void> publish(String topic, String payload) {
      listeners.forEach(listener -> listener.accept(payload));
      return Future.succeededFuture();
    }

    @Override
    public boolean isHeard(String topic) {
      return true;
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }

  private final class Sockets implements Live {
    private final String node;

    Sockets(String node) {
      this.node = node;
    }

    @Override
    public Optional<Customer> customer(String lane) {
      return Optional.of(HERE).filter(customer -> customer.lane().equals(lane));
    }

    @Override
    public void reaches(Customer customer, ConversationId id, int lastSeq) {
      told.add(node + " reaches " + lastSeq + " of " + customer.name());
    }

    @Override
    public void publish(Customer customer, List<Message> messages) {}

    @Override
    public void place(Customer customer, ConversationId id, Place place) {}

    @Override
    public void typing(Customer customer, ConversationId id) {}

    @Override
    public Set<ConversationId> conversations(String storefront) {
      return Set.of();
    }
  }
}
