package io.levee.redis;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.Duration;
import java.util.List;

/** Section {@code redis}: where Redis is and how patiently it is talked to. */
public record RedisConfig(
    @Setting(
            value = "embedded",
            secret = true,
            doc =
                "Where Redis is: redis://[user:password@]host:port[/db], rediss:// with TLS, or"
                    + " embedded to start one beside the gateway.")
        String url,
    @Setting(value = "1s", doc = "How long a request waits for its answer, 10ms to 1m.")
        Duration timeout,
    @Setting(value = "2s", doc = "How long a new connection may take to be ready, 10ms to 1m.")
        Duration connectTimeout,
    @Setting(
            value = "4096",
            doc = "Requests that may wait for an answer on one event loop, 1 to 1,000,000.")
        int maxWaiting,
    @Setting(
            value = "100ms",
            doc = "The pause before the first attempt to reconnect, 1ms to 1m; it doubles.")
        Duration reconnectMin,
    @Setting(value = "5s", doc = "The longest pause between two attempts, 1ms to 10m.")
        Duration reconnectMax,
    @Setting(
            value = "5s",
            doc =
                "How often the subscriber's connection is asked for a sign of life, 10ms to 10m. A"
                    + " gateway that is the only one believes so for that long, 5s at most.")
        Duration heartbeat)
    implements Section {

  /** What {@code url} says when the gateway starts Redis itself. */
  public static final String EMBEDDED = "embedded";

  /** The same with the address of a server that runs. */
  public RedisConfig withUrl(String running) {
    return new RedisConfig(
        running, timeout, connectTimeout, maxWaiting, reconnectMin, reconnectMax, heartbeat);
  }

  public boolean embedded() {
    return EMBEDDED.equals(url);
  }

  @Override
  public List<Fault> faults() {
    Duration minute = Duration.ofMinutes(1);
    return new Faults()
        .present("url", url)
        .when(
            url != null && !url.isBlank() && !embedded() && !url.matches("(rediss?|unix)://.+"),
            "url",
            "is not an address of Redis; give redis://host:port, rediss://host:port or embedded")
        .within("timeout", timeout, Duration.ofMillis(10), minute)
        .within("connectTimeout", connectTimeout, Duration.ofMillis(10), minute)
        .within("maxWaiting", maxWaiting, 1, 1_000_000)
        .within("reconnectMin", reconnectMin, Duration.ofMillis(1), minute)
        .within("reconnectMax", reconnectMax, Duration.ofMillis(1), Duration.ofMinutes(10))
        .when(
            reconnectMax.compareTo(reconnectMin) < 0,
            "reconnectMax",
            "is shorter than reconnectMin; give at least as much")
        .within("heartbeat", heartbeat, Duration.ofMillis(10), Duration.ofMinutes(10))
        .list();
  }

  /** Without the address, which may carry a password. */
  @Override
  public String toString() {
    return "RedisConfig[timeout=" + timeout + ", maxWaiting=" + maxWaiting + "]";
  }
}
