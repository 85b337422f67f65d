package io.levee.postgres;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that comes back by itself.
 *
 * <p>A server that fell silent is found out by its silence: a beat asks an idle connection for a
 * sign of life, and a connection that says nothing for several beats while it is asked is given up.
 * Closing alone would not do: the client's close waits for the server to close, too.
 */
final class Line {
  private static final Logger LOG = LoggerFactory.getLogger(Line.class);

  private static final int SILENT_BEATS = 4;

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
  private final Set<Promise<RowSet<Row>>> asked = new HashSet<>();
  private SqlConnection connection;
  private Throwable lastFailure;
  private long pauseMillis;
  private int silentBeats;
  private int dials;
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
    return asked.size();
  }

  Throwable lastFailure() {
    return lastFailure;
  }

  /** A statement was not answered in time: no more are sent until this one is, or all is lost. */
  void suspect() {
    suspect = true;
  }

  Future<RowSet<Row>> execute(String sql, Tuple values) {
    Promise<RowSet<Row>> answer = Promise.promise();
    asked.add(answer);
    connection
        .preparedQuery(sql)
        .execute(values)
        .onComplete(
            result -> {
              if (asked.remove(answer)) {
                silentBeats = 0;
                suspect = false;
                answer.handle(result);
              }
            });
    return answer.future();
  }

  void connect() {
    int dialled = ++dials;
    long deadline =
        vertx.setTimer(
            config.connectTimeout().toMillis() + config.answerTimeout().toMillis(),
            t -> failed(dialled, new PostgresUnavailable("it did not greet in time", null)));
    dial.connect()
        .compose(fresh -> greet(fresh).onFailure(refused -> fresh.close()))
        .onComplete(
            result -> {
              vertx.cancelTimer(deadline);
              if (result.failed()) {
                failed(dialled, result.cause());
              } else if (closed || dialled != dials) {
                result.result().close();
              } else {
                up(result.result());
              }
            });
  }

  private void failed(int dialled, Throwable why) {
    if (dialled == dials) {
      down(why);
    }
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
    connection = fresh;
    suspect = false;
    silentBeats = 0;
    pauseMillis = config.reconnectPause().toMillis();
    fresh.closeHandler(v -> gone(fresh, new PostgresUnavailable("it was closed", null)));
    if (connectedBefore) {
      LOG.atInfo()
          .addKeyValue("server", address.host() + ":" + address.port())
          .log("PostgreSQL is back");
      onReconnect.run();
    }
    connectedBefore = true;
  }

  private void gone(SqlConnection which, Throwable why) {
    if (which == connection) {
      connection = null;
      lastFailure = null;
      List<Promise<RowSet<Row>>> unanswered = List.copyOf(asked);
      asked.clear();
      down(why);
      unanswered.forEach(promise -> promise.tryFail(why));
    }
  }

  private void down(Throwable why) {
    if (closed) {
      return;
    }
    dials++;
    if (lastFailure == null) {
      LOG.atWarn()
          .addKeyValue("server", address.host() + ":" + address.port())
          .addKeyValue("why", why.toString())
          .log("No connection to PostgreSQL; trying again until there is one");
    }
    lastFailure = why;
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
    if (connection == null) {
      return;
    }
    if (asked.isEmpty()) {
      execute("SELECT 1", Tuple.tuple());
    } else if (++silentBeats >= SILENT_BEATS) {
      SqlConnection silent = connection;
      gone(silent, new PostgresUnavailable("it fell silent", null));
      silent.close();
    }
  }

  Future<Void> close() {
    closed = true;
    vertx.cancelTimer(beat);
    return connection == null ? Future.succeededFuture() : connection.close();
  }
}
