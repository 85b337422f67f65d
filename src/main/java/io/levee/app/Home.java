package io.levee.app;

import java.nio.file.Path;

/** The folder that relative paths of the configuration start from: where Levee is installed. */
final class Home {
  private Home() {}

  /** {@code LEVEE_HOME}, which the launcher sets; else the current folder. */
  static Path resolve(String path) {
    String home = System.getenv("LEVEE_HOME");
    return Path.of(home == null || home.isBlank() ? "" : home).resolve(path).toAbsolutePath();
  }
}
