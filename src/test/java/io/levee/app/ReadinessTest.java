package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.levee.app.config.Config;
import io.levee.app.config.Loaded;
import io.levee.app.config.Sources;
import io.levee.conversation.Understood;
import io.levee.knowledge.Knowledge;
import io.levee.knowledge.KnowledgeLoader;
import io.levee.knowledge.LoadResult;
import io.levee.knowledge.Settings;
import io.levee.turn.Mindset;
import io.levee.understanding.Depth;
import io.levee.understanding.Understanding;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Midnight of a promotion in Shanghai, announced for an hour ahead. */
final class ReadinessTest {
  private static final Instant USUAL = Instant.parse("2026-11-10T14:59:59Z");
  private static final Instant AHEAD = Instant.parse("2026-11-10T15:00:00Z");
  private static final Instant LAST = Instant.parse("2026-11-10T17:59:59Z");
  private static final Instant OVER = Instant.parse("2026-11-10T18:00:00Z");

  /** Remembers what it was asked; knows nothing. */
  private static final class Ear implements Understanding {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<Understood> hear(String text, Depth depth) {
      heard.add(text);
      return CompletableFuture.failedFuture(new IllegalStateException("knows nothing"));
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final Ear ear = new Ear();
  private Config config;
  private Instant now = USUAL;
  private Mindset mind;
  private Readiness readiness;

  @BeforeEach
  void announce(@TempDir Path dir) throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("levee.yaml"),
            """
            desk: {tokenSecret: "a secret of the desk, of 32 bytes or more"}
            admission:
              promotions:
                double11: {start: 2026-11-11T00:00, length: 2h, ahead: 1h, multiple: 10}
            """);
    Loaded<Config> loaded = new Sources(file, Map.of(), List.of()).load();
    assertThat(loaded.problems()).isEmpty();
    config = loaded.config();
    mind = new Mindset(knowledge(), ear);
    readiness = new Readiness(vertx, () -> config, () -> mind, () -> now);
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private static Knowledge knowledge() {
    LoadResult read = KnowledgeLoader.load(Path.of("conf/knowledge"), Settings.shipped());
    return ((LoadResult.Loaded) read).knowledge();
  }

  /** As the clock makes it do; what follows of it may go on. */
  private void look() {
    Promise<Void> looked = Promise.promise();
    loop.runOnContext(
        here -> {
          readiness.look();
          looked.complete();
        });
    looked.future().await();
  }

  private int usualTries() {
    return config.dialogue().missesBeforeHandoff();
  }

  @Test
  void theBotTriesOnceMoreFromAheadOfThePromotionUntilItsEnd() {
    assertThat(readiness.manners().missesBeforeHandoff()).isEqualTo(usualTries());
    now = AHEAD;
    assertThat(readiness.manners().missesBeforeHandoff()).isEqualTo(usualTries() + 1);
    now = LAST;
    assertThat(readiness.manners().missesBeforeHandoff()).isEqualTo(usualTries() + 1);
    now = OVER;
    assertThat(readiness.manners().missesBeforeHandoff()).isEqualTo(usualTries());
  }

  @Test
  void whatTheShopKnowsIsHeardOnceAheadOfThePromotion() {
    look();
    now = AHEAD;
    look();
    look();
    List<String> all =
        mind.knowledge().entries().stream().flatMap(entry -> entry.phrases().stream()).toList();
    await().untilAsserted(() -> assertThat(ear.heard).hasSize(all.size()));
    assertThat(ear.heard).containsExactlyElementsOf(all);
  }

  @Test
  void whatIsNewIsHeardToo() {
    now = AHEAD;
    look();
    int all = mind.knowledge().entries().stream().mapToInt(e -> e.phrases().size()).sum();
    await().untilAsserted(() -> assertThat(ear.heard).hasSize(all));
    mind = new Mindset(mind.knowledge(), ear);
    look();
    await().untilAsserted(() -> assertThat(ear.heard).hasSize(2 * all));
  }

  @Test
  void nothingIsHeardOnUsualDays() {
    look();
    now = OVER;
    look();
    assertThat(ear.heard).isEmpty();
  }
}
