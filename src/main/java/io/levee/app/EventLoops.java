package io.levee.app;

import io.levee.ops.Telemetry;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** One context on each event loop. */
final class EventLoops {
  private EventLoops() {}

  /**
   * How many there are: one a core; {@code -Dlevee.loops} says otherwise. Two that share a core
   * take it from each other, and each finds less to do at a time.
   */
  static int count() {
    return Integer.getInteger("levee.loops", Runtime.getRuntime().availableProcessors());
  }

  /** So many loops; their Vert.x is the caller's to close. */
  static Vertx vertx(Telemetry telemetry) {
    return telemetry.vertx(new VertxOptions().setEventLoopPoolSize(count()), transport());
  }

  /**
   * The system's own way to wait for sockets where there is one; {@code -Dlevee.transport=nio} says
   * otherwise. On Linux in rounds of 32 sockets, or of {@code -Dlevee.socketsAtOnce}.
   */
  static Transport transport() {
    if ("nio".equals(System.getProperty("levee.transport"))) {
      return Transport.NIO;
    }
    if (EpollInRounds.isThere()) {
      return new EpollInRounds(Math.max(0, Integer.getInteger("levee.socketsAtOnce", 32)));
    }
    Transport own = Transport.nativeTransport();
    return own == null ? Transport.NIO : own;
  }

  /**
   * Deploys an empty verticle on each event loop, for its context.
   *
   * @param count how many loops, 1 or more
   */
  static Future<List<Context>> take(Vertx vertx, int count) {
    List<Context> contexts = new CopyOnWriteArrayList<>();
    return vertx
        .deployVerticle(
            () ->
                new VerticleBase() {
                  @Override
                  public Future<?> start() {
                    contexts.add(context);
                    return Future.succeededFuture();
                  }
                },
            new DeploymentOptions().setInstances(count))
        .map(deployed -> List.copyOf(contexts));
  }

  /** Runs {@code work} there. @return completes as it does, on that context */
  static <T> Future<T> on(Context context, Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(
        there -> {
          try {
            work.get().onComplete(promise);
          } catch (RuntimeException broken) {
            promise.fail(broken);
          }
        });
    return promise.future();
  }

  /** The same, completing on the caller's context. */
  static <T> Future<T> asked(Vertx vertx, Context context, Supplier<Future<T>> work) {
    Context caller = vertx.getOrCreateContext();
    Promise<T> promise = Promise.promise();
    on(context, work).onComplete(result -> caller.runOnContext(back -> promise.handle(result)));
    return promise.future();
  }
}
