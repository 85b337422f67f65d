package io.levee.replay.plan;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run must keep to, such as {@code p99 < 200ms}.
 *
 * @param metric one of {@link #METRICS}
 * @param limit milliseconds for latencies, a share or a count for the rest
 */
public record Threshold(String metric, Operator operator, double limit) {
  private static final Pattern WRITTEN =
      Pattern.compile("\\s*([A-Za-z0-9.]+)\\s*(<=|>=|==|!=|<|>)\\s*(\\S+(?:\\s*[a-zµ]+)?)\\s*");

  /** What can be limited, and whether it is a duration. */
  public static final Map<String, Boolean> METRICS =
      Map.ofEntries(
          Map.entry("p50", true),
          Map.entry("p75", true),
          Map.entry("p90", true),
          Map.entry("p95", true),
          Map.entry("p99", true),
          Map.entry("p999", true),
          Map.entry("p9999", true),
          Map.entry("max", true),
          Map.entry("mean", true),
          Map.entry("ackP99", true),
          Map.entry("vipP99", true),
          Map.entry("reconnectP99", true),
          Map.entry("goodput", false),
          Map.entry("vipGoodput", false),
          Map.entry("sent", false),
          Map.entry("answered", false),
          Map.entry("shed", false),
          Map.entry("failed", false),
          Map.entry("lost", false),
          Map.entry("doubled", false),
          Map.entry("reordered", false),
          Map.entry("shedShare", false),
          Map.entry("failedShare", false),
          Map.entry("disconnects", false));

  /** How the two are compared. */
  public enum Operator {
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">="),
    EQUAL("=="),
    NOT("!=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    static Operator of(String sign) {
      for (Operator one : values()) {
        if (one.sign.equals(sign)) {
          return one;
        }
      }
      throw new IllegalArgumentException(sign);
    }

    boolean holds(double value, double limit) {
      return switch (this) {
        case LESS -> value < limit;
        case AT_MOST -> value <= limit;
        case MORE -> value > limit;
        case AT_LEAST -> value >= limit;
        case EQUAL -> value == limit;
        case NOT -> value != limit;
      };
    }
  }

  /** Empty when it cannot be read. */
  public static Optional<Threshold> parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches() || !METRICS.containsKey(matcher.group(1))) {
      return Optional.empty();
    }
    boolean duration = METRICS.get(matcher.group(1));
    OptionalDouble limit = duration ? millis(matcher.group(3)) : number(matcher.group(3));
    return limit.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Threshold(matcher.group(1), Operator.of(matcher.group(2)), limit.getAsDouble()));
  }

  private static OptionalDouble millis(String text) {
    OptionalDouble seconds = Amounts.seconds(text, 1e-3);
    return seconds.isEmpty() ? seconds : OptionalDouble.of(seconds.getAsDouble() * 1000);
  }

  private static OptionalDouble number(String text) {
    boolean percent = text.endsWith("%");
    try {
      double number = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
      return OptionalDouble.of(percent ? number / 100 : number);
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Whether that figure keeps to it; a figure that is not there (NaN) does not. */
  public boolean holds(double value) {
    return !Double.isNaN(value) && operator.holds(value, limit);
  }

  /** As it was written, in one form. */
  @Override
  public String toString() {
    String number =
        limit == Math.rint(limit)
            ? String.format(Locale.ROOT, "%.0f", limit)
            : Double.toString(limit);
    return metric + " " + operator.sign + " " + number + (METRICS.get(metric) ? "ms" : "");
  }
}
