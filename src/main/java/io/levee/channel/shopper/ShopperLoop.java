package io.levee.channel.shopper;

import io.levee.channel.HttpConfig;
import io.levee.channel.Road;
import io.levee.channel.SocketConfig;
import io.levee.channel.wire.ChannelMetrics;
import io.levee.conversation.ConversationId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The shoppers' sockets of one event loop. Now and then it compares how far each has come with the
 * journal, all of them in a few questions, in case a wake-up was lost. Confined to that loop.
 */
final class ShopperLoop {
  private static final int ASKED_AT_ONCE = 500;

  private final Vertx vertx;
  private final Supplier<HttpConfig> http;
  private final Supplier<SocketConfig> sockets;
  private final Road road;
  private final Attached attached;
  private final Tokens tokens;
  private final LiveSockets live;
  private final ChannelMetrics metrics;
  private final Clock clock;
  private final Set<ShopperSocket> here = new LinkedHashSet<>();
  private long timer = -1;
  private volatile boolean stopped;

  ShopperLoop(
      Vertx vertx,
      Supplier<HttpConfig> http,
      Supplier<SocketConfig> sockets,
      Road road,
      Attached attached,
      Tokens tokens,
      LiveSockets live,
      ChannelMetrics metrics,
      Clock clock) {
    this.vertx = vertx;
    this.http = http;
    this.sockets = sockets;
    this.road = road;
    this.attached = attached;
    this.tokens = tokens;
    this.live = live;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Runs it here after that pause. */
  void later(Duration pause, Runnable work) {
    vertx.setTimer(pause.toMillis(), due -> work.run());
  }

  HttpConfig http() {
    return http.get();
  }

  SocketConfig sockets() {
    return sockets.get();
  }

  Road road() {
    return road;
  }

  Attached attached() {
    return attached;
  }

  Tokens tokens() {
    return tokens;
  }

  ChannelMetrics metrics() {
    return metrics;
  }

  Clock clock() {
    return clock;
  }

  void add(ShopperSocket socket) {
    here.add(socket);
    live.add(socket);
  }

  void remove(ShopperSocket socket) {
    here.remove(socket);
    live.remove(socket);
  }

  /** Begins to compare, on the loop of the caller's context. */
  void start() {
    if (!stopped) {
      timer = vertx.setTimer(sockets().heartbeat().toMillis(), due -> compare());
    }
  }

  void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  private void compare() {
    Map<ConversationId, List<ShopperSocket>> byConversation = new HashMap<>();
    for (ShopperSocket socket : here) {
      ConversationId conversation = socket.conversation();
      if (conversation != null) {
        byConversation.computeIfAbsent(conversation, c -> new ArrayList<>(1)).add(socket);
      }
    }
    // One question after the other: this is slow on purpose. If one fails, the next round asks.
    List<ConversationId> all = List.copyOf(byConversation.keySet());
    Future<Void> asked = Future.succeededFuture();
    for (int from = 0; from < all.size(); from += ASKED_AT_ONCE) {
      List<ConversationId> some = all.subList(from, Math.min(all.size(), from + ASKED_AT_ONCE));
      asked =
          asked
              .compose(before -> road.lastSeqs(some))
              .onSuccess(
                  seqs ->
                      seqs.forEach(
                          (conversation, seq) ->
                              byConversation
                                  .getOrDefault(conversation, List.of())
                                  .forEach(socket -> socket.reaches(conversation, seq))))
              .mapEmpty();
    }
    asked.onComplete(done -> start());
  }
}
