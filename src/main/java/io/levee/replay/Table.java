package io.levee.replay;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The results, one a line, in the order of the file. */
final class Table {
  private static final int FIXED = 6 + 22 + 6 + 16 + 7 + 10;

  private Table() {}

  /**
   * @param rows at most so many; what got no answer is printed beyond that too
   * @param columns how wide the terminal is
   */
  static void print(PrintStream out, List<Answered> results, int rows, int columns) {
    int room = Math.max(20, columns - FIXED);
    out.printf(
        "%6s  %s  %-20s  %4s  %-14s  %6s%n",
        "line", Cells.fit("text", room), "intent", "conf", "outcome", "ms");
    List<Answered> sorted =
        results.stream().sorted(Comparator.comparingInt(r -> r.question().line())).toList();
    int left = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Answered r = sorted.get(i);
      if (i < rows || !r.answered()) {
        row(out, r, room);
      } else {
        left++;
      }
    }
    if (left > 0) {
      out.printf("        and %,d more lines with an answer (--rows shows more)%n", left);
    }
  }

  private static void row(PrintStream out, Answered r, int room) {
    out.printf(
        "%6d  %s  %s  %4s  %-14s  %6d%s%n",
        r.question().line(),
        Cells.fit(r.question().text(), room),
        Cells.fit(r.intent().isEmpty() ? "-" : r.intent(), 20),
        r.intent().isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", r.confidence()),
        r.outcome().word(),
        r.millis(),
        r.error().isEmpty() ? "" : "  " + r.error());
  }
}
