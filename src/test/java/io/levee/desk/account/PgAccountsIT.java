package io.levee.desk.account;

import static io.levee.desk.DeskFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.levee.TestPostgres;
import io.levee.desk.AgentAccount;
import io.levee.desk.account.LoginStore.Kept;
import io.levee.postgres.PostgresAddress;
import io.levee.postgres.PostgresLink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts and logins as PostgreSQL keeps them. */
final class PgAccountsIT {
  private static final AgentAccount DORA =
      new AgentAccount("Dora", "$hash", List.of("general", "returns"), "senior", 4, "shop");

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final String url = TestPostgres.url();
  private PostgresLink link;
  private PgAccountStore accounts;
  private PgLoginStore logins;

  @BeforeEach
  void connects() {
    link =
        on(
            () ->
                Future.succeededFuture(
                    new PostgresLink(
                        vertx,
                        PostgresAddress.parse(url),
                        TestPostgres.config(url),
                        new SimpleMeterRegistry())));
    accounts = new PgAccountStore(() -> link);
    logins = new PgLoginStore(() -> link);
    Awaitility.await().until(() -> on(() -> Future.succeededFuture(link.connected())));
  }

  @AfterEach
  void closes() throws Exception {
    on(link::close);
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void anAccountIsKeptWhole() {
    assertThat(on(() -> accounts.add(Account.fresh("dora", DORA)))).isTrue();
    assertThat(on(() -> accounts.add(Account.fresh("dora", DORA)))).as("a second one").isFalse();

    assertThat(on(() -> accounts.find("dora"))).contains(new Account("dora", DORA, true, 1));
    assertThat(on(() -> accounts.find("nobody"))).isEmpty();
    assertThat(on(() -> accounts.change("nobody", DORA))).isFalse();
  }

  @Test
  void theConfiguredAreAddedOnceAndThenLeftAlone() {
    AccountBook book = new AccountBook(accounts, () -> Map.of("dora", DORA));
    on(book::refresh);
    on(() -> accounts.enable("dora", false));
    on(book::refresh);

    assertThat(on(accounts::all)).containsExactly(new Account("dora", DORA, false, 2));
    assertThat(book.get()).isEmpty();
  }

  @Test
  void aTokenIsKnownByItsHashUntilItExpiresAndRemembersItsFirstUse() {
    on(() -> accounts.add(Account.fresh("dora", DORA)));
    Instant now = Instant.parse("2026-01-01T10:00:00Z");
    Kept kept = new Kept(UUID.randomUUID(), "dora", 1, now.plusSeconds(60));
    byte[] hash = {1, 2, 3};
    on(() -> logins.keep(hash, kept, now, 5));

    assertThat(on(() -> logins.use(new byte[] {9}, now))).isEmpty();
    assertThat(on(() -> logins.use(hash, now)).orElseThrow().kept()).isEqualTo(kept);
    assertThat(on(() -> logins.use(hash, now.plusSeconds(5))).orElseThrow().at()).isEqualTo(now);
    assertThat(on(() -> logins.use(hash, now.plusSeconds(60)))).isEmpty();
    assertThat(on(() -> logins.login(hash))).contains(kept.login());
    on(() -> logins.end(kept.login()));
    assertThat(on(() -> logins.login(hash))).isEmpty();
  }

  @Test
  void onlyTheLatestLoginsOfAnAgentAreKeptAndNoneOfTheDisabled() throws Exception {
    on(() -> accounts.add(Account.fresh("dora", DORA)));
    Instant now = Instant.parse("2026-01-01T10:00:00Z");
    for (byte i = 0; i < 5; i++) {
      byte[] hash = {i};
      Instant at = now.plusSeconds(i);
      Kept kept = new Kept(UUID.randomUUID(), "dora", 1, at.plusSeconds(600));
      on(() -> logins.keep(hash, kept, at, 2));
    }
    assertThat(rows()).isEqualTo(2);
    assertThat(on(() -> logins.login(new byte[] {4}))).isPresent();

    on(() -> accounts.enable("dora", false));
    assertThat(rows()).isZero();
  }

  private int rows() throws Exception {
    try (Connection connection = TestPostgres.connect(url);
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(*) FROM agent_login")) {
      count.next();
      return count.getInt(1);
    }
  }

  private <T> T on(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    loop.runOnContext(v -> work.get().onComplete(promise));
    return await(promise.future());
  }
}
