package io.levee.app.config;

import java.time.Duration;

/** Durations as an operator writes them. */
public final class Durations {
  private Durations() {}

  /**
   * @param text such as {@code 150ms}, {@code 5s}, {@code 2m}, {@code 1h} or {@code 1d}
   * @throws IllegalArgumentException if it is none; the message says what to write
   */
  public static Duration parse(String text) {
    try {
      return (Duration) Scalars.read(Duration.class, text);
    } catch (Scalars.Unreadable e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
