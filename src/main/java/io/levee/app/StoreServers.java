package io.levee.app;

import io.levee.app.config.Config;
import io.levee.app.embedded.EmbeddedPostgres;
import io.levee.app.embedded.EmbeddedRedis;
import io.levee.postgres.PostgresAddress;
import io.levee.redis.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the two stores are: the operator's servers, or the real ones started here. There is one way
 * to use them; this is only about who starts them.
 */
final class StoreServers {
  private final Optional<EmbeddedPostgres> ownPostgres;
  private final Optional<EmbeddedRedis> ownRedis;
  private final PostgresAddress postgres;
  private final String redisUrl;

  private StoreServers(
      Config config, Optional<EmbeddedPostgres> ownPostgres, Optional<EmbeddedRedis> ownRedis) {
    this.ownPostgres = ownPostgres;
    this.ownRedis = ownRedis;
    this.postgres =
        PostgresAddress.parse(
            ownPostgres.map(EmbeddedPostgres::url).orElse(config.postgres().url()));
    this.redisUrl = ownRedis.map(EmbeddedRedis::url).orElse(config.redis().url());
  }

  /**
   * @return completes once those that are to run here serve; fails with what came in the way
   */
  static Future<StoreServers> start(Vertx vertx, Config config) {
    Path data = Home.resolve(System.getenv(), Path.of(config.data()));
    Future<Optional<EmbeddedPostgres>> postgres =
        config.postgres().embedded()
            ? vertx.executeBlocking(
                () -> Optional.of(EmbeddedPostgres.start(data.resolve("postgres"))), false)
            : Future.succeededFuture(Optional.empty());
    Future<Optional<EmbeddedRedis>> redis =
        config.redis().embedded()
            ? vertx.executeBlocking(
                () -> Optional.of(EmbeddedRedis.start(data.resolve("redis"))), false)
            : Future.succeededFuture(Optional.empty());
    return Future.join(postgres, redis)
        .map(both -> new StoreServers(config, postgres.result(), redis.result()))
        .onFailure(
            broken -> {
              // One of the two may have come up.
              if (postgres.succeeded()) {
                postgres.result().ifPresent(EmbeddedPostgres::close);
              }
              if (redis.succeeded()) {
                redis.result().ifPresent(EmbeddedRedis::close);
              }
            });
  }

  PostgresAddress postgres() {
    return postgres;
  }

  RedisConfig redis(RedisConfig config) {
    return config.withUrl(redisUrl);
  }

  /** Stops those that run here. */
  Future<Void> stop(Vertx vertx) {
    return vertx.executeBlocking(
        () -> {
          ownRedis.ifPresent(EmbeddedRedis::close);
          ownPostgres.ifPresent(EmbeddedPostgres::close);
          return null;
        },
        false);
  }
}
