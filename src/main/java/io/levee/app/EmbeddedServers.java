package io.levee.app;

import io.levee.app.config.Sources;
import java.util.ArrayList;
import java.util.List;

/** Whether the servers that the configuration wants started are here: images leave them out. */
final class EmbeddedServers {
  private static final String WORD = "embedded";

  private EmbeddedServers() {}

  /** What is asked for and absent, and what to do; empty when nothing is. */
  static List<String> missing(Sources sources) {
    List<String> missing = new ArrayList<>();
    check(missing, sources, "redis.url", "redis.embedded.RedisServer", "redis://host:6379");
    check(
        missing,
        sources,
        "postgres.url",
        "io.zonky.test.db.postgres.embedded.EmbeddedPostgres",
        "postgresql://user:password@host:5432/levee");
    return missing;
  }

  private static void check(
      List<String> missing, Sources sources, String key, String type, String example) {
    if (sources.text(key).orElse(WORD).equals(WORD) && !present(type)) {
      missing.add(
          key
              + " is embedded, but this installation has no embedded servers; give a server of"
              + " yours, such as "
              + example);
    }
  }

  private static boolean present(String type) {
    try {
      Class.forName(type, false, EmbeddedServers.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
