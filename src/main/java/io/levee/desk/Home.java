package io.levee.desk;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** The one context that owns all seats of this node: the way in, and the way out again. */
final class Home {
  private final Vertx vertx;
  private final Context context;

  Home(Vertx vertx, Context context) {
    this.vertx = vertx;
    this.context = context;
  }

  /** Runs it here, soon. */
  void run(Runnable work) {
    context.runOnContext(v -> work.run());
  }

  /**
   * Runs it here after that time, in milliseconds, 1 or more.
   *
   * @return takes it back, if it is not too late
   */
  Runnable later(long millis, Runnable work) {
    long timer = vertx.setTimer(millis, id -> run(work));
    return () -> vertx.cancelTimer(timer);
  }

  /** Runs it here and completes on the caller's context. */
  <T> Future<T> ask(Supplier<Future<T>> work) {
    Context caller = vertx.getOrCreateContext();
    Promise<T> promise = Promise.promise();
    run(() -> attempt(work).onComplete(r -> caller.runOnContext(v -> promise.handle(r))));
    return promise.future();
  }

  /** A throw must not leave whoever waits without an answer. */
  private static <T> Future<T> attempt(Supplier<Future<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException broken) {
      return Future.failedFuture(broken);
    }
  }

  /** The same outcome, completed here wherever it comes from. */
  <T> Future<T> here(Future<T> elsewhere) {
    Promise<T> promise = Promise.promise();
    elsewhere.onComplete(r -> run(() -> promise.handle(r)));
    return promise.future();
  }
}
