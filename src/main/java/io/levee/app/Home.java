package io.levee.app;

import java.nio.file.Path;
import java.util.Map;

/** Where Levee is installed: what the configuration names is found from any working directory. */
final class Home {
  private Home() {}

  /**
   * That path under LEVEE_HOME; unchanged when it is absolute, or when one stands in LEVEE_HOME: it
   * is short in messages then.
   */
  static Path resolve(Map<String, String> env, Path path) {
    Path home = Path.of(env.getOrDefault("LEVEE_HOME", ""));
    boolean standingThere = home.toAbsolutePath().equals(Path.of("").toAbsolutePath());
    return standingThere ? path : home.resolve(path);
  }
}
