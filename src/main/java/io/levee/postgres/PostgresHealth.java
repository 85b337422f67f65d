package io.levee.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/** Asks the server for a sign of life, and whether its tables are those this build needs. */
public final class PostgresHealth {
  private static final String VERSION =
      "SELECT coalesce(max(version::int), 0) FROM "
          + Schema.HISTORY
          + " WHERE success AND version ~ '^[0-9]+$'";

  private final PostgresLink link;

  public PostgresHealth(PostgresLink link) {
    this.link = link;
  }

  /**
   * @return completes when a statement was answered and the tables fit, those of a newer build too;
   *     fails with {@link PostgresUnavailable}, its message saying why, within {@code
   *     postgres.answerTimeout}
   */
  public Future<Void> check() {
    return link.execute(VERSION, Tuple.tuple())
        .recover(why -> Future.failedFuture(unavailable(why)))
        .compose(
            rows -> {
              int version = rows.iterator().next().getInteger(0);
              return version >= Schema.VERSION
                  ? Future.succeededFuture()
                  : Future.failedFuture(
                      new PostgresUnavailable(
                          "the tables are of version %d, this build needs %d; start a gateway of"
                                  .formatted(version, Schema.VERSION)
                              + " this build with the right to alter tables",
                          null));
            });
  }

  private static PostgresUnavailable unavailable(Throwable why) {
    return why instanceof PostgresUnavailable as
        ? as
        : new PostgresUnavailable("the schema cannot be read: " + why.getMessage(), why);
  }
}
