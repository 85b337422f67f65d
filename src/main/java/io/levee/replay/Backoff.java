package io.levee.replay;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next try: exponential with full jitter, as in <a
 * href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 * Backoff And Jitter</a>, and never less than what the server asked for.
 */
final class Backoff {
  private static final long FIRST_MILLIS = 200;
  private static final long MOST_MILLIS = 5_000;

  private int tries;

  /**
   * @param asked what the server asked for; zero when it asked for nothing
   * @return milliseconds, 1 or more
   */
  long nextMillis(Duration asked) {
    long most = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(tries, 10));
    tries++;
    return Math.max(1, asked.toMillis() + ThreadLocalRandom.current().nextLong(most));
  }

  void reset() {
    tries = 0;
  }
}
