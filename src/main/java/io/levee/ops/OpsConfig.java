package io.levee.ops;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.Duration;
import java.util.List;

/** Health, metrics and status, on a port of their own. */
public record OpsConfig(
    @Setting(
            value = "127.0.0.1",
            doc =
                "The address to listen on. There is no login: whoever reaches this port reads"
                    + " health and metrics.")
        String host,
    @Setting(value = "8081", doc = "The port, 0 to 65535; 0 takes a free one.") int port,
    @Setting(
            value = "2s",
            doc = "How long a readiness check may take before it counts as down, 50ms to 30s.",
            live = true)
        Duration checkTimeout,
    @Setting(
            value = "100ms",
            doc = "How often each event loop beats, 10ms to 10s: the grain of its lag.")
        Duration beat,
    @Setting(
            value = "5s",
            doc =
                "How long an event loop may be silent before the process counts as not live,"
                    + " 500ms to 5m.",
            live = true)
        Duration blockedAfter,
    @Setting(
            value = "64",
            doc = "How many connections at once, 1 to 10,000; further ones are refused.")
        int maxConnections,
    @Setting(
            value = "16",
            doc = "How many may watch the dashboard at once, 1 to 1,000; further ones are refused.",
            live = true)
        int maxViewers,
    @Setting(
            value = "5s",
            doc =
                "How long the gateway asks itself what its shop knows before it says that it is"
                    + " ready, 0s to 5m, so that its first answers are not slow. Nothing of it is"
                    + " stored or counted; 0s: not at all.")
        Duration warmUp)
    implements Section {

  @Override
  public List<Fault> faults() {
    return new Faults()
        .present("host", host)
        .within("port", port, 0, 65_535)
        .within("checkTimeout", checkTimeout, Duration.ofMillis(50), Duration.ofSeconds(30))
        .within("beat", beat, Duration.ofMillis(10), Duration.ofSeconds(10))
        .within("blockedAfter", blockedAfter, Duration.ofMillis(500), Duration.ofMinutes(5))
        .within("maxConnections", maxConnections, 1, 10_000)
        .within("maxViewers", maxViewers, 1, 1_000)
        .within("warmUp", warmUp, Duration.ZERO, Duration.ofMinutes(5))
        .list();
  }
}
