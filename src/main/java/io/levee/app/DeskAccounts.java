package io.levee.app;

import io.levee.app.config.Config;
import io.levee.desk.account.AccountBook;
import io.levee.desk.account.Logins;
import io.levee.desk.account.PgAccountStore;
import io.levee.desk.account.PgLoginStore;
import io.levee.desk.oidc.OidcLogin;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.function.Supplier;

/** Who may sit at a desk, over the connections of the event loop that asks: the desk's. */
record DeskAccounts(AccountBook book, Logins logins) {

  static DeskAccounts of(
      Vertx vertx,
      Connections connections,
      Supplier<Config> config,
      Clock clock,
      MeterRegistry meters) {
    PgAccountStore store = new PgAccountStore(connections::postgres);
    AccountBook book = new AccountBook(store, () -> config.get().agents());
    Logins logins =
        new Logins(
            vertx,
            store,
            new PgLoginStore(connections::postgres),
            book,
            () -> config.get().desk(),
            clock,
            meters);
    return new DeskAccounts(book, logins);
  }

  /** The login through a provider, which works on {@code home} as the desk does. */
  OidcLogin oidc(Vertx vertx, Context home, Supplier<Config> config, Clock clock) {
    return new OidcLogin(
        vertx,
        () -> config.get().oidc(),
        config.get().desk().tokenSecret(),
        (user, card) -> EventLoops.asked(vertx, home, () -> logins.beginElsewhere(user, card)),
        clock);
  }
}
