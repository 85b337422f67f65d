package io.levee.uploads;

import io.levee.postgres.PostgresLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what is older than it shall get. Confined to the event loop of its connections. */
final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final int AT_ONCE = 20;
  private static final long RETRY_MILLIS = 5_000;

  private final Vertx vertx;
  private final PostgresLink link;
  private final Supplier<UploadsConfig> config;
  private final UploadMeters meters;
  private long timer = -1;
  private boolean stopped;

  Sweep(Vertx vertx, PostgresLink link, Supplier<UploadsConfig> config, UploadMeters meters) {
    this.vertx = vertx;
    this.link = link;
    this.config = config;
    this.meters = meters;
  }

  /** Sweeps as soon as there is a connection, and then again and again. */
  void start() {
    again(1);
  }

  void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  private void again(long millis) {
    if (!stopped) {
      timer = vertx.setTimer(millis, due -> begin());
    }
  }

  private void begin() {
    long interval = config.get().sweepInterval().toMillis();
    sweep()
        .onSuccess(done -> again(interval))
        .onFailure(
            why -> {
              LOG.atDebug()
                  .addKeyValue("why", why.toString())
                  .log("Images were not swept; trying again soon");
              again(Math.min(interval, RETRY_MILLIS));
            });
  }

  private Future<Void> sweep() {
    return link.execute(Sql.SWEEP, Tuple.of(config.get().keep().toMillis(), (long) AT_ONCE))
        .compose(
            rows -> {
              Row row = rows.iterator().next();
              meters.stored(row.getLong("total"));
              int swept = row.getLong("swept").intValue();
              meters.swept(swept);
              return swept < AT_ONCE || stopped ? Future.succeededFuture() : sweep();
            });
  }
}
