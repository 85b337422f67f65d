package io.levee.desk;

import io.levee.channel.agent.Floor.Minute;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How soon customers got an agent in the last half hour, by minute, as far as this gateway saw. */
final class ServiceLevel {
  /** Call centres promise 80 percent within 20 seconds. */
  static final Duration IN_TIME = Duration.ofSeconds(20);

  static final int MINUTES = 30;

  private final Clock clock;
  private final Map<String, Deque<Minute>> byStorefront = new HashMap<>();
  private final Map<String, Long> gaveUp = new HashMap<>();

  ServiceLevel(Clock clock) {
    this.clock = clock;
  }

  void answered(String storefront, Duration wait) {
    boolean inTime = wait.compareTo(IN_TIME) <= 0;
    long seconds = Math.max(0, wait.toSeconds());
    add(storefront, new Minute(now(), 1, inTime ? 1 : 0, seconds, 0));
  }

  /**
   * @param total how many gave up since the start
   */
  void abandoned(String storefront, long total) {
    Long before = gaveUp.put(storefront, total);
    int more = before == null ? 0 : (int) (total - before);
    if (more > 0) {
      add(storefront, new Minute(now(), 0, 0, 0, more));
    }
  }

  /** The minutes in which something happened, oldest first. */
  List<Minute> minutes(String storefront) {
    Deque<Minute> all = byStorefront.getOrDefault(storefront, new ArrayDeque<>());
    tidy(all);
    return List.copyOf(all);
  }

  static Minute sum(Minute a, Minute b) {
    return new Minute(
        a.from(),
        a.answered() + b.answered(),
        a.inTime() + b.inTime(),
        a.waitSeconds() + b.waitSeconds(),
        a.abandoned() + b.abandoned());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MINUTES);
  }

  private void add(String storefront, Minute one) {
    Deque<Minute> all = byStorefront.computeIfAbsent(storefront, s -> new ArrayDeque<>());
    if (!all.isEmpty() && all.getLast().from().equals(one.from())) {
      all.addLast(sum(all.removeLast(), one));
    } else {
      all.addLast(one);
    }
    tidy(all);
  }

  private void tidy(Deque<Minute> all) {
    Instant oldest = now().minus(Duration.ofMinutes(MINUTES - 1));
    while (!all.isEmpty() && all.getFirst().from().isBefore(oldest)) {
      all.removeFirst();
    }
  }
}
