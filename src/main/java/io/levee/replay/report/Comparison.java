package io.levee.replay.report;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two reports side by side. */
public final class Comparison {
  /** Where a figure stands, and whether more of it is better (1), worse (-1) or neither (0). */
  private static final Map<String, Integer> FIGURES = figures();

  private static final List<String> WATCHED =
      List.of("latencyMillis.p99", "goodput", "lost", "doubled", "reordered");

  private final JsonObject before;
  private final JsonObject after;

  /**
   * @param before a report as {@code report.json} has it
   */
  public Comparison(JsonObject before, JsonObject after) {
    this.before = before;
    this.after = after;
  }

  private static Map<String, Integer> figures() {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (String neutral : List.of("sent", "offeredPerSecond")) {
      all.put(neutral, 0);
    }
    all.put("answered", 1);
    all.put("answeredPerSecond", 1);
    all.put("goodput", 1);
    all.put("vipGoodput", 1);
    for (String bad : List.of("shed", "failed", "lost", "doubled", "reordered", "disconnects")) {
      all.put(bad, -1);
    }
    for (String of : List.of("latencyMillis", "ackLatencyMillis", "vipLatencyMillis")) {
      for (String p : List.of("p50", "p99", "p999", "max")) {
        all.put(of + "." + p, -1);
      }
    }
    all.put("reconnectMillis.p99", -1);
    all.put("sendLagMillis.p999", -1);
    all.put("cpu.processSeconds", 0);
    return all;
  }

  /** Whether both can be trusted. */
  public boolean valid() {
    return before.getBoolean("valid", true) && after.getBoolean("valid", true);
  }

  /**
   * The most important figures that got worse, or are not known any more.
   *
   * @param share by more than this share of what they were; 0 or more
   */
  public List<String> worse(double share) {
    List<String> grown = new ArrayList<>();
    for (String name : WATCHED) {
      double a = number(before, name);
      double b = number(after, name);
      double loss = (a - b) * FIGURES.get(name);
      boolean unknown = Double.isNaN(b) && !Double.isNaN(a);
      if (unknown || loss > Math.abs(a) * share) {
        grown.add(name);
      }
    }
    return grown;
  }

  /** Each figure with both values, difference and ratio. */
  public JsonObject json() {
    JsonObject all = new JsonObject();
    FIGURES.forEach(
        (name, direction) -> {
          double a = number(before, name);
          double b = number(after, name);
          if (!Double.isNaN(a) && !Double.isNaN(b)) {
            all.put(
                name,
                new JsonObject()
                    .put("before", a)
                    .put("after", b)
                    .put("difference", b - a)
                    .put("ratio", a == 0 ? null : b / a));
          }
        });
    return new JsonObject()
        .put("before", title(before))
        .put("after", title(after))
        .put("valid", valid())
        .put("figures", all);
  }

  /** A table, with line breaks; what changed by more than a twentieth is marked. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append(String.format("before: %s%nafter:  %s%n%n", title(before), title(after)));
    out.append(
        String.format("%-24s %12s %12s %12s %8s%n", "", "before", "after", "change", "ratio"));
    FIGURES.forEach(
        (name, direction) -> {
          double a = number(before, name);
          double b = number(after, name);
          if (!Double.isNaN(a) && !Double.isNaN(b)) {
            out.append(row(name, direction, a, b));
          }
        });
    if (!valid()) {
      out.append("\nINVALID: in one of them the load tester did not keep up; compare no figures\n");
    }
    if (!before.getString("scenario", "").equals(after.getString("scenario", ""))) {
      out.append("\nThe scenarios differ.\n");
    }
    return out.toString();
  }

  private static String row(String name, int direction, double a, double b) {
    boolean moved = Math.abs(b - a) > 0.05 * Math.abs(a);
    String mark = !moved || direction == 0 ? "" : (b - a) * direction > 0 ? "  better" : "  worse";
    String ratio = a == 0 ? "-" : String.format(Locale.ROOT, "%.2f", b / a);
    return String.format(
        Locale.ROOT, "%-24s %12s %12s %12s %8s%s%n", name, say(a), say(b), say(b - a), ratio, mark);
  }

  private static String say(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String title(JsonObject report) {
    return report.getString("scenario", "?") + " of " + report.getString("began", "?");
  }

  private static double number(JsonObject report, String path) {
    JsonObject at = report;
    String[] steps = path.split("\\.");
    for (int i = 0; i < steps.length - 1; i++) {
      at = at.getJsonObject(steps[i], new JsonObject());
    }
    Double value = at.getDouble(steps[steps.length - 1]);
    return value == null ? Double.NaN : value;
  }
}
