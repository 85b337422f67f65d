package io.levee.journal;

import io.levee.postgres.PostgresLink;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

/** Asks PostgreSQL, and tells every failure as the one that the ports promise. */
final class Store {
  private Store() {}

  static Future<RowSet<Row>> ask(PostgresLink link, String sql, Tuple values) {
    return link.execute(sql, values)
        .recover(why -> Future.failedFuture(new StoreUnavailable(why.getMessage(), why)));
  }
}
