package io.levee.app;

import java.util.Locale;

/** What the process is attached to. */
final class Terminal {
  private static final int USUAL_COLUMNS = 110;

  private Terminal() {}

  /** Whether a person reads the output. The launcher knows; the JDK's own answer varies. */
  static boolean watched() {
    return Boolean.getBoolean("levee.stdout.terminal");
  }

  /** Whether a person sits at both ends: input and output are a terminal. */
  static boolean interactive() {
    return watched() && Boolean.getBoolean("levee.stdin.terminal");
  }

  /** As the launcher found it, which may ask the terminal. */
  static int columns() {
    try {
      return Math.clamp(Integer.parseInt(System.getenv().getOrDefault("COLUMNS", "")), 60, 300);
    } catch (NumberFormatException unknown) {
      return USUAL_COLUMNS;
    }
  }

  /** {@code 1.5 s} */
  static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }
}
