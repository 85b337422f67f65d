package io.levee.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** What one event loop's admission shows. */
final class AdmissionMeters {
  private static final String PREFIX = "levee.admission.";

  private final MeterRegistry registry;
  private final Tags tags;
  private final Counter admitted;
  private final Counter up;
  private final Counter down;
  private final Map<Verdict.Reason, Counter> refused = new EnumMap<>(Verdict.Reason.class);

  AdmissionMeters(MeterRegistry registry, int loop) {
    this.registry = registry;
    this.tags = Tags.of("loop", Integer.toString(loop));
    this.admitted = registry.counter(PREFIX + "admitted", tags);
    this.up = registry.counter(PREFIX + "brownout.changes", tags.and("direction", "up"));
    this.down = registry.counter(PREFIX + "brownout.changes", tags.and("direction", "down"));
    for (Verdict.Reason reason : Verdict.Reason.values()) {
      refused.put(reason, registry.counter(PREFIX + "refused", tags.and("reason", reason.tag())));
    }
  }

  void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value)
        .description(description)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  void admitted() {
    admitted.increment();
  }

  void refused(Verdict.Reason reason) {
    refused.get(reason).increment();
  }

  /** The automatic brownout level, before and now. */
  void level(int before, int now) {
    if (now != before) {
      (now > before ? up : down).increment();
    }
  }
}
