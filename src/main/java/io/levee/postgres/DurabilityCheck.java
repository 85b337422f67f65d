package io.levee.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Whether the server keeps what it says it has: an external server's own settings decide that. */
public final class DurabilityCheck {
  private static final String SETTINGS =
      "SELECT name, setting, source FROM pg_settings"
          + " WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')";

  private final PostgresLink link;

  public DurabilityCheck(PostgresLink link) {
    this.link = link;
  }

  /**
   * @return completes with what may be lost and how to mend it, one sentence each; empty when
   *     nothing may; fails with {@link PostgresUnavailable}
   */
  public Future<List<String>> weaknesses() {
    return link.execute(SETTINGS, Tuple.tuple())
        .map(
            rows -> {
              List<String> found = new ArrayList<>();
              for (Row row : rows) {
                weakness(row.getString("name"), row.getString("setting"), found);
              }
              return found;
            });
  }

  private static void weakness(String name, String setting, List<String> found) {
    if (setting.equals("off")) {
      found.add(
          "PostgreSQL runs with %s = off: a crash of its machine may lose or damage acknowledged"
                  .formatted(name)
              + " messages; set %s = on in postgresql.conf".formatted(name));
    }
  }
}
