package io.levee.app;

import io.levee.app.log.Logging;
import io.levee.redis.RedisLink;
import io.levee.redis.Script;
import io.levee.redis.Wakeups;
import io.levee.turn.Stores;
import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.function.Consumer;

/**
 * A gateway whose turns go to no store: what they cost by themselves, for {@code ./levee bench}. It
 * remembers conversations until it ends, tells no other gateway, and is good for nothing else.
 */
public final class WithoutStores implements StoreClients {
  private WithoutStores() {}

  /** As {@link Main}, with {@code serve} of that kind. */
  public static void main(String[] args) {
    Logging.claimVertx();
    System.exit(
        Main.commandLine(ground -> Gateway.start(ground, new WithoutStores())).execute(args));
  }

  @Override
  public Stores of(Stores real) {
    return new Stores(new MemoryJournal(), new NoOutbox(), new NoRedis(real.redis()));
  }

  @Override
  public Wakeups of(Wakeups real) {
    return new NoWakeups(real);
  }

  private record NoWakeups(Wakeups real) implements Wakeups {
    @Override
    public Subscription subscribe(String topic, Consumer<String> listener) {
      return () -> {};
    }

    @Override
    public Future<Void> publish(String topic, String payload) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> close() {
      return real.close();
    }
  }

  private record NoRedis(RedisLink real) implements RedisLink {
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
      return real.close();
    }
  }
}
