package io.levee.app.memory;

import io.levee.redis.RedisLink;
import io.levee.redis.Script;
import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.function.Supplier;

/** Takes everything and knows nothing. */
record NoRedis(Supplier<Future<Void>> closing) implements RedisLink {
  @Override
  public Future<Response> send(Request request) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Response> eval(Script script, List<String> keys, List<String> arguments) {
    return Future.succeededFuture();
  }

  @Override
  public boolean connected() {
    return true;
  }

  @Override
  public void onReconnect(Runnable handler) {
    // There is no connection to lose.
  }

  @Override
  public Future<Void> close() {
    return closing.get();
  }
}
