package io.levee.handoff;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

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
            doc = "How often waiting customers are told their place at most, 100ms to 10m.")
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
        int assignBatch,
    @Setting(
            value = "30m",
            live = true,
            doc =
                "The longest wait that is offered, 1s to 24h: whoever would have to wait longer, by"
                    + " what the agents here get done, gets a ticket.")
        Duration maxWait,
    @Setting(
            value = "5m",
            live = true,
            doc =
                "How long customers usually wait before they give up, 1s to 24h. The wait is"
                    + " estimated from it until it can be measured.")
        Duration patience,
    @Setting(
            value = "1m",
            live = true,
            doc = "One step of priority is worth having waited so much longer, 0s to 1h.")
        Duration priorityStep,
    @Setting(
            value = "10m",
            live = true,
            doc =
                "The most that priority is worth, 0s to 24h: nobody is overtaken by whoever came more"
                    + " than this later, save by those who had an agent and lost them.")
        Duration maxBoost,
    @Setting(
            value = "30m",
            live = true,
            doc =
                "How long after a conversation its customer goes to the same agent again, if that"
                    + " agent is free, 0s (never) to 720h.")
        Duration stickyFor,
    @Setting(
            value = "0s",
            live = true,
            doc =
                "How long the capacity of an ended conversation stays taken, for wrapping up, 0s to"
                    + " 1h. The agent may release it earlier.")
        Duration wrapUp,
    @Setting(
            value = "0s",
            live = true,
            doc =
                "How long a customer waits before an agent of a higher rank than the complaint needs"
                    + " may take them, 0s to 24h. One of the right rank goes first in any case.")
        Duration lowerAfter,
    @Setting(
            value = "2m",
            live = true,
            doc =
                "How long a grave complaint waits for the rank it needs before the next lower one may"
                    + " take it, 0s to 24h; as long again for the one below.")
        Duration gradeAfter,
    @Setting(
            value = "2m",
            live = true,
            doc =
                "How long whoever waits keeps the place when their live socket is gone, 5s to 24h."
                    + " Those who never had one are not affected.")
        Duration away,
    @Setting(
            value = "Asia/Shanghai",
            live = true,
            doc = "The time zone of groups' hours and days off: an IANA name.")
        String zone,
    @Setting(value = "{}", live = true, doc = "Groups of agents, by skill.")
        Map<String, GroupConfig> groups)
    implements Section {
  private static final Duration DAY = Duration.ofHours(24);

  public HandoffConfig {
    groups = Map.copyOf(groups);
  }

  /** With all that is not named at its default. */
  public HandoffConfig(
      int maxWaiting,
      Duration presence,
      Duration handlingTime,
      Duration positionInterval,
      Duration sweepInterval,
      int assignBatch) {
    this(
        maxWaiting,
        presence,
        handlingTime,
        positionInterval,
        sweepInterval,
        assignBatch,
        Duration.ofMinutes(30),
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofMinutes(30),
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofMinutes(2),
        Duration.ofMinutes(2),
        "Asia/Shanghai",
        Map.of());
  }

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
        .within("maxWait", maxWait, Duration.ofSeconds(1), DAY)
        .within("patience", patience, Duration.ofSeconds(1), DAY)
        .within("priorityStep", priorityStep, Duration.ZERO, Duration.ofHours(1))
        .within("maxBoost", maxBoost, Duration.ZERO, DAY)
        .within("stickyFor", stickyFor, Duration.ZERO, Duration.ofHours(720))
        .within("wrapUp", wrapUp, Duration.ZERO, Duration.ofHours(1))
        .within("lowerAfter", lowerAfter, Duration.ZERO, DAY)
        .within("gradeAfter", gradeAfter, Duration.ZERO, DAY)
        .within("away", away, Duration.ofSeconds(5), DAY)
        .when(
            positionInterval.multipliedBy(3).compareTo(away) > 0,
            "positionInterval",
            "is more than a third of away, so shoppers would be thought gone; give less")
        .when(!isZone(zone), "zone", "is no time zone; give an IANA name such as Asia/Shanghai")
        .list();
  }

  GroupConfig group(String skill) {
    return groups.getOrDefault(skill, GroupConfig.USUAL);
  }

  ZoneId zoneId() {
    return ZoneId.of(zone);
  }

  private static boolean isZone(String name) {
    try {
      ZoneId.of(name);
      return true;
    } catch (DateTimeException unknown) {
      return false;
    }
  }
}
