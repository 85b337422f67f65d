package io.levee.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that comes back by itself.
 *
 * <p>A server that fell silent is found out by its silence: a beat asks an idle connection for a
 * sign of life, and the socket closes itself when nothing at all arrives for twice {@code
 * answerTimeout}. Closing the connection by hand would not do, since that waits its turn behind the
 * very statements that are not answered.
 */
final class Line {
  private static final Logger LOG = LoggerFactory.getLogger(Line.class);

  /** Makes a connection. */
  @FunctionalInterface
  interface Dial {
    Future<SqlConnection> connect();
  }

  private final Vertx vertx;
  private final PostgresAddress address;
  private final PostgresConfig config;
  private final Dial dial;
  private final Runnable onReconnect;
  private final long beat;
  private SqlConnection connection;
  private Throwable lastFailure;
  private long pauseMillis;
  private int underWay;
  private boolean suspect;
  private boolean connectedBefore;
  private boolean closed;

  Line(
      Vertx vertx,
      PostgresAddress address,
      PostgresConfig config,
      Dial dial,
      Runnable onReconnect) {
    this.vertx = vertx;
    this.address = address;
    this.config = config;
    this.dial = dial;
    this.onReconnect = onReconnect;
    this.pauseMillis = config.reconnectPause().toMillis();
    this.beat = vertx.setPeriodic(config.answerTimeout().toMillis() / 2, t -> beat());
  }

  boolean answers() {
    return connection != null && !suspect;
  }

  int underWay() {
    return underWay;
  }

  Throwable lastFailure() {
    return lastFailure;
  }

  /** A statement was not answered in time: no more are sent until this one is, or all is lost. */
  void suspect() {
    suspect = true;
  }

  Future<RowSet<Row>> execute(String sql, Tuple values) {
    underWay++;
    return connection
        .preparedQuery(sql)
        .execute(values)
        .onComplete(
            result -> {
              underWay--;
              suspect = false;
            });
  }

  void connect() {
    dial.connect()
        .compose(fresh -> greet(fresh).onFailure(refused -> fresh.close()))
        .onSuccess(this::up)
        .onFailure(this::down);
  }

  /**
   * Every statement of a gateway is a handful of index look-ups, planned once: a plan made while
   * the tables were small must not scan them when they are large. And what is acknowledged is on
   * disk, whatever the server's default.
   */
  private Future<SqlConnection> greet(SqlConnection fresh) {
    return fresh
        .query(
            "SELECT set_config('statement_timeout', '"
                + config.statementTimeout().toMillis()
                + "', false), set_config('plan_cache_mode', 'force_generic_plan', false),"
                + " set_config('enable_seqscan', 'off', false), set_config('jit', 'off', false),"
                + " CASE current_setting('synchronous_commit') WHEN 'off' THEN"
                + " set_config('synchronous_commit', 'on', false) END")
        .execute()
        .map(fresh);
  }

  private void up(SqlConnection fresh) {
    if (closed) {
      fresh.close();
      return;
    }
    connection = fresh;
    suspect = false;
    pauseMillis = config.reconnectPause().toMillis();
    fresh.closeHandler(v -> down(null));
    if (connectedBefore) {
      LOG.atInfo().addKeyValue("server", address).log("PostgreSQL is back");
      onReconnect.run();
    }
    connectedBefore = true;
  }

  private void down(Throwable why) {
    if (closed) {
      return;
    }
    if (connection != null || lastFailure == null) {
      LOG.atWarn()
          .addKeyValue("server", address)
          .addKeyValue("why", why == null ? "the connection was closed" : why.toString())
          .log("No connection to PostgreSQL; trying again until there is one");
    }
    lastFailure = why;
    connection = null;
    // Spread out, so that all gateways do not come at once when the server is back.
    long pause = pauseMillis / 2 + ThreadLocalRandom.current().nextLong(pauseMillis / 2 + 1);
    pauseMillis = Math.min(pauseMillis * 2, config.reconnectPauseMost().toMillis());
    vertx.setTimer(
        Math.max(1, pause),
        t -> {
          if (!closed) {
            connect();
          }
        });
  }

  private void beat() {
    if (connection != null && underWay == 0) {
      execute("SELECT 1", Tuple.tuple());
    }
  }

  Future<Void> close() {
    closed = true;
    vertx.cancelTimer(beat);
    return connection == null ? Future.succeededFuture() : connection.close();
  }
}
