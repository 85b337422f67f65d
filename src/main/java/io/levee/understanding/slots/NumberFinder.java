package io.levee.understanding.slots;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Numbers that stand for something: cuts a text into runs of letters and of digits, and reads every
 * window of neighbouring runs, with at most a space or dash between two, as one number.
 */
final class NumberFinder implements Finder {
  /** {@code 6222 0212 3456 7890 123} has five runs, {@code LP 0012-3456-7890-12} five. */
  private static final int MOST_RUNS = 8;

  private static final int LONGEST = 32;

  /** And at least two and a half characters a run: 12 12 12 is no number. */
  private static final int FEWEST_DIGITS = 5;

  private static final int MOST_RUNS_READ = 400;

  private record Run(int start, int end) {}

  @Override
  public void find(Folded text, SlotContext context, Consumer<Slot> found) {
    List<Run> runs = runs(text);
    for (int i = 0; i < runs.size(); i++) {
      StringBuilder number = new StringBuilder(LONGEST);
      int digits = 0;
      boolean cut = i > 0 && runs.get(i - 1).end == runs.get(i).start;
      for (int j = i; j < Math.min(runs.size(), i + MOST_RUNS); j++) {
        Run run = runs.get(j);
        if (j > i && !joins(text, runs.get(j - 1).end, run.start)) {
          break;
        }
        if (number.length() + run.end - run.start > LONGEST) {
          break;
        }
        number.append(text.text(), run.start, run.end);
        digits += text.digit(run.start) ? run.end - run.start : 0;
        if (digits >= FEWEST_DIGITS && number.length() * 2 >= (j - i + 1) * 5) {
          boolean cutAfter = j + 1 < runs.size() && runs.get(j + 1).start == run.end;
          boolean spaced = run.end - runs.get(i).start > number.length();
          NumberReading read =
              new NumberReading(
                  text,
                  runs.get(i).start,
                  run.end,
                  number.toString(),
                  spaced,
                  (cut ? 1 : 0) + (cutAfter ? 1 : 0));
          read.read(context, found);
        }
      }
    }
  }

  private static List<Run> runs(Folded text) {
    List<Run> runs = new ArrayList<>();
    int i = 0;
    while (i < text.length() && runs.size() < MOST_RUNS_READ) {
      int start = i;
      while (text.digit(i)) {
        i++;
      }
      while (i == start && text.letter(i)) {
        while (text.letter(i)) {
          i++;
        }
        break;
      }
      if (i > start) {
        runs.add(new Run(start, i));
      } else {
        i++;
      }
    }
    return runs;
  }

  private static boolean joins(Folded text, int end, int start) {
    return start == end || (start == end + 1 && " -_".indexOf(text.text().charAt(end)) >= 0);
  }
}
