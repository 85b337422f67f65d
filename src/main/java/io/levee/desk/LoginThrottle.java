package io.levee.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Slows guessing of passwords down: after so many wrong ones in a row a user waits. An attempt
 * counts as wrong from its start until it proves right, so guessing in parallel gains nothing. Only
 * users that exist are kept, so there are never more entries than accounts.
 */
final class LoginThrottle {
  private record Failures(int count, Instant last) {}

  private final Supplier<DeskConfig> config;
  private final Clock clock;
  private final Map<String, Failures> failures = new ConcurrentHashMap<>();

  LoginThrottle(Supplier<DeskConfig> config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** Whether this attempt may be made; it then counts as a failure until {@link #right}. */
  boolean attempt(String user) {
    Instant now = clock.instant();
    DeskConfig limits = config.get();
    boolean[] allowed = {true};
    failures.compute(
        user,
        (u, before) -> {
          if (before == null || !now.isBefore(before.last().plus(limits.loginPause()))) {
            return new Failures(1, now);
          }
          if (before.count() >= limits.loginFailures()) {
            allowed[0] = false;
            return before;
          }
          return new Failures(before.count() + 1, now);
        });
    return allowed[0];
  }

  void right(String user) {
    failures.remove(user);
  }
}
