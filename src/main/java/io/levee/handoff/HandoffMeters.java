package io.levee.handoff;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** What becomes of those who wait. */
final class HandoffMeters {
  private final MeterRegistry meters;

  HandoffMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  void enqueued(String storefront, String outcome) {
    Counter.builder("levee.handoff.enqueued")
        .tag("storefront", storefront)
        .tag("outcome", outcome)
        .register(meters)
        .increment();
  }

  void assigned(String storefront, Instant since, Instant at) {
    Duration waited = Duration.between(since, at);
    Timer.builder("levee.handoff.wait")
        .tag("storefront", storefront)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(100))
        .maximumExpectedValue(Duration.ofHours(1))
        .register(meters)
        .record(waited.isNegative() ? Duration.ZERO : waited);
  }

  void abandoned(String storefront) {
    Counter.builder("levee.handoff.abandoned")
        .tag("storefront", storefront)
        .register(meters)
        .increment();
  }

  /** One round of giving out, as long as Redis took for it. */
  void round(long nanos) {
    Timer.builder("levee.handoff.assign")
        .publishPercentileHistogram()
        .maximumExpectedValue(Duration.ofSeconds(1))
        .register(meters)
        .record(Duration.ofNanos(nanos));
  }
}
