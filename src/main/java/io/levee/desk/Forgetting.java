package io.levee.desk;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what the desks kept for {@code desk.keep}: notes, and what was suggested. A part at a
 * time, with pauses, so that no commit waits behind it; every gateway does so, which does no harm.
 */
final class Forgetting {
  private static final Logger log = LoggerFactory.getLogger(Forgetting.class);
  private static final int PART = 1000;

  private final Home home;
  private final NoteLog notes;
  private final SuggestionLog suggestions;
  private final Supplier<DeskConfig> config;
  private final Clock clock;
  private boolean running;

  Forgetting(
      Home home,
      NoteLog notes,
      SuggestionLog suggestions,
      Supplier<DeskConfig> config,
      Clock clock) {
    this.home = home;
    this.notes = notes;
    this.suggestions = suggestions;
    this.config = config;
    this.clock = clock;
  }

  void round() {
    if (!running) {
      running = true;
      part();
    }
  }

  private void part() {
    Instant before = clock.instant().minus(config.get().keep());
    home.here(
            Future.all(notes.forget(before, PART), suggestions.forget(before, PART))
                .map(both -> Math.max(both.<Integer>resultAt(0), both.<Integer>resultAt(1))))
        .onSuccess(
            most -> {
              if (most >= PART) {
                home.later(PART / 10, this::part);
              } else {
                running = false;
              }
            })
        .onFailure(
            failure -> {
              running = false;
              log.atInfo()
                  .addKeyValue("cause", failure.getMessage())
                  .log("Old notes and suggestions could not be deleted; it is tried again later");
            });
  }
}
