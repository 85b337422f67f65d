package io.levee.demoshop;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The demo shop's tables, asked so many questions at once and no more. Safe from any thread. */
final class Tables {
  private final SqlClient sql;
  private final Supplier<DemoShopConfig> config;
  private final AtomicInteger underWay = new AtomicInteger();

  Tables(SqlClient sql, Supplier<DemoShopConfig> config, MeterRegistry meters) {
    this.sql = sql;
    this.config = config;
    Gauge.builder("levee.demoshop.waiting", underWay, AtomicInteger::get)
        .description("Questions to the demo shop's tables under way, at most demoShop.maxWaiting")
        .strongReference(true)
        .register(meters);
  }

  /**
   * @return completes with the rows; fails when {@code maxWaiting} questions are under way, after
   *     {@code answerTimeout}, or with what PostgreSQL said
   */
  Future<RowSet<Row>> ask(String query, Tuple values) {
    DemoShopConfig now = config.get();
    if (underWay.incrementAndGet() > now.maxWaiting()) {
      underWay.decrementAndGet();
      return Future.failedFuture(
          VertxException.noStackTrace("too many questions at once (demoShop.maxWaiting)"));
    }
    // The place is given back when the work ends, and not when nobody waits for it any more.
    return sql.preparedQuery(query)
        .execute(values)
        .onComplete(done -> underWay.decrementAndGet())
        .timeout(now.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
  }
}
