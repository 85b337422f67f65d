package io.levee.journal;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.Duration;
import java.util.List;

/** Section {@code journal}: how turns are gathered into commits, and effects carried out again. */
public record JournalConfig(
    @Setting(
            value = "256",
            doc =
                "The most turns in one commit, 1 to 1000; those of one customer that came together"
                    + " are not parted for it.",
            live = true)
        int maxBatch,
    @Setting(
            value = "2",
            doc =
                "The most commits of one event loop under way at once, 1 to 32. While one is, only"
                    + " a full one begins, unless it takes longer than slowCommit.",
            live = true)
        int maxInFlight,
    @Setting(
            value = "50ms",
            doc =
                "A commit that takes longer than this is not waited for by the next one, 1ms to"
                    + " 60s: longer groups more turns into one flush to disk.",
            live = true)
        Duration slowCommit,
    @Setting(
            value = "4096",
            doc =
                "The most turns of one event loop that wait for a commit, 1 to 1000000; more fail"
                    + " at once.",
            live = true)
        int maxWaiting,
    @Setting(
            value = "4s",
            doc =
                "A turn that is not on disk after this time fails, 100ms to 60s. Whether it was"
                    + " stored is then unknown.",
            live = true)
        Duration commitTimeout,
    @Setting(
            value = "10s",
            doc =
                "How long the gateway that committed an effect has to carry it out before any may"
                    + " take it, 100ms to 10m; the time doubles with each try.",
            live = true)
        Duration effectLease,
    @Setting(
            value = "5m",
            doc = "The longest time between two tries of one effect, from effectLease to 24h.",
            live = true)
        Duration effectLeaseMost)
    implements Section {

  @Override
  public List<Fault> faults() {
    return new Faults()
        .within("maxBatch", maxBatch, 1, 1_000)
        .within("maxInFlight", maxInFlight, 1, 32)
        .within("slowCommit", slowCommit, Duration.ofMillis(1), Duration.ofSeconds(60))
        .within("maxWaiting", maxWaiting, 1, 1_000_000)
        .within("commitTimeout", commitTimeout, Duration.ofMillis(100), Duration.ofSeconds(60))
        .within("effectLease", effectLease, Duration.ofMillis(100), Duration.ofMinutes(10))
        .within("effectLeaseMost", effectLeaseMost, effectLease, Duration.ofHours(24))
        .list();
  }
}
