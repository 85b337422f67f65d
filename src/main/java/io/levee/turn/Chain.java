package io.levee.turn;

import io.vertx.core.Future;
import java.util.function.Function;

/**
 * Goes on at once with what is there already: on the way of a message that is nearly everything but
 * the commit, and each future that is left out is one less to make, to wait for and to tell.
 */
final class Chain {
  private Chain() {}

  /** As {@link Future#compose(Function)}. */
  static <T, R> Future<R> then(Future<T> before, Function<T, Future<R>> next) {
    if (!before.succeeded()) {
      return before.compose(next);
    }
    try {
      return next.apply(before.result());
    } catch (RuntimeException broken) {
      return Future.failedFuture(broken);
    }
  }

  /** As {@link Future#recover}. */
  static <T> Future<T> unless(Future<T> before, Function<Throwable, Future<T>> failed) {
    return before.succeeded() ? before : before.recover(failed);
  }
}
