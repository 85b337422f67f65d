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
            doc = "The key that callers of the demo shop show, 8 to 128 visible ASCII characters.")
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
        int failing)
    implements Section {

  @Override
  public List<Fault> faults() {
    return new Faults()
        .when(
            enabled && !apiKey.matches("[!-~]{8,128}"),
            "apiKey",
            "has not 8 to 128 visible ASCII characters; give such a key")
        .within("delay", delay, Duration.ZERO, Duration.ofMinutes(1))
        .within("failing", failing, 0, 100)
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
