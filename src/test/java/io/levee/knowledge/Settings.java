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

  /** As they ship. */
  public static KnowledgeConfig shipped() {
    return new KnowledgeConfig(
        "conf/knowledge",
        Duration.ofSeconds(2),
        "Asia/Shanghai",
        200,
        4 << 20,
        10_000,
        100_000,
        200,
        2_000,
        10);
  }
}
