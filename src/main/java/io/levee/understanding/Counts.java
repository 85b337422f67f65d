package io.levee.understanding;

import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Stage;
import io.levee.conversation.Understood.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counts what was heard, and how. */
final class Counts {
  private final Counter hits;
  private final Counter misses;
  private final Counter degraded;
  private final Map<Stage, Map<Verdict, Counter>> heard = new EnumMap<>(Stage.class);

  Counts(MeterRegistry registry) {
    hits = registry.counter("levee.understanding.cache.hits");
    misses = registry.counter("levee.understanding.cache.misses");
    degraded = registry.counter("levee.understanding.degraded");
    for (Stage stage : Stage.values()) {
      Map<Verdict, Counter> verdicts = new EnumMap<>(Verdict.class);
      for (Verdict verdict : Verdict.values()) {
        verdicts.put(
            verdict,
            registry.counter(
                "levee.understanding.heard", "stage", stage.name(), "verdict", verdict.name()));
      }
      heard.put(stage, verdicts);
    }
  }

  void cache(boolean hit) {
    (hit ? hits : misses).increment();
  }

  Understood count(Understood understood) {
    heard.get(understood.stage()).get(understood.verdict()).increment();
    if (understood.degraded()) {
      degraded.increment();
    }
    return understood;
  }
}
