package io.levee.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.levee.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PostgresLinkIT {
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger reconnects = new AtomicInteger();
  private PostgresLink link;

  @BeforeEach
  void connect() {
    String url = TestPostgres.url();
    link =
        get(
            () -> {
              PostgresLink made =
                  new PostgresLink(
                      vertx, PostgresAddress.parse(url), TestPostgres.config(url), meters);
              made.onReconnect(reconnects::incrementAndGet);
              return Future.succeededFuture(made);
            });
    awaitConnected();
  }

  @AfterEach
  void stop() {
    get(link::close);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void awaitConnected() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> meters.get("levee.postgres.connected").gauge().value() == 2);
  }

  private <T> CompletableFuture<T> on(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    vertx.runOnContext(v -> work.get().onComplete(promise));
    return promise.future().toCompletionStage().toCompletableFuture();
  }

  private <T> T get(Supplier<Future<T>> work) {
    return on(work).orTimeout(30, TimeUnit.SECONDS).join();
  }

  private CompletableFuture<RowSet<Row>> execute(String sql) {
    return on(() -> link.execute(sql, Tuple.tuple()));
  }

  @Test
  void theServerGivesUpWhatTakesTooLongAndTheConnectionStays() {
    assertThatThrownBy(execute("SELECT pg_sleep(60)")::join)
        .hasCauseInstanceOf(PostgresUnavailable.class);
    assertThat(execute("SELECT 1").join()).hasSize(1);
    assertThat(reconnects).hasValue(0);
  }

  @Test
  void aWrongStatementIsToldAsSuch() {
    assertThatThrownBy(execute("SELECT nonsense")::join).hasCauseInstanceOf(PgException.class);
    assertThat(execute("SELECT 1").join()).hasSize(1);
  }

  @Test
  void moreThanMayBeUnderWayAreRefusedAtOnce() {
    List<CompletableFuture<RowSet<Row>>> all =
        get(
            () ->
                Future.succeededFuture(
                    IntStream.range(0, 513)
                        .mapToObj(i -> link.execute("SELECT 1", Tuple.tuple()))
                        .map(f -> f.toCompletionStage().toCompletableFuture())
                        .toList()));

    assertThatThrownBy(all.getLast()::join).hasCauseInstanceOf(PostgresUnavailable.class);
    assertThat(all.subList(0, 512)).allSatisfy(f -> assertThat(f.join()).hasSize(1));
    assertThat(meters.get("levee.postgres.refused").counter().count()).isEqualTo(1);
  }

  @Test
  void connectionsThatAreCutComeBack() {
    execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                + " AND application_name = 'levee' AND datname = current_database()")
        .join();
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> reconnects.get() > 0);
    awaitConnected();
    assertThat(execute("SELECT 1").join()).hasSize(1);
  }

  @Test
  void aSilentServerIsFoundOutWithoutAnybodyAsking() {
    TestPostgres.freeze();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> meters.get("levee.postgres.connected").gauge().value() == 0);
      assertThatThrownBy(execute("SELECT 1")::join)
          .hasCauseInstanceOf(PostgresUnavailable.class)
          .hasMessageContaining("no connection");
    } finally {
      TestPostgres.thaw();
    }
    awaitConnected();
    assertThat(execute("SELECT 1").join()).hasSize(1);
  }
}
