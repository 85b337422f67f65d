package io.levee.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.levee.knowledge.LoadResult.Loaded;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KnowledgeWatcherTest {
  @TempDir Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Knowledge> changes = new CopyOnWriteArrayList<>();
  private volatile Future<Void> swap = Future.succeededFuture();
  private Knowledge initial;
  private KnowledgeWatcher watcher;

  @BeforeEach
  void begin() throws IOException {
    write("好");
    initial = ((Loaded) KnowledgeLoader.load(directory, Settings.small())).knowledge();
    watcher =
        new KnowledgeWatcher(
            vertx,
            directory,
            Settings::small,
            initial,
            knowledge -> {
              changes.add(knowledge);
              return swap;
            },
            meters);
  }

  @AfterEach
  void end() throws Exception {
    join(watcher.close());
    join(vertx.close());
  }

  @Test
  void takesAChangeOverByItself() throws IOException {
    watcher.start();
    write("更好");

    await().until(() -> !watcher.current().equals(initial));

    assertThat(changes).containsExactly(watcher.current());
    assertThat(watcher.current().version()).isNotEqualTo(initial.version());
    assertThat(watcher.lastFaults()).isEmpty();
  }

  @Test
  void keepsTheOldKnowledgeUntilTheFaultIsMended() throws Exception {
    Files.writeString(directory.resolve("b.yaml"), "entries:\n  - id: b\n    qestion: 问\n");
    join(watcher.check());

    assertThat(watcher.current()).isSameAs(initial);
    assertThat(changes).isEmpty();
    assertThat(watcher.lastFaults()).anyMatch(f -> f.file().endsWith("b.yaml") && f.line() == 3);
    assertThat(meters.get("levee.knowledge.faults").gauge().value()).isPositive();

    join(watcher.check());
    assertThat(watcher.lastFaults()).isNotEmpty();

    Files.writeString(
        directory.resolve("b.yaml"), "entries:\n  - {id: b, question: 问, answers: {zh: 答}}\n");
    join(watcher.check());

    assertThat(watcher.current().entry("b")).isPresent();
    assertThat(watcher.lastFaults()).isEmpty();
    assertThat(meters.get("levee.knowledge.faults").gauge().value()).isZero();
  }

  @Test
  void forgetsTheFaultsWhenTheOldFilesAreBack() throws Exception {
    Files.writeString(directory.resolve("b.yaml"), "entries: none\n");
    join(watcher.check());
    Files.delete(directory.resolve("b.yaml"));
    join(watcher.check());

    assertThat(watcher.lastFaults()).isEmpty();
    assertThat(changes).isEmpty();
  }

  @Test
  void doesNothingWhileNothingChanges() throws Exception {
    join(watcher.check());
    join(watcher.check());

    assertThat(changes).isEmpty();
    assertThat(watcher.current()).isSameAs(initial);
  }

  @Test
  void keepsTheOldKnowledgeWhenItCannotBeSwapped() throws Exception {
    swap = Future.failedFuture("no room for the index");
    write("更好");
    join(watcher.check());

    assertThat(changes).hasSize(1);
    assertThat(watcher.current()).isSameAs(initial);
    assertThat(watcher.lastFaults()).singleElement().matches(f -> f.problem().contains("no room"));
  }

  @Test
  void survivesALostDirectory() throws Exception {
    Files.delete(directory.resolve("a.yaml"));
    Files.delete(directory);
    join(watcher.check());

    assertThat(watcher.current()).isSameAs(initial);
    assertThat(watcher.lastFaults()).isNotEmpty();
    Files.createDirectory(directory);
  }

  private void write(String answer) throws IOException {
    Files.writeString(
        directory.resolve("a.yaml"),
        """
        entries:
          - {id: human.request, question: 转人工, action: handoff}
          - {id: a, question: 问题, answers: {zh: %s}}
        """
            .formatted(answer));
  }

  private static void join(Future<Void> future) throws Exception {
    future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
