package io.levee.turn;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.Duration;
import java.util.List;

/** How long the steps of a turn may take, and when what was left undone is taken up again. */
public record TurnConfig(
    @Setting(
            value = "150ms",
            live = true,
            doc =
                "An answer that takes longer is stored after its question, which is acknowledged"
                    + " alone first; 1ms to 1m.")
        Duration ackAfter,
    @Setting(
            value = "5s",
            live = true,
            doc =
                "How long an HTTP request waits for its answer; later ones follow on the socket and"
                    + " in the history; 100ms to 1m.")
        Duration deadline,
    @Setting(
            value = "2s",
            live = true,
            doc =
                "How long one look-up for an answer may take before the answer does without it; 10ms"
                    + " to 1m.")
        Duration gatherWithin,
    @Setting(
            value = "1s",
            live = true,
            doc = "How long a client is told to wait when nothing can be stored; 100ms to 1m.")
        Duration retryAfter,
    @Setting(
            value = "8",
            live = true,
            doc =
                "How often a turn begins again when another gateway was first, 2 to 100; then the"
                    + " client is asked to send it again.")
        int maxAttempts,
    @Setting(
            value = "2s",
            doc =
                "How often left-over effects and unanswered messages are looked for; 100ms to 1h.")
        Duration sweepEvery,
    @Setting(
            value = "20s",
            live = true,
            doc =
                "A stored message without an answer is taken up again after so long; longer than"
                    + " any answer takes; 1s to 1h.")
        Duration resumeAfter,
    @Setting(
            value = "200",
            live = true,
            doc = "Left-over effects or messages taken up in one sweep, 1 to 1,000.")
        int sweepAtOnce,
    @Setting(
            value = "40",
            live = true,
            doc =
                "How often a silent shop is asked for a return before the shopper is told that the"
                    + " outcome is not known, 1 to 1,000; the pauses are journal.effectLease and up.")
        int returnAttempts)
    implements Section {

  @Override
  public List<Fault> faults() {
    return new Faults()
        .within("ackAfter", ackAfter, Duration.ofMillis(1), Duration.ofMinutes(1))
        .within("deadline", deadline, Duration.ofMillis(100), Duration.ofMinutes(1))
        .within("gatherWithin", gatherWithin, Duration.ofMillis(10), Duration.ofMinutes(1))
        .within("retryAfter", retryAfter, Duration.ofMillis(100), Duration.ofMinutes(1))
        .within("maxAttempts", maxAttempts, 2, 100)
        .within("sweepEvery", sweepEvery, Duration.ofMillis(100), Duration.ofHours(1))
        .within("resumeAfter", resumeAfter, Duration.ofSeconds(1), Duration.ofHours(1))
        .within("sweepAtOnce", sweepAtOnce, 1, 1_000)
        .within("returnAttempts", returnAttempts, 1, 1_000)
        .when(
            ackAfter.compareTo(deadline) > 0,
            "ackAfter",
            "is longer than turn.deadline; make it shorter")
        .list();
  }
}
