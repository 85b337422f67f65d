package io.levee.storefront;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * The one context a shop lives on: its bulkhead, breaker and connections are shared by all event
 * loops of the gateway and need no locks. A call travels there and its answer back, which costs two
 * hand-overs beside a call over the network.
 */
final class Home {
  private final Vertx vertx;
  private final Context context;

  Home(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
  }

  /** Works at home; the future completes on the caller's context. */
  <T> Future<T> call(Supplier<Future<T>> work) {
    Context caller = vertx.getOrCreateContext();
    Promise<T> answer = Promise.promise();
    context.runOnContext(
        there ->
            started(work).onComplete(result -> caller.runOnContext(back -> answer.handle(result))));
    return answer.future();
  }

  private static <T> Future<T> started(Supplier<Future<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException why) {
      return Future.failedFuture(why);
    }
  }
}
