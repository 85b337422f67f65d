package io.levee.session;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.Duration;
import java.util.List;

/** How conversations wait their turn and where their state is kept. */
public record SessionConfig(
    @Setting(
            value = "32",
            live = true,
            doc = "Messages of one customer that may wait for the one before, 1 to 10,000.")
        int laneDepth,
    @Setting(value = "50000", doc = "Sessions kept in memory on one event loop, 100 to 10,000,000.")
        int nearEntries,
    @Setting(
            value = "10m",
            doc = "How long a session stays in memory after its last turn, 1s to 1d.")
        Duration nearLife,
    @Setting(
            value = "1d",
            live = true,
            doc = "How long a session stays in Redis after its last turn, 1m to 30d.")
        Duration redisLife,
    @Setting(
            value = "10000",
            live = true,
            doc =
                "Sessions waiting to be written to Redis on one event loop, 1 to 1,000,000. Beyond"
                    + " that the oldest is left out: it can be rebuilt from the journal.")
        int maxUnwritten,
    @Setting(
            value = "50ms",
            live = true,
            doc =
                "How long sessions are gathered before they are written to Redis, 1ms to 10s; of a"
                    + " customer's in that time only the last is written.")
        Duration writeEvery)
    implements Section {

  @Override
  public List<Fault> faults() {
    return new Faults()
        .within("laneDepth", laneDepth, 1, 10_000)
        .within("nearEntries", nearEntries, 100, 10_000_000)
        .within("nearLife", nearLife, Duration.ofSeconds(1), Duration.ofDays(1))
        .within("redisLife", redisLife, Duration.ofMinutes(1), Duration.ofDays(30))
        .within("maxUnwritten", maxUnwritten, 1, 1_000_000)
        .within("writeEvery", writeEvery, Duration.ofMillis(1), Duration.ofSeconds(10))
        .list();
  }
}
