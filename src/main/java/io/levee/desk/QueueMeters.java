package io.levee.desk;

import io.levee.handoff.HumanQueue;
import io.levee.handoff.HumanQueue.Assignment;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** How long the queues are, as of the last sweep, and what became of those who waited. */
final class QueueMeters {
  private final MeterRegistry meters;
  private final Map<String, HumanQueue.State> states = new ConcurrentHashMap<>();
  private final Counter joined;
  final Counter requeued;

  private final ServiceLevel service;

  QueueMeters(MeterRegistry meters, ServiceLevel service) {
    this.meters = meters;
    this.service = service;
    this.joined = Counter.builder("levee.handoff.joined").register(meters);
    this.requeued = Counter.builder("levee.handoff.requeued").register(meters);
  }

  /** Takes over how many gave up by now, as the queue counts them. */
  void look(String storefront) {
    Counter gaveUp = meters.find("levee.handoff.abandoned").tag("storefront", storefront).counter();
    service.abandoned(storefront, gaveUp == null ? 0 : (long) gaveUp.count());
  }

  /** An agent has them now. */
  void joined(Assignment to, Instant now) {
    joined.increment();
    service.answered(to.customer().storefront(), Duration.between(to.since(), now));
  }

  void seen(String storefront, HumanQueue.State state) {
    if (states.put(storefront, state) == null) {
      gauge("levee.handoff.waiting", storefront, HumanQueue.State::waiting);
      gauge("levee.handoff.longestwait.seconds", storefront, HumanQueue.State::longestWaitSeconds);
      gauge("levee.handoff.agents", storefront, HumanQueue.State::agents);
    }
  }

  void violation(String storefront, String what) {
    Counter.builder("levee.handoff.violations")
        .tag("storefront", storefront)
        .tag("what", what)
        .register(meters)
        .increment();
  }

  private void gauge(String name, String storefront, ToDoubleFunction<HumanQueue.State> value) {
    Gauge.builder(name, states, all -> value.applyAsDouble(all.get(storefront)))
        .tag("storefront", storefront)
        .register(meters);
  }
}
