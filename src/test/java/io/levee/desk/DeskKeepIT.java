package io.levee.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.levee.TestPostgres;
import io.levee.channel.agent.AgentFrame.Note;
import io.levee.conversation.ConversationId;
import io.levee.postgres.PostgresAddress;
import io.levee.postgres.PostgresLink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What desks keep, in the real store, and that it goes. */
final class DeskKeepIT {
  private static final Instant NOW = Instant.parse("2026-11-11T12:00:00Z");
  private static final Instant OLD = NOW.minus(Duration.ofDays(1)).minusSeconds(1);
  private static final Instant YOUNG = NOW.minus(Duration.ofDays(1)).plusSeconds(1);

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ConversationId id = ConversationId.mint(NOW, new Random());
  private PostgresLink link;
  private NoteLog notes;
  private SuggestionLog suggestions;

  @BeforeEach
  void opens() {
    String url = TestPostgres.url();
    link =
        here(
            () ->
                Future.succeededFuture(
                    new PostgresLink(
                        vertx,
                        PostgresAddress.parse(url),
                        TestPostgres.config(url),
                        meters,
                        "desk")));
    await().until(() -> meters.find("levee.postgres.connected").gauge().value() > 0);
    notes = new PgNoteLog(() -> link);
    suggestions = new PgSuggestionLog(() -> link);
    here(() -> link.execute("DELETE FROM note WHERE at < $1", Tuple.of(at(YOUNG))));
    here(() -> link.execute("DELETE FROM suggestion WHERE at < $1", Tuple.of(at(YOUNG))));
  }

  @AfterEach
  void closes() {
    here(() -> link.close());
    here(vertx::close);
  }

  private <T> T here(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(on -> work.get().onComplete(done));
    return done.future()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
  }

  private static java.time.OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  @Test
  void notesAreReadOldestFirstAndTheLastOfThemOnly() {
    for (int i = 1; i <= 3; i++) {
      Note note = new Note("Carol", "note " + i, NOW.plusSeconds(i));
      here(() -> notes.add(id, "carol", note));
    }

    assertThat(here(() -> notes.of(id, 2)))
        .extracting(Note::text)
        .containsExactly("note 2", "note 3");
  }

  @Test
  void whatIsOlderThanItIsKeptGoesAPartAtATimeAndTheRestStays() {
    here(() -> notes.add(id, "carol", new Note("Carol", "old", OLD)));
    here(() -> notes.add(id, "carol", new Note("Carol", "young", YOUNG)));
    here(() -> suggestions.given(id, 1, List.of("a", "b"), "alice", OLD));
    here(() -> suggestions.given(id, 2, List.of("a"), "alice", OLD));
    here(() -> suggestions.given(id, 3, List.of("a"), "alice", YOUNG));
    Instant before = NOW.minus(Duration.ofDays(1));

    assertThat(here(() -> suggestions.forget(before, 1))).isEqualTo(1);
    assertThat(suggested()).hasSize(2).contains(3);
    assertThat(here(() -> suggestions.forget(before, 10))).isEqualTo(1);
    assertThat(here(() -> suggestions.forget(before, 10))).isZero();
    assertThat(here(() -> notes.forget(before, 10))).isEqualTo(1);
    assertThat(suggested()).containsExactly(3);
    assertThat(here(() -> notes.of(id, 10))).extracting(Note::text).containsExactly("young");
  }

  @Test
  void aRoundGoesOnUntilNothingOldIsLeft() {
    here(
        () ->
            link.execute(
                "INSERT INTO suggestion (conversation_id, seq, entries, agent, at)"
                    + " SELECT $1, n, '{a}', 'alice', $2 FROM generate_series(1, 2500) n",
                Tuple.of(UUID.fromString(id.toString()), at(OLD))));
    here(() -> suggestions.given(id, 9_999, List.of("a"), "alice", YOUNG));
    Forgetting forgetting =
        new Forgetting(
            new Home(vertx, context),
            notes,
            suggestions,
            () -> DeskFixture.CONFIG,
            Clock.fixed(NOW, ZoneOffset.UTC));

    context.runOnContext(on -> forgetting.round());

    await().atMost(Duration.ofSeconds(20)).until(() -> suggested().equals(List.of(9_999)));
  }

  @Test
  void whatWasUsedIsKeptOnlyIfItWasSuggested() {
    here(() -> suggestions.given(id, 1, List.of("a", "b"), "alice", NOW));
    here(() -> suggestions.used(id, 1, "c"));
    assertThat(used()).isEqualTo("nothing");
    here(() -> suggestions.used(id, 1, "b"));
    assertThat(used()).isEqualTo("b");
  }

  private String used() {
    return here(() ->
            link.execute(
                "SELECT coalesce(used, 'nothing') AS used FROM suggestion"
                    + " WHERE conversation_id = $1",
                Tuple.of(UUID.fromString(id.toString()))))
        .iterator()
        .next()
        .getString("used");
  }

  private List<Integer> suggested() {
    return here(
        () ->
            link.execute(
                    "SELECT seq FROM suggestion WHERE conversation_id = $1 ORDER BY seq",
                    Tuple.of(UUID.fromString(id.toString())))
                .map(
                    rows -> {
                      List<Integer> seqs = new java.util.ArrayList<>();
                      rows.forEach(row -> seqs.add(row.getInteger("seq")));
                      return seqs;
                    }));
  }
}
