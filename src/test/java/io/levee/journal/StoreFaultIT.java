package io.levee.journal;

import static io.levee.journal.Gateway.newConversation;
import static io.levee.journal.Gateway.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.levee.TestPostgres;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Message;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of commits when the server dies, goes away, or falls silent. */
final class StoreFaultIT {
  private final Gateway gateway = new Gateway(TestPostgres.url());
  private volatile boolean over;

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void whatWasAcknowledgedSurvivesACrashAndNothingIsDoubled() {
    Map<ConversationId, Integer> acknowledged = new ConcurrentHashMap<>();
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    CompletableFuture<?>[] writers =
        IntStream.range(0, 40)
            .mapToObj(i -> newConversation())
            .map(c -> gateway.on(() -> write(c, 0, acknowledged, failures)))
            .toArray(CompletableFuture[]::new);
    Awaitility.await().until(() -> acknowledged.values().stream().anyMatch(n -> n > 10));

    TestPostgres.kill();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !failures.isEmpty());
    gateway.awaitConnected();
    int then = acknowledged.values().stream().mapToInt(n -> n).sum();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> acknowledged.values().stream().mapToInt(n -> n).sum() > then + 100);
    over = true;
    CompletableFuture.allOf(writers).join();

    assertThat(failures).hasOnlyElementsOfType(StoreUnavailable.class);
    acknowledged.forEach(
        (conversation, turns) -> {
          var all = gateway.get(() -> gateway.journal.read(conversation, 0, 1_000));
          assertThat(all).hasSizeGreaterThanOrEqualTo(Math.min(1_000, 2 * turns));
          assertThat(all)
              .extracting(Message::seq)
              .containsExactlyElementsOf(IntStream.rangeClosed(1, all.size()).boxed().toList());
          assertThat(all.stream().map(Message::messageId).filter(id -> !id.isEmpty()))
              .doesNotHaveDuplicates();
        });
  }

  /** One turn after the other; one whose outcome is unknown is sent again with the same id. */
  private Future<Void> write(
      ConversationId conversation,
      int turn,
      Map<ConversationId, Integer> acknowledged,
      Queue<Throwable> failures) {
    if (over || turn == 400) {
      return Future.succeededFuture();
    }
    return gateway
        .journal
        .commit(turn(conversation, 1 + 2 * turn, "m-" + turn).entry())
        .compose(
            outcome -> {
              if (outcome instanceof Committed.LostRace) {
                return Future.failedFuture("nobody else writes here");
              }
              acknowledged.put(conversation, turn + 1);
              return write(conversation, turn + 1, acknowledged, failures);
            },
            failure -> {
              if (!(failure instanceof StoreUnavailable)) {
                return Future.failedFuture(failure);
              }
              failures.add(failure);
              return pause().compose(v -> write(conversation, turn, acknowledged, failures));
            });
  }

  private static Future<Void> pause() {
    Promise<Void> promise = Promise.promise();
    Vertx.currentContext().owner().setTimer(50, t -> promise.complete());
    return promise.future();
  }

  @Test
  void whileTheServerIsAwayCommitsFailAtOnceAndThenGoOn() {
    TestPostgres.stop();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> !gateway.get(() -> Future.succeededFuture(gateway.link.connected())));
      ConversationId conversation = newConversation();
      assertThatThrownBy(() -> gateway.commit(turn(conversation, 1, "m").entry()))
          .hasCauseInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("no connection");
      assertThatThrownBy(() -> gateway.get(() -> gateway.journal.tail(conversation)))
          .hasCauseInstanceOf(StoreUnavailable.class);
    } finally {
      TestPostgres.start();
    }
    gateway.awaitConnected();
    assertThat(gateway.commit(turn(newConversation(), 1, "m").entry()))
        .isEqualTo(new Committed.Stored());
  }

  @Test
  void aServerThatFallsSilentIsGivenUpAndTakenUpAgain() {
    TestPostgres.freeze();
    try {
      assertThatThrownBy(() -> gateway.commit(turn(newConversation(), 1, "m").entry()))
          .hasCauseInstanceOf(StoreUnavailable.class);
    } finally {
      TestPostgres.thaw();
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(
            () ->
                gateway
                    .commit(turn(newConversation(), 1, "m").entry())
                    .equals(new Committed.Stored()));
  }
}
