package io.levee.turn;

import io.levee.channel.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts turns by how they ended. */
final class TurnMeters {
  private final MeterRegistry meters;
  private final Map<String, Timer> turns = new ConcurrentHashMap<>();
  private final Counter lostRaces;

  TurnMeters(MeterRegistry meters) {
    this.meters = meters;
    this.lostRaces = meters.counter("levee.turn.lost.races");
  }

  void turn(Outcome outcome, long nanos) {
    turns.computeIfAbsent(name(outcome), this::timer).record(nanos, TimeUnit.NANOSECONDS);
  }

  void lostRace() {
    lostRaces.increment();
  }

  private static String name(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted a when a.duplicate() -> "duplicate";
      case Outcome.Accepted a when a.pending() -> "pending";
      case Outcome.Accepted a -> a.handledBy().wire();
      case Outcome.Busy busy -> "busy";
      case Outcome.NotStored none -> "not-stored";
      case Outcome.Rejected no -> "rejected";
      case null -> "unfinished";
    };
  }

  private Timer timer(String outcome) {
    return Timer.builder("levee.turn")
        .description("From admission to the end of a message's turn, by how it ended")
        .tags(Tags.of("outcome", outcome))
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofSeconds(10))
        .register(meters);
  }
}
