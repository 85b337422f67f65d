package io.levee.redis;

import io.vertx.core.Future;
import java.util.function.Consumer;

/**
 * Tells other gateways that something changed. Best effort: a wake-up may be lost, so whoever
 * listens also compares now and then. One per node; safe from any thread.
 */
public interface Wakeups {

  /**
   * Listens until {@link Subscription#close()}, through lost connections.
   *
   * @param listener called with each payload on the thread of the caller's context
   */
  Subscription subscribe(String topic, Consumer<String> listener);

  /**
   * What comes on one topic within a tick travels as one.
   *
   * @param payload a single line
   * @return completes once Redis has it; fails when it could not be sent
   */
  Future<Void> publish(String topic, String payload);

  /**
   * Whether another node may listen on that topic. False only while Redis has said lately that none
   * does: then nobody misses what is not published. Costs next to nothing.
   */
  boolean isHeard(String topic);

  /** Ends all of it. @return completes once the connections are closed */
  Future<Void> close();

  /** One listener on one topic. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
