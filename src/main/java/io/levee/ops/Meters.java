package io.levee.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** Reads what the rooms measure, over all their loops, shops and stores. */
final class Meters {
  private final MeterRegistry registry;

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** The sum of all gauges of that name with those tags; empty when there is none. */
  OptionalDouble sum(String name, String... tags) {
    return total(gauges(name, tags).sum(), name, tags);
  }

  /** The highest of them; empty when there is none. */
  OptionalDouble most(String name, String... tags) {
    return gauges(name, tags).max();
  }

  /** What all counters, or timers, of that name have counted; empty when there is none. */
  OptionalDouble counted(String name, String... tags) {
    return total(
        registry.find(name).tags(tags).meters().stream().mapToDouble(Meters::count).sum(),
        name,
        tags);
  }

  /** The same, for each value of a tag. */
  Map<String, Double> countedBy(String name, String tag) {
    Map<String, Double> counts = new TreeMap<>();
    for (Meter meter : registry.find(name).meters()) {
      counts.merge(String.valueOf(meter.getId().getTag(tag)), count(meter), Double::sum);
    }
    return counts;
  }

  /** The sum of what a summary was given. */
  OptionalDouble amount(String name) {
    Collection<DistributionSummary> found = registry.find(name).summaries();
    return found.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(found.stream().mapToDouble(DistributionSummary::totalAmount).sum());
  }

  Collection<Timer> timers(String name) {
    return registry.find(name).timers();
  }

  private DoubleStream gauges(String name, String... tags) {
    return registry.find(name).tags(tags).gauges().stream()
        .mapToDouble(Gauge::value)
        .filter(Double::isFinite);
  }

  private OptionalDouble total(double sum, String name, String... tags) {
    return registry.find(name).tags(tags).meters().isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(sum);
  }

  private static double count(Meter meter) {
    return switch (meter) {
      case Counter counter -> counter.count();
      case Timer timer -> timer.count();
      case DistributionSummary summary -> summary.count();
      default -> 0;
    };
  }
}
