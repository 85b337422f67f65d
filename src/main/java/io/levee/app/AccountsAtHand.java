package io.levee.app;

import io.levee.app.config.Config;
import io.levee.app.embedded.EmbeddedPostgres;
import io.levee.desk.account.AccountBook;
import io.levee.desk.account.AccountStore;
import io.levee.desk.account.PgAccountStore;
import io.levee.postgres.PostgresAddress;
import io.levee.postgres.PostgresLink;
import io.levee.postgres.Schema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The accounts, for a command beside the gateway: at the operator's database, at the embedded one
 * of a gateway that runs, or at that one started for the moment.
 */
final class AccountsAtHand {
  private static final int PATIENCE_SECONDS = 60;
  private static final int PAUSE_MILLIS = 25;

  private AccountsAtHand() {}

  /**
   * Does something with them, with those of the configuration put in before.
   *
   * @throws IllegalStateException if the database does not answer; the message says what to do
   */
  static <T> T with(Config config, Function<AccountStore, Future<T>> work) throws IOException {
    if (!config.postgres().embedded()) {
      return at(config.postgres().url(), config, work);
    }
    Path home = Home.resolve(System.getenv(), Path.of(config.data())).resolve("postgres");
    Optional<String> running = EmbeddedPostgres.running(home);
    if (running.isPresent()) {
      return at(running.get(), config, work);
    }
    try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
      return at(server.url(), config, work);
    }
  }

  private static <T> T at(String url, Config config, Function<AccountStore, Future<T>> work) {
    PostgresAddress address = PostgresAddress.parse(url);
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      Context loop = vertx.getOrCreateContext();
      Schema tables = new Schema(vertx, address, config.postgres(), Clock.systemUTC());
      return tables
          .prepare()
          .compose(ready -> EventLoops.on(loop, () -> onLoop(vertx, address, config, work)))
          .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new IllegalStateException("PostgreSQL at " + address + " gives no answer", late);
    } finally {
      vertx.close().await();
    }
  }

  private static <T> Future<T> onLoop(
      Vertx vertx, PostgresAddress address, Config config, Function<AccountStore, Future<T>> work) {
    PostgresLink link =
        new PostgresLink(vertx, address, config.postgres(), new SimpleMeterRegistry());
    AccountStore store = new PgAccountStore(() -> link);
    AccountBook book = new AccountBook(store, config::agents);
    return connected(vertx, link)
        .compose(v -> book.refresh())
        .compose(v -> work.apply(store))
        .eventually(link::close);
  }

  private static Future<Void> connected(Vertx vertx, PostgresLink link) {
    return link.connected()
        ? Future.succeededFuture()
        : vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS).compose(later -> connected(vertx, link));
  }
}
