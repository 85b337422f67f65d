package io.levee.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to Redis, on one event loop: the client's own connections stay dead once
 * lost. Pauses between attempts double up to the longest one, and each is shortened at random by up
 * to half, so that many gateways do not come back in the same moment.
 */
final class Reconnecting {
  private static final Logger log = LoggerFactory.getLogger(Reconnecting.class);

  /** Room in the client's own queue for the requests it makes itself. */
  private static final int SPARE = 64;

  private final Vertx vertx;
  private final Context context;
  private final RedisConfig config;
  private final RedisMeters meters;
  private final Consumer<RedisConnection> up;
  private final Runnable down;

  private Redis client;
  private RedisConnection connection;
  private long pauseMillis;
  private boolean wasUp;
  private boolean closed;

  /**
   * @param up called on the loop with each new connection
   * @param down called on the loop when it is lost
   */
  Reconnecting(
      Vertx vertx,
      Context context,
      RedisConfig config,
      RedisMeters meters,
      Consumer<RedisConnection> up,
      Runnable down) {
    this.vertx = vertx;
    this.context = context;
    this.config = config;
    this.meters = meters;
    this.up = up;
    this.down = down;
    this.pauseMillis = config.reconnectMin().toMillis();
  }

  void start() {
    context.runOnContext(v -> connect());
  }

  /** Gives the connection up, if it is still this one, and makes a new one. */
  void drop(RedisConnection suspect) {
    if (connection == suspect && connection != null) {
      lost(suspect);
    }
  }

  /** Whether this follows an earlier connection. */
  boolean again() {
    return wasUp;
  }

  Future<Void> close() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        v -> {
          closed = true;
          RedisConnection last = connection;
          if (last != null) {
            connection = null;
            meters.connected.decrementAndGet();
            down.run();
          }
          Redis mine = client;
          client = null;
          if (mine == null) {
            done.complete();
          } else {
            mine.close().onComplete(ended -> done.tryComplete());
          }
        });
    return done.future();
  }

  private void connect() {
    if (closed) {
      return;
    }
    Redis attempt = Redis.createClient(vertx, options());
    client = attempt;
    attempt
        .connect()
        .timeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(
            result -> {
              if (closed || client != attempt) {
                attempt.close();
              } else if (result.succeeded()) {
                established(result.result());
              } else {
                retry(result.cause());
              }
            });
  }

  private void established(RedisConnection fresh) {
    connection = fresh;
    pauseMillis = config.reconnectMin().toMillis();
    fresh.endHandler(v -> drop(fresh));
    fresh.exceptionHandler(broken -> drop(fresh));
    meters.connected.incrementAndGet();
    if (wasUp) {
      meters.reconnects.increment();
      log.atInfo().log("connected to Redis again");
    }
    up.accept(fresh);
    wasUp = true;
  }

  private void lost(RedisConnection gone) {
    connection = null;
    meters.connected.decrementAndGet();
    gone.endHandler(null);
    gone.exceptionHandler(null);
    down.run();
    retry(null);
  }

  private void retry(Throwable cause) {
    Redis old = client;
    client = null;
    if (old != null) {
      old.close();
    }
    if (closed) {
      return;
    }
    long pause = pauseMillis - ThreadLocalRandom.current().nextLong(pauseMillis / 2 + 1);
    log.atWarn()
        .addKeyValue("nextAttemptMillis", pause)
        .addKeyValue("cause", cause == null ? "connection lost" : cause.getMessage())
        .log("no connection to Redis; check redis.url and that the server runs");
    pauseMillis = Math.min(pauseMillis * 2, config.reconnectMax().toMillis());
    vertx.setTimer(Math.max(1, pause), id -> context.runOnContext(v -> connect()));
  }

  private RedisOptions options() {
    Duration patience = config.connectTimeout();
    return new RedisOptions()
        .setConnectionString(config.url())
        .setMaxWaitingHandlers(config.maxWaiting() + SPARE)
        .setMaxPoolSize(1)
        .setMaxPoolWaiting(1)
        .setNetClientOptions(
            new NetClientOptions()
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setConnectTimeout((int) patience.toMillis()));
  }
}
