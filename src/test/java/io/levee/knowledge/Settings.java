package io.levee.knowledge;

import java.time.Duration;

/** Settings for tests: small bounds. */
public final class Settings {
  private Settings() {}

  public static KnowledgeConfig small() {
    return new KnowledgeConfig(
        "conf/knowledge",
        Duration.ofMillis(100),
        "Asia/Shanghai",
        20,
        1 << 20,
        100,
        2_000,
        100,
        1_000,
        6);
  }
}
