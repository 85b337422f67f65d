package io.levee.turn;

import io.levee.channel.Live;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Place;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells those who wait, and whose socket is here, when their place in the queue has changed; no
 * more often than {@code handoff.positionInterval}, and only while somebody waits. One per node:
 * its context owns it, and {@link #watch} may be called from anywhere.
 */
public final class Positions {

  /** Where the places come from. */
  public interface Source {
    /** The places of those among them who wait; completes on the positions' own context. */
    Future<Map<ConversationId, Place>> places(
        String storefront, Collection<ConversationId> conversations);

    /** The shoppers of those conversations have a live socket here now. */
    default Future<Void> seen(String storefront, Collection<ConversationId> conversations) {
      return Future.succeededFuture();
    }
  }

  /** So many looks without a place mean that they wait no more: Redis may just have been wiped. */
  private static final int MOST_MISSES = 12;

  private record Waiting(Customer customer, Place told, int misses) {}

  private final Vertx vertx;
  private final Context context;
  private final Supplier<Duration> every;
  private final Source source;
  private final Live live;
  private final Map<ConversationId, Waiting> waiting = new HashMap<>();
  private boolean armed;

  /**
   * @param context owns it; of an event loop
   * @param every the least time between two places told to one customer
   */
  public Positions(
      Vertx vertx, Context context, Supplier<Duration> every, Source source, Live live) {
    this.vertx = vertx;
    this.context = context;
    this.every = every;
    this.source = source;
    this.live = live;
  }

  /** That customer waits and was told that place. Bounded by the queue: who leaves it is let go. */
  void watch(Customer customer, ConversationId conversation, Place told) {
    context.runOnContext(
        here -> {
          waiting.put(conversation, new Waiting(customer, told, 0));
          arm();
        });
  }

  private void arm() {
    if (!armed && !waiting.isEmpty()) {
      armed = true;
      vertx.setTimer(
          every.get().toMillis(),
          now ->
              look()
                  .onComplete(
                      looked -> {
                        armed = false;
                        arm();
                      }));
    }
  }

  private Future<?> look() {
    Map<String, Set<ConversationId>> byStorefront =
        waiting.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.getValue().customer().storefront(),
                    Collectors.mapping(Map.Entry::getKey, Collectors.toSet())));
    List<Future<Void>> all =
        byStorefront.entrySet().stream().map(one -> look(one.getKey(), one.getValue())).toList();
    return Future.join(all);
  }

  private Future<Void> look(String storefront, Set<ConversationId> asked) {
    Set<ConversationId> here = new HashSet<>(live.conversations(storefront));
    here.retainAll(asked);
    return source
        .seen(storefront, here)
        .compose(told -> source.places(storefront, asked))
        .map(
            places -> {
              asked.forEach(conversation -> tell(conversation, places.get(conversation)));
              return null;
            });
  }

  private void tell(ConversationId conversation, Place now) {
    Waiting one = waiting.get(conversation);
    if (one == null) {
      return;
    }
    if (now == null) {
      int misses = one.misses() + 1;
      waiting.computeIfPresent(
          conversation,
          (id, known) ->
              misses > MOST_MISSES ? null : new Waiting(one.customer(), one.told(), misses));
    } else if (!now.equals(one.told())) {
      waiting.put(conversation, new Waiting(one.customer(), now, 0));
      live.place(one.customer(), conversation, now);
    }
  }
}
