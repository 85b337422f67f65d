package io.levee.app;

import io.levee.app.config.Config;
import io.levee.demoshop.DemoShop;
import io.levee.demoshop.DemoShopConfig;
import io.levee.demoshop.DemoShopSchema;
import io.levee.postgres.PostgresAddress;
import io.levee.storefront.Shops;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * This gateway's own demo shop: its tables, its connections to them, and the key that the gateway
 * shows it. The gateway asks it over HTTP through its own public port, as it asks any shop.
 */
final class DemoBackEnd {
  private static final int KEY_BYTES = 24;

  private final DemoShop shop;
  private final SqlClient sql;
  private final Supplier<Config> config;
  private final Supplier<DemoShopConfig> settings;
  private volatile int port;

  private DemoBackEnd(Ground ground, PostgresAddress postgres) {
    this.config = ground.config();
    this.settings = withKey(config, randomKey());
    this.port = config.get().http().port();
    Vertx vertx = ground.vertx();
    DemoShopConfig now = settings.get();
    this.sql =
        PgBuilder.client()
            .connectingTo(
                postgres
                    .connectOptions(config.get().postgres())
                    .addProperty("application_name", "levee-demo-shop"))
            .with(
                new PoolOptions()
                    .setName("demo-shop")
                    .setMaxSize(now.connections())
                    .setMaxWaitQueueSize(now.maxWaiting()))
            .using(vertx)
            .build();
    this.shop =
        new DemoShop(
            vertx,
            sql,
            settings,
            new DemoTokens(vertx, () -> config.get().storefronts()),
            ground.meters(),
            Clock.systemUTC());
  }

  /**
   * @return completes once its tables are there and filled; fails with what PostgreSQL said
   */
  static Future<DemoBackEnd> open(Ground ground, PostgresAddress postgres) {
    return ground
        .vertx()
        .executeBlocking(
            () -> {
              new DemoShopSchema(Clock.systemUTC())
                  .migrate(postgres.jdbcUrl(), postgres.user(), postgres.password());
              return new DemoBackEnd(ground, postgres);
            },
            false);
  }

  private static Supplier<DemoShopConfig> withKey(Supplier<Config> config, String made) {
    return () -> {
      DemoShopConfig written = config.get().demoShop();
      return written.apiKey().isEmpty() ? written.withApiKey(made) : written;
    };
  }

  private static String randomKey() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  void mount(Router router) {
    shop.mount(router);
  }

  /** The public port is open there. */
  void listening(int actualPort) {
    port = actualPort;
  }

  /** Where this gateway finds it. */
  Shops.Address address() {
    String url = "http://" + reachable(config.get().http().host()) + ":" + port;
    return new Shops.Address(url + DemoShop.PATH, settings.get().apiKey());
  }

  /** Where a server that listens on {@code host} can be reached from its own machine. */
  static String reachable(String host) {
    return switch (host) {
      case "0.0.0.0", "" -> "127.0.0.1";
      case "::", "[::]" -> "[::1]";
      default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    };
  }

  Future<Void> close() {
    return sql.close();
  }
}
