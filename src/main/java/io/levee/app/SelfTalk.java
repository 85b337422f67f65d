package io.levee.app;

import io.levee.app.config.Config;
import io.levee.turn.Mindset;
import io.levee.understanding.Aside;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks itself what its shop knows, on a {@link WarmUpStage}, through the classes that serve. Enough
 * is {@value #ENOUGH} answers once the meanings are learned. To be used once.
 */
final class SelfTalk implements WarmUp.Rehearsal {
  private static final Logger log = LoggerFactory.getLogger(SelfTalk.class);

  /** By then an answer takes a tenth of the time that the first ones took. */
  private static final int ENOUGH = 1_000;

  private static final int SHOPPERS = 8;
  private static final long LOOK_MILLIS = 20;
  private static final long LAST_WORDS_MILLIS = 300;

  private final Supplier<Config> config;
  private final Minds minds;
  private final List<Aside> ears = new ArrayList<>();
  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicBoolean enough = new AtomicBoolean();
  private final AtomicBoolean complained = new AtomicBoolean();
  private Mindset known;

  SelfTalk(Supplier<Config> config, Minds minds) {
    this.config = config;
    this.minds = minds;
  }

  @Override
  public int until(long nanoTime) throws InterruptedException {
    WarmUpTexts texts = new WarmUpTexts(minds.get().knowledge());
    if (texts.isEmpty()) {
      return 0;
    }
    try (WarmUpStage stage = new WarmUpStage(config)) {
      think(stage);
      stage.open().await();
      Future<?> shoppers =
          Future.join(Stream.generate(() -> talk(stage, texts)).limit(SHOPPERS).toList());
      try {
        while (nanoTime - System.nanoTime() > 0 && !(minds.learned() && answers.get() >= ENOUGH)) {
          Thread.sleep(LOOK_MILLIS);
          think(stage);
        }
      } finally {
        enough.set(true);
        leave(shoppers);
      }
    } finally {
      // After the stage, which hears with them, and before the models.
      ears.forEach(Aside::close);
    }
    return answers.get();
  }

  /** With what is known now, which may have been learned since. */
  @SuppressWarnings("ReferenceEquality") // the same mind, not one that is alike
  private void think(WarmUpStage stage) {
    Mindset now = minds.get();
    if (now != known) {
      ears.add(minds.aside(stage.meters()));
      stage.think(new Mindset(now.knowledge(), ears.getLast()));
      known = now;
    }
  }

  private Future<Void> talk(WarmUpStage stage, WarmUpTexts texts) {
    return new WarmUpShopper(
            stage, texts::next, answers::incrementAndGet, this::complain, enough::get)
        .talk();
  }

  private void complain(Throwable broken) {
    if (!complained.getAndSet(true)) {
      log.atWarn()
          .addKeyValue("cause", String.valueOf(broken.getMessage()))
          .log("A talk broke off while the gateway warmed up; its first answers may be slow");
    }
  }

  private static void leave(Future<?> shoppers) throws InterruptedException {
    try {
      shoppers.await(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      log.atDebug().log("Some talks of the warm-up are cut off");
    }
  }
}
