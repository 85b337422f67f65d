package io.levee.simulate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Counts of arrivals, one a line: either the count alone, or when and how many, separated by a tab,
 * comma or semicolon. When is a number of stretches ({@code 0}, {@code 1}, …), a time of day
 * ({@code 20:15}) or an RFC 3339 time; stretches without a line have none. A first line that is no
 * count is a heading, and one that begins with # a remark.
 *
 * <p>How long a stretch is follows from the times; numbers count minutes, or seconds when the
 * heading says {@code second}.
 */
public final class ArrivalsFile {
  private static final int MOST = 1_000_000;
  private static final double MINUTE = 60;

  private record Line(String when, double count, int number) {}

  private ArrivalsFile() {}

  /**
   * @param stretch how long a stretch is, in seconds; empty: as the file tells
   * @throws IllegalArgumentException naming the line that cannot be read
   */
  public static Arrivals read(List<String> lines, OptionalDouble stretch) {
    List<Line> counts = new ArrayList<>();
    String heading = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip().replace("\uFEFF", "");
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] fields = line.split("\\s*[\t,;]\\s*|\\s+(?=[\\d.]+$)", -1);
      OptionalDouble count = count(fields[fields.length - 1]);
      if (count.isPresent() && fields.length <= 2) {
        counts.add(new Line(fields.length == 2 ? fields[0] : "", count.getAsDouble(), i + 1));
      } else if (counts.isEmpty() && heading.isEmpty()) {
        heading = line.toLowerCase(Locale.ROOT);
      } else {
        throw new IllegalArgumentException(
            "line "
                + (i + 1)
                + ": '"
                + line
                + "' is no count; give a count of 0 or more, or minute<TAB>count");
      }
    }
    double each = heading.contains("second") ? 1 : MINUTE;
    Arrivals read = arranged(counts, stretch, each);
    if (!(read.total() > 0)) {
      throw new IllegalArgumentException("there are no arrivals in it; give counts above 0");
    }
    return read;
  }

  private static OptionalDouble count(String text) {
    try {
      double count = Double.parseDouble(text);
      return count >= 0 && count < 1e9 ? OptionalDouble.of(count) : OptionalDouble.empty();
    } catch (NumberFormatException none) {
      return OptionalDouble.empty();
    }
  }

  private static Arrivals arranged(List<Line> lines, OptionalDouble stretch, double each) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("it has no counts; give minute<TAB>count, one a line");
    }
    if (lines.stream().allMatch(line -> line.when().isEmpty())) {
      double[] counts = lines.stream().mapToDouble(Line::count).toArray();
      return Arrivals.counted(padded(counts), stretch.orElse(each));
    }
    boolean numbered = count(lines.getFirst().when()).isPresent();
    List<Double> moments = new ArrayList<>();
    double day = 0;
    for (Line line : lines) {
      double at = moment(line) + day;
      boolean clock = line.when().matches("\\d{1,2}:\\d{2}(:\\d{2})?");
      if (clock && !moments.isEmpty() && at < moments.getLast()) {
        day += Duration.ofDays(1).toSeconds();
        at += Duration.ofDays(1).toSeconds();
      }
      if (!moments.isEmpty() && at <= moments.getLast()) {
        throw new IllegalArgumentException(
            "line " + line.number() + ": its time is not after the one before; sort the file");
      }
      moments.add(at);
    }
    double unit = numbered ? 1 : stretch.orElse(least(moments));
    double length = numbered ? stretch.orElse(each) : unit;
    long slots = Math.round((moments.getLast() - moments.getFirst()) / unit) + 1;
    if (slots > MOST) {
      throw new IllegalArgumentException("it spans more than 1,000,000 stretches; cut it");
    }
    double[] counts = new double[(int) slots];
    for (int i = 0; i < moments.size(); i++) {
      counts[(int) Math.round((moments.get(i) - moments.getFirst()) / unit)] +=
          lines.get(i).count();
    }
    return Arrivals.counted(padded(counts), length);
  }

  /** A single count still is a stretch that ends. */
  private static double[] padded(double[] counts) {
    return counts.length == 1 ? new double[] {counts[0], 0} : counts;
  }

  private static double least(List<Double> moments) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < moments.size(); i++) {
      least = Math.min(least, moments.get(i) - moments.get(i - 1));
    }
    return Double.isInfinite(least) ? MINUTE : least;
  }

  private static double moment(Line line) {
    OptionalDouble number = count(line.when());
    if (number.isPresent()) {
      return number.getAsDouble();
    }
    try {
      if (line.when().contains("T") || line.when().contains("-")) {
        String time = line.when().replace(' ', 'T');
        Instant at =
            time.matches(".*(Z|[+-]\\d{2}:?\\d{2})")
                ? OffsetDateTime.parse(time).toInstant()
                : Instant.parse(time + "Z");
        return at.toEpochMilli() / 1000.0;
      }
      return LocalTime.parse(line.when().length() == 4 ? "0" + line.when() : line.when())
          .toSecondOfDay();
    } catch (DateTimeParseException unreadable) {
      throw new IllegalArgumentException(
          "line "
              + line.number()
              + ": '"
              + line.when()
              + "' is no time; give a number, 20:15, or 2026-11-11T20:15:00Z");
    }
  }
}
