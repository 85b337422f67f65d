package io.levee.redis;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Opens this node's links to one Redis and counts them together. Safe from any thread. */
public final class RedisLinks {
  private final Vertx vertx;
  private final RedisConfig config;
  private final RedisMeters meters;

  /**
   * @param config with the address of a server that runs, not {@code embedded}
   */
  public RedisLinks(Vertx vertx, RedisConfig config, MeterRegistry meters) {
    if (config.embedded()) {
      throw new IllegalArgumentException("start the embedded Redis first and give its address");
    }
    this.vertx = vertx;
    this.config = config;
    this.meters = new RedisMeters(meters);
  }

  /**
   * A link that lives on that context's event loop. It starts to connect at once; until it has,
   * requests fail.
   *
   * @param context of an event loop, not of a worker
   */
  public RedisLink open(Context context) {
    BatchingLink link = new BatchingLink(vertx, context, config, meters, System::nanoTime);
    link.start();
    return link;
  }

  /**
   * This node's wake-ups, with two connections of their own on that context's event loop.
   *
   * @param context of an event loop, not of a worker
   */
  public Wakeups wakeups(Context context) {
    PubSubWakeups wakeups =
        new PubSubWakeups(vertx, context, config, meters, open(context), System::nanoTime);
    wakeups.start();
    return wakeups;
  }
}
