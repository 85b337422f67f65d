package io.levee.app;

import io.levee.app.config.Config;
import io.levee.postgres.PostgresLink;
import io.levee.redis.RedisLink;
import io.levee.redis.RedisLinks;
import io.levee.redis.Wakeups;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Every connection to the stores, each on the event loop that owns it, so that all can be closed.
 */
final class Connections {
  private final Vertx vertx;
  private final StoreServers servers;
  private final Supplier<Config> config;
  private final MeterRegistry meters;
  private final RedisLinks redis;
  private final Map<Context, PostgresLink> postgres = new ConcurrentHashMap<>();
  private final List<Supplier<Future<Void>>> closing = new CopyOnWriteArrayList<>();

  Connections(Vertx vertx, StoreServers servers, Supplier<Config> config, MeterRegistry meters) {
    this.vertx = vertx;
    this.servers = servers;
    this.config = config;
    this.meters = meters;
    this.redis = new RedisLinks(vertx, servers.redis(config.get().redis()), meters);
  }

  /** That of the event loop that calls; the first call opens it. */
  PostgresLink postgres() {
    return postgres.computeIfAbsent(vertx.getOrCreateContext(), this::open);
  }

  /** More of the event loop that calls, for megabytes: they shall not make messages wait. */
  PostgresLink postgresForUploads() {
    return opened(
        vertx.getOrCreateContext(),
        new PostgresLink(vertx, servers.postgres(), config.get().postgres(), meters, "uploads"));
  }

  private PostgresLink open(Context here) {
    return opened(
        here, new PostgresLink(vertx, servers.postgres(), config.get().postgres(), meters));
  }

  private PostgresLink opened(Context here, PostgresLink link) {
    closing.add(() -> EventLoops.on(here, link::close));
    return link;
  }

  RedisLink redis(Context context) {
    RedisLink link = redis.open(context);
    closing.add(() -> EventLoops.on(context, link::close));
    return link;
  }

  Wakeups wakeups(Context context) {
    Wakeups wakeups = redis.wakeups(context);
    closing.add(() -> EventLoops.on(context, wakeups::close));
    return wakeups;
  }

  /** Closes them all. @return completes when that is done; never fails */
  Future<Void> close() {
    return Future.join(closing.stream().map(Supplier::get).toList()).otherwiseEmpty().mapEmpty();
  }
}
