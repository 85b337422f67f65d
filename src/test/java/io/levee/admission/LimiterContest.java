package io.levee.admission;

import com.netflix.concurrency.limits.limit.AbstractLimit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.VegasLimit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Which limiter is best, by the same peaks: prints the table that docs/BENCHMARKS.md shows. */
final class LimiterContest {
  private LimiterContest() {}

  private record Netflix(com.netflix.concurrency.limits.Limit theirs, LongSupplier nanoTime)
      implements Limit {
    @Override
    public int limit() {
      return theirs.getLimit();
    }

    @Override
    public void onSample(long nanos, int inFlight, Release release) {
      theirs.onSample(nanoTime.getAsLong() - nanos, nanos, inFlight, release == Release.OVERLOADED);
    }
  }

  static Map<String, BiFunction<Supplier<AdmissionConfig>, LongSupplier, Limit>> all() {
    Map<String, BiFunction<Supplier<AdmissionConfig>, LongSupplier, Limit>> all =
        new LinkedHashMap<>();
    all.put("queue delay", QueueDelayLimit::new);
    all.put(
        "Gradient2",
        (c, t) ->
            windowed(
                Gradient2Limit.newBuilder()
                    .initialLimit(64)
                    .maxConcurrency(1024)
                    .minLimit(8)
                    .build(),
                t));
    all.put(
        "Vegas",
        (c, t) ->
            windowed(VegasLimit.newBuilder().initialLimit(64).maxConcurrency(1024).build(), t));
    all.put("static 32", (c, t) -> new StaticLimit(() -> 32));
    all.put("static 40", (c, t) -> new StaticLimit(() -> 40));
    all.put("static 1024", (c, t) -> new StaticLimit(() -> 1024));
    return all;
  }

  private static Limit windowed(AbstractLimit limit, LongSupplier nanoTime) {
    return new Netflix(WindowedLimit.newBuilder().build(limit), nanoTime);
  }

  public static void main(String[] args) {
    System.out.println(
        "| limiter | spread | goodput 1x | 5x | 10x | p99 at 0.8x ms | p99 at 5x ms | VIP 5x | mixed 5x | limit | 3x slower after 10s: goodput | limit | p99 |");
    for (double spread : new double[] {0, 0.5, 1}) {
      all().forEach((name, limit) -> row(name, limit, spread));
    }
  }

  private static void row(
      String name,
      BiFunction<Supplier<AdmissionConfig>, LongSupplier, Limit> limit,
      double spread) {
    AdmissionConfig config = AdmissionConfigs.unlimitedRates().config();
    Peak calm = new Peak(1, config, limit).spread(spread);
    calm.run(0.8, Duration.ofSeconds(10));
    double p99 = calm.run(0.8, Duration.ofSeconds(30)).p99Millis();
    double one = peak(config, limit, spread).goodput(1, Duration.ofSeconds(20));
    Peak five = peak(config, limit, spread);
    five.run(5, Duration.ofSeconds(10));
    Peak.Tally at5 = five.run(5, Duration.ofSeconds(20));
    Peak ten = peak(config, limit, spread);
    ten.run(10, Duration.ofSeconds(10));
    five.run(5, Peak.PATIENCE);
    double at10 = ten.goodput(10, Duration.ofSeconds(20));
    Object l5 = five.limit();
    five.slows(3);
    five.run(2, Duration.ofSeconds(10));
    Peak.Tally slow = five.run(2, Duration.ofSeconds(20));
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.3f | %.3f | %.3f | %.0f | %.0f | %.4f | %.3f | %s | %.3f | %s | %.0f |%n",
        name,
        spread,
        one,
        at5.good / 20.0 / Peak.CAPACITY,
        at10,
        p99,
        at5.p99Millis(),
        at5.goodVipShare(),
        at5.mixedShare(),
        l5,
        slow.good / 20.0 / five.capacity(),
        five.limit(),
        slow.p99Millis());
  }

  private static Peak peak(
      AdmissionConfig config,
      BiFunction<Supplier<AdmissionConfig>, LongSupplier, Limit> limit,
      double spread) {
    Peak peak = new Peak(2, config, limit).spread(spread);
    peak.run(0.8, Duration.ofSeconds(10));
    return peak;
  }
}
