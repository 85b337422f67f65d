package io.levee.channel.wire;

import io.levee.channel.SocketConfig;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** All open lines of a node: counted, bounded, and told to go elsewhere when it drains. */
public final class Lines {
  private final Supplier<SocketConfig> config;
  private final AtomicInteger taken = new AtomicInteger();
  private final Map<Party, AtomicInteger> byParty = new EnumMap<>(Party.class);
  private final Set<Line> open = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;

  public Lines(Supplier<SocketConfig> config, ChannelMetrics metrics) {
    this.config = config;
    for (Party party : Party.values()) {
      AtomicInteger count = new AtomicInteger();
      byParty.put(party, count);
      metrics.gauge("levee.channel.sockets", "party", party.tag(), count::get);
    }
    metrics.gauge("levee.channel.sockets.limit", () -> config.get().maxSockets());
  }

  /** Takes a place; false when there is none, or the node drains. */
  public boolean reserve(Party party) {
    if (draining) {
      return false;
    }
    if (taken.incrementAndGet() > config.get().maxSockets()) {
      taken.decrementAndGet();
      return false;
    }
    byParty.get(party).incrementAndGet();
    return true;
  }

  /** Gives a place back. */
  public void release(Party party) {
    byParty.get(party).decrementAndGet();
    taken.decrementAndGet();
  }

  void opened(Line line) {
    open.add(line);
    if (draining) {
      line.closeFromAnywhere(CloseCode.DRAINING, "draining; reconnect");
    }
  }

  void closed(Line line) {
    open.remove(line);
  }

  /**
   * Takes no more lines and tells all to reconnect elsewhere.
   *
   * @return completes once all are closed; never fails
   */
  public Future<Void> drain() {
    draining = true;
    List<Future<Void>> closing = new ArrayList<>();
    for (Line line : open) {
      line.closeFromAnywhere(CloseCode.DRAINING, "draining; reconnect");
      closing.add(line.whenClosed());
    }
    return Future.join(closing).mapEmpty();
  }
}
