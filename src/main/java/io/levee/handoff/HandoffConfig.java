package io.levee.handoff;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.Duration;
import java.util.List;

/** Section {@code handoff}: the queue for people. */
public record HandoffConfig(
    @Setting(
            value = "500",
            live = true,
            doc =
                "How many customers of one storefront may wait for a person, 0 to 100,000. One more"
                    + " is refused.")
        int maxWaiting,
    @Setting(
            value = "30s",
            live = true,
            doc =
                "How long an agent counts as here without a sign of life, 1s to 10m. Then their"
                    + " customers go back to the head of the queue.")
        Duration presence,
    @Setting(
            value = "5m",
            live = true,
            doc =
                "How long an agent usually has a conversation, 1s to 8h. The wait is estimated from"
                    + " it until it can be measured.")
        Duration handlingTime,
    @Setting(
            value = "5s",
            live = true,
            doc = "How often waiting customers are told their place, 100ms to 10m.")
        Duration positionInterval,
    @Setting(
            value = "5s",
            live = true,
            doc =
                "How often presence, half-done hand-overs and a wiped Redis are looked for, 100ms to"
                    + " 5m. Must be shorter than half of presence.")
        Duration sweepInterval,
    @Setting(
            value = "64",
            live = true,
            doc = "How many customers one call gives to agents at most, 1 to 1,000.")
        int assignBatch)
    implements Section {

  @Override
  public List<Fault> faults() {
    return new Faults()
        .within("maxWaiting", maxWaiting, 0, 100_000)
        .within("presence", presence, Duration.ofSeconds(1), Duration.ofMinutes(10))
        .within("handlingTime", handlingTime, Duration.ofSeconds(1), Duration.ofHours(8))
        .within(
            "positionInterval", positionInterval, Duration.ofMillis(100), Duration.ofMinutes(10))
        .within("sweepInterval", sweepInterval, Duration.ofMillis(100), Duration.ofMinutes(5))
        .when(
            sweepInterval.multipliedBy(2).compareTo(presence) > 0,
            "sweepInterval",
            "is more than half of presence, so agents would be thought gone; give less")
        .within("assignBatch", assignBatch, 1, 1000)
        .list();
  }
}
