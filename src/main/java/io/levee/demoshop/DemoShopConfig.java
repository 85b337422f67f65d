package io.levee.demoshop;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.Duration;
import java.util.List;

/** The demo shop, and how well it feels: key {@code demoShop}. */
public record DemoShopConfig(
    @Setting(
            value = "false",
            doc = "Whether this gateway plays a shop's back end at /demo-shop/api; for trying out.")
        boolean enabled,
    @Setting(
            value = "",
            live = true,
            secret = true,
            doc =
                "The key that callers of the demo shop show, 8 to 128 visible ASCII characters;"
                    + " empty: one is made at start, which this gateway alone knows.")
        String apiKey,
    @Setting(
            value = "0ms",
            live = true,
            doc = "How long the demo shop waits before it answers, to play a slow one; 0ms to 1m.")
        Duration delay,
    @Setting(
            value = "0",
            live = true,
            doc =
                "How many of a hundred calls the demo shop fails with 503, to play one that is down;"
                    + " 0 to 100.")
        int failing,
    @Setting(
            value = "12h",
            live = true,
            doc = "How long who signs in on the demo shop's page stays so; 1m to 30d.")
        Duration sessionLife,
    @Setting(value = "2", doc = "Connections of the demo shop to its tables, 1 to 16.")
        int connections,
    @Setting(
            value = "64",
            live = true,
            doc =
                "Questions to its tables under way at once, 1 to 1,024; further ones are told to"
                    + " come back.")
        int maxWaiting,
    @Setting(value = "2s", live = true, doc = "How long its tables may take to answer, 50ms to 1m.")
        Duration answerTimeout)
    implements Section {

  /** The same with that key. */
  public DemoShopConfig withApiKey(String key) {
    return new DemoShopConfig(
        enabled, key, delay, failing, sessionLife, connections, maxWaiting, answerTimeout);
  }

  @Override
  public List<Fault> faults() {
    return new Faults()
        .when(
            !apiKey.isEmpty() && !apiKey.matches("[!-~]{8,128}"),
            "apiKey",
            "has not 8 to 128 visible ASCII characters; give such a key, or none")
        .within("delay", delay, Duration.ZERO, Duration.ofMinutes(1))
        .within("failing", failing, 0, 100)
        .within("sessionLife", sessionLife, Duration.ofMinutes(1), Duration.ofDays(30))
        .within("connections", connections, 1, 16)
        .within("maxWaiting", maxWaiting, 1, 1_024)
        .within("answerTimeout", answerTimeout, Duration.ofMillis(50), Duration.ofMinutes(1))
        .list();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "DemoShopConfig[enabled="
        + enabled
        + ", delay="
        + delay
        + ", failing="
        + failing
        + ", key hidden]";
  }
}
