package io.levee.simulate;

import com.google.errorprone.annotations.FormatMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** What was measured, next to what theory says of the same plan. */
public final class Report {
  private static final int ENOUGH_RUNS = 2;
  private static final String ROW = "%-24s %10s %10s %10s %10s %10s";

  private final Plan plan;
  private final String arrivals;
  private final List<Measured> runs;
  private final Measured.Figures figures;
  private final Measured.Figures errors;
  private final Measured.Figures ideal;
  private final Optional<Theory> erlangA;
  private final Optional<Theory> erlangC;

  /**
   * @param arrivals how the arrivals were asked for
   * @param runs one or more of that plan; of several, each with a seed of its own
   */
  public Report(Plan plan, String arrivals, List<Measured> runs) {
    this.plan = plan;
    this.arrivals = arrivals;
    this.runs = List.copyOf(runs);
    List<Measured.Figures> all = runs.stream().map(Measured::figures).toList();
    boolean several = runs.size() >= ENOUGH_RUNS;
    figures = Measured.Figures.mean(all);
    ideal = Measured.Figures.mean(runs.stream().map(Measured::ideal).toList());
    errors = several ? Measured.Figures.standardErrors(all) : runs.getFirst().errors();
    erlangA =
        plan.patient()
            ? Optional.empty()
            : Optional.of(
                plan.arrivals()
                    .average(
                        rate ->
                            Erlang.a(rate, plan.seats(), plan.handlingTime(), plan.patience())));
    erlangC =
        Erlang.c(plan.arrivals().highest(), plan.seats(), plan.handlingTime()).isEmpty()
            ? Optional.empty()
            : Optional.of(
                plan.arrivals()
                    .average(
                        rate -> Erlang.c(rate, plan.seats(), plan.handlingTime()).orElseThrow()));
  }

  public boolean valid() {
    return runs.stream().allMatch(Measured::valid);
  }

  // ---- For programs

  /** Shares are 0 to 1, times are customer seconds; null is what is not known. */
  public JsonObject json() {
    JsonObject json =
        new JsonObject()
            .put("pWait", number(figures.pWait()))
            .put("abandonment", number(figures.abandonment()))
            .put("asaSeconds", number(figures.meanWait()))
            .put("answeredWaitSeconds", number(figures.answeredWait()))
            .put("serviceLevel20", number(figures.serviceLevel20()))
            .put("occupancy", number(figures.occupancy()))
            .put("etaMedianAbsErrorPct", number(eta(Measured.Estimates::medianErrorPct)))
            .put("etaMedianBiasPct", number(eta(Measured.Estimates::medianBiasPct)))
            .put("etaCount", runs.stream().mapToInt(run -> run.estimates().count()).sum())
            .put("standardErrors", json(errors))
            .put("ideal", json(ideal))
            .put(
                "theory",
                new JsonObject()
                    .put("stationary", plan.arrivals().isSteady())
                    .put("erlangA", erlangA.map(Report::json).orElse(null))
                    .put("erlangC", erlangC.map(Report::json).orElse(null)))
            .put("arrivals", arrivals)
            .put("arrivalsPerHour", number(plan.arrivals().mean() * 3600))
            .put("agents", plan.agents())
            .put("capacity", plan.capacity())
            .put("ahtSeconds", number(plan.handlingTime()))
            .put("patienceSeconds", number(plan.patience()))
            .put("customers", plan.customers())
            .put("counted", sum(Measured::counted))
            .put("served", sum(Measured::served))
            .put("abandoned", sum(Measured::gaveUp))
            .put("refused", sum(Measured::refused))
            .put("lost", sum(Measured::lost))
            .put("requeued", sum(Measured::requeued))
            .put("mostBusy", runs.stream().mapToInt(Measured::mostBusy).max().orElse(0))
            .put("dispatchMillis", json(worst(Measured::freed)))
            .put("joinMillis", json(worst(Measured::asked)))
            .put("speed", number(speed()))
            .put("customerSeconds", number(total(Measured::customerSeconds)))
            .put("realSeconds", number(total(Measured::realSeconds)))
            .put("valid", valid())
            .put("faults", new JsonArray(faults()));
    JsonArray each = new JsonArray();
    runs.forEach(run -> each.add(json(run.figures()).put("seed", run.seed())));
    return json.put("runs", each);
  }

  private static JsonObject json(Measured.Figures of) {
    return json(
        of.pWait(),
        of.abandonment(),
        of.meanWait(),
        of.answeredWait(),
        of.serviceLevel20(),
        of.occupancy());
  }

  private static JsonObject json(Theory of) {
    return json(
        of.pWait(),
        of.abandonment(),
        of.meanWait(),
        of.answeredWait(),
        of.serviceLevel20(),
        of.occupancy());
  }

  private static JsonObject json(
      double pWait,
      double abandonment,
      double meanWait,
      double answeredWait,
      double serviceLevel,
      double occupancy) {
    return new JsonObject()
        .put("pWait", number(pWait))
        .put("abandonment", number(abandonment))
        .put("asaSeconds", number(meanWait))
        .put("answeredWaitSeconds", number(answeredWait))
        .put("serviceLevel20", number(serviceLevel))
        .put("occupancy", number(occupancy));
  }

  private static JsonObject json(Measured.Delays delays) {
    return new JsonObject()
        .put("count", delays.count())
        .put("p50", number(delays.p50()))
        .put("p99", number(delays.p99()))
        .put("max", number(delays.most()));
  }

  private static Double number(double value) {
    return Double.isFinite(value) ? Math.round(value * 1e5) / 1e5 : null;
  }

  // ---- For people

  public String text() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%s, %d agents%s, handling %s, patience %s, %d customers%s, %s",
        arrivals,
        plan.agents(),
        plan.capacity() == 1 ? "" : " with " + plan.capacity() + " at once",
        seconds(plan.handlingTime()),
        plan.patient() ? "without end" : seconds(plan.patience()),
        sum(run -> run.served() + run.gaveUp() + run.refused()),
        runs.size() == 1 ? "" : " in " + runs.size() + " runs",
        seeds());
    line(text, "");
    line(text, ROW, "", "measured", "± s.e.", "ideal", "Erlang-A", "Erlang-C");
    share(text, "waited", Measured.Figures::pWait, Theory::pWait);
    share(text, "gave up", Measured.Figures::abandonment, Theory::abandonment);
    time(text, "wait, of all (ASA)", Measured.Figures::meanWait, Theory::meanWait);
    time(text, "wait, of those served", Measured.Figures::answeredWait, Theory::answeredWait);
    share(text, "served within 20 s", Measured.Figures::serviceLevel20, Theory::serviceLevel20);
    share(text, "agents busy", Measured.Figures::occupancy, Theory::occupancy);
    line(text, "");
    estimates(text);
    notes(text);
    return text.toString();
  }

  private void estimates(StringBuilder text) {
    int count = runs.stream().mapToInt(run -> run.estimates().count()).sum();
    if (count == 0) {
      line(text, "Announced waits: nobody was served after a minute or more.");
    } else {
      line(
          text,
          "Announced waits: off by %.1f%% in the median of the %d that took a minute or more"
              + " (%+.1f%%).",
          eta(Measured.Estimates::medianErrorPct),
          count,
          eta(Measured.Estimates::medianBiasPct));
    }
  }

  private void notes(StringBuilder text) {
    Measured.Delays freed = worst(Measured::freed);
    Measured.Delays asked = worst(Measured::asked);
    line(
        text,
        "The gateway took %.1f ms (p99 %.1f) from a freed agent to the next customer, and %.1f ms"
            + " (p99 %.1f) from a wish to a free agent.",
        freed.p50(),
        freed.p99(),
        asked.p50(),
        asked.p99());
    line(
        text,
        "The customers' clock stood still meanwhile; otherwise it ran %.1f times as fast as ours"
            + " (%s in %s).",
        speed(),
        duration(total(Measured::customerSeconds)),
        duration(total(Measured::realSeconds)));
    line(text, "Waited: found no agent free. All figures are of the customers after the warm-up.");
    line(
        text, "Ideal: the same customers in a queue without flaw; s.e.: what chance does to both.");
    if (!plan.arrivals().isSteady()) {
      line(
          text,
          "Theory takes each stretch of the arrivals as if it had always been so; a rush that is"
              + " over sooner is kinder.");
    }
    faults().forEach(fault -> line(text, "NOT VALID: %s", fault));
  }

  private void share(
      StringBuilder text,
      String name,
      ToDoubleFunction<Measured.Figures> of,
      ToDoubleFunction<Theory> says) {
    row(text, name, of, says, 100, "%");
  }

  private void time(
      StringBuilder text,
      String name,
      ToDoubleFunction<Measured.Figures> of,
      ToDoubleFunction<Theory> says) {
    row(text, name, of, says, 1, "s");
  }

  private void row(
      StringBuilder text,
      String name,
      ToDoubleFunction<Measured.Figures> of,
      ToDoubleFunction<Theory> says,
      double factor,
      String unit) {
    line(
        text,
        ROW,
        name,
        cell(of.applyAsDouble(figures) * factor, unit),
        cell(of.applyAsDouble(errors) * factor, unit),
        cell(of.applyAsDouble(ideal) * factor, unit),
        cell(erlangA.map(says::applyAsDouble).orElse(Double.NaN) * factor, unit),
        cell(erlangC.map(says::applyAsDouble).orElse(Double.NaN) * factor, unit));
  }

  private static String cell(double value, String unit) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f %s", value, unit) : "–";
  }

  @FormatMethod
  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f s" : "%.1f s", value);
  }

  private static String duration(double seconds) {
    return seconds < 600 ? seconds(seconds) : Math.round(seconds / 60) + " min";
  }

  private String seeds() {
    return runs.size() == 1
        ? "seed " + runs.getFirst().seed()
        : "seeds " + runs.getFirst().seed() + " to " + runs.getLast().seed();
  }

  // ---- Of all runs

  private List<String> faults() {
    return runs.stream().flatMap(run -> run.faults().stream()).distinct().toList();
  }

  private int sum(ToIntFunction<Measured> of) {
    return runs.stream().mapToInt(of).sum();
  }

  private double total(ToDoubleFunction<Measured> of) {
    return runs.stream().mapToDouble(of).sum();
  }

  private double speed() {
    return total(Measured::customerSeconds) / Math.max(1e-9, total(Measured::realSeconds));
  }

  /** The mean over runs, weighted by how many it is of. */
  private double eta(ToDoubleFunction<Measured.Estimates> of) {
    double count = 0;
    double sum = 0;
    for (Measured run : runs) {
      if (run.estimates().count() > 0) {
        count += run.estimates().count();
        sum += run.estimates().count() * of.applyAsDouble(run.estimates());
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private Measured.Delays worst(Function<Measured, Measured.Delays> of) {
    return runs.stream()
        .map(of)
        .max(Comparator.comparingDouble(Measured.Delays::p99))
        .orElseThrow();
  }
}
