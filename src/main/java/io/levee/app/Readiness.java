package io.levee.app;

import io.levee.app.config.Config;
import io.levee.dialogue.DialogueConfig;
import io.levee.turn.Mindset;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ahead of an announced promotion and while it is on: what the shop knows is heard once, so that
 * the caches are warm, and the bot tries once more before it calls a person. The bounds are raised
 * by {@code admission} itself.
 */
final class Readiness {
  private static final Logger log = LoggerFactory.getLogger(Readiness.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Supplier<Config> config;
  private final Supplier<Mindset> minds;
  private final InstantSource clock;
  private Mindset warmed;

  Readiness(Vertx vertx, Supplier<Config> config, Supplier<Mindset> minds, InstantSource clock) {
    this.vertx = vertx;
    this.config = config;
    this.minds = minds;
    this.clock = clock;
  }

  /** Begins to look, on the loop of the caller's context. */
  void start() {
    vertx.setPeriodic(LOOK_EVERY.toMillis(), look -> look());
  }

  private boolean isPromotion() {
    return config.get().admission().expected(clock.instant()) > 1;
  }

  /** The bot's manners for now. From any thread. */
  DialogueConfig manners() {
    DialogueConfig usual = config.get().dialogue();
    return isPromotion() ? usual.withMoreTries(1) : usual;
  }

  @SuppressWarnings("ReferenceEquality") // the same mind, not one that is alike
  void look() {
    Mindset now = minds.get();
    if (!isPromotion() || now == warmed) {
      return;
    }
    warmed = now;
    List<String> phrases =
        now.knowledge().entries().stream()
            .flatMap(entry -> entry.phrases().stream())
            .limit(config.get().understanding().cacheEntries())
            .toList();
    log.atInfo()
        .addKeyValue("phrases", phrases.size())
        .log("A promotion is near: the caches are warmed");
    warm(now, phrases.iterator());
  }

  /** One after the other, so that shoppers go on being heard in between. */
  private void warm(Mindset mind, Iterator<String> phrases) {
    if (phrases.hasNext()) {
      Future.fromCompletionStage(
              mind.understanding().hear(phrases.next()), vertx.getOrCreateContext())
          .onComplete(heard -> vertx.runOnContext(next -> warm(mind, phrases)));
    }
  }
}
