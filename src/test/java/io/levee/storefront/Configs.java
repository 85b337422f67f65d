package io.levee.storefront;

import java.time.Duration;

/** Configurations for tests. */
final class Configs {
  private Configs() {}

  /** Patient where nothing is meant to be late, so that a slow machine changes no outcome. */
  static ShopConfig patient(String url) {
    return shop(url, Duration.ofSeconds(20), Duration.ofSeconds(40), 8, 64, 5, 10);
  }

  static ShopConfig shop(
      String url,
      Duration attempt,
      Duration deadline,
      int inFlight,
      int waiting,
      int failures,
      int window) {
    return new ShopConfig(
        url,
        "shop-key",
        Duration.ofSeconds(5),
        attempt,
        deadline,
        deadline,
        inFlight,
        waiting,
        Duration.ofSeconds(10),
        100,
        failures,
        window,
        Duration.ofSeconds(5),
        64,
        1_000,
        Duration.ofMinutes(1));
  }
}
