package io.levee.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.levee.TestPostgres;
import io.levee.conversation.ConversationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SchemaIT {
  private final Vertx vertx = Vertx.vertx();
  private final String url = TestPostgres.emptyUrl();

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Future<Void> prepareAt(String moment) {
    Clock clock = Clock.fixed(Instant.parse(moment), ZoneOffset.UTC);
    return new Schema(vertx, PostgresAddress.parse(url), TestPostgres.config(url), clock).prepare();
  }

  private static <T> T get(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = TestPostgres.connect(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (result.next()) {
        found.add(result.getString(1));
      }
      return found;
    }
  }

  @Test
  void makesTheMonthsAheadAndPutsConversationsThere() throws SQLException {
    get(prepareAt("2026-11-30T23:59:59Z"));

    assertThat(query("SELECT relid::regclass::text FROM pg_partition_tree('message') WHERE isleaf"))
        .containsExactlyInAnyOrder(
            "message_default", "message_2026_11", "message_2026_12", "message_2027_01");
    insertHeadAt("2026-11-30T23:59:59.999Z");
    insertHeadAt("2026-12-01T00:00:00Z");
    insertHeadAt("2031-01-01T00:00:00Z");
    assertThat(query("SELECT tableoid::regclass::text FROM conversation ORDER BY conversation_id"))
        .containsExactly("conversation_2026_11", "conversation_2026_12", "conversation_default");
  }

  private void insertHeadAt(String moment) throws SQLException {
    ConversationId id = ConversationId.mint(Instant.parse(moment), new Random(1));
    try (Connection connection = TestPostgres.connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO conversation VALUES ('%s', 'demo', 'c', '', '', 1, false, now())"
              .formatted(id));
    }
  }

  @Test
  void severalGatewaysMayPrepareAtOnceAndLater() {
    get(
        Future.all(
            prepareAt("2026-01-15T00:00:00Z"),
            prepareAt("2026-01-15T00:00:00Z"),
            prepareAt("2026-01-15T00:00:00Z")));
    get(prepareAt("2026-03-15T00:00:00Z"));
  }

  @Test
  void aMonthThatTheDefaultPartitionHasAlreadyStaysThere() throws SQLException {
    get(prepareAt("2026-01-15T00:00:00Z"));
    insertHeadAt("2026-05-15T00:00:00Z");

    get(prepareAt("2026-04-15T00:00:00Z"));

    assertThat(query("SELECT to_regclass('conversation_2026_05')")).containsExactly((String) null);
    assertThat(query("SELECT to_regclass('message_2026_06')")).containsExactly("message_2026_06");
  }

  @Test
  void healthAsksForTheTables() {
    CompletableFuture<PostgresLink> made = new CompletableFuture<>();
    vertx.runOnContext(
        v ->
            made.complete(
                new PostgresLink(
                    vertx,
                    PostgresAddress.parse(url),
                    TestPostgres.config(url),
                    new SimpleMeterRegistry())));
    PostgresLink link = made.join();
    Awaitility.await().until(link::connected);
    PostgresHealth health = new PostgresHealth(link);

    assertThatThrownBy(() -> get(onLoop(health::check)))
        .hasCauseInstanceOf(PostgresUnavailable.class);
    get(prepareAt("2026-01-15T00:00:00Z"));
    get(onLoop(health::check));
    assertThat(get(onLoop(new DurabilityCheck(link)::weaknesses))).isEmpty();
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    vertx.runOnContext(v -> work.get().onComplete(promise));
    return promise.future();
  }
}
