package io.levee.desk.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.levee.desk.DeskConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Slows guessing of passwords down: after so many wrong ones in a row a user name waits. An attempt
 * counts as wrong from its start until it proves right, so guessing in parallel gains nothing.
 * Names that nobody has are kept too, so that the answer does not tell which there are.
 */
final class LoginThrottle {
  /** The names tried last; a guesser of so many names has no more than one try at each. */
  private static final int NAMES = 10_000;

  private record Failures(int count, Instant last) {}

  private final Supplier<DeskConfig> config;
  private final Clock clock;
  private final Cache<String, Failures> failures =
      Caffeine.newBuilder().maximumSize(NAMES).executor(Runnable::run).build();

  LoginThrottle(Supplier<DeskConfig> config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * How long that name has to wait; zero: the attempt may be made, and counts as a failure until
   * {@link #right}.
   */
  Duration attempt(String user) {
    Instant now = clock.instant();
    DeskConfig limits = config.get();
    Duration[] wait = {Duration.ZERO};
    failures
        .asMap()
        .compute(
            user,
            (u, before) -> {
              if (before == null || !now.isBefore(before.last().plus(limits.loginPause()))) {
                return new Failures(1, now);
              }
              if (before.count() >= limits.loginFailures()) {
                wait[0] = Duration.between(now, before.last().plus(limits.loginPause()));
                return before;
              }
              return new Failures(before.count() + 1, now);
            });
    return wait[0];
  }

  void right(String user) {
    failures.invalidate(user);
  }
}
