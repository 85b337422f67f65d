package io.levee.app.memory;

import io.levee.redis.Wakeups;
import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** There is no other gateway. */
record NoWakeups(Supplier<Future<Void>> closing) implements Wakeups {
  @Override
  public Subscription subscribe(String topic, Consumer<String> listener) {
    return () -> {};
  }

  @Override
  public Future<Void> publish(String topic, String payload) {
    return Future.succeededFuture();
  }

  @Override
  public boolean isHeard(String topic) {
    return false;
  }

  @Override
  public Future<Void> close() {
    return closing.get();
  }
}
