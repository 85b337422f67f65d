package io.levee.app;

import io.vertx.core.Future;
import java.util.List;

/** Builds the gateway and opens its doors. */
@FunctionalInterface
interface GatewayStart {

  /**
   * @return completes once it listens; fails with what an operator can act upon
   */
  Future<Running> start(Ground ground);

  /** A gateway that listens. */
  interface Running {
    /** Where shoppers reach it, such as {@code http://127.0.0.1:8080}. */
    String url();

    /** What the operator should know at start, such as how durable the stores are. */
    List<String> warnings();

    /**
     * Makes itself quick before it is given work. It serves meanwhile whoever comes.
     *
     * @return completes when it is ready to be; never fails
     */
    default Future<Void> warmUp() {
      return Future.succeededFuture();
    }

    /**
     * Takes nothing new, finishes what is under way, closes sockets and stores.
     *
     * @return completes when all of that is done
     */
    Future<Void> drain();
  }
}
