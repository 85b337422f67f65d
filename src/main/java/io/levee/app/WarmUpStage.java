package io.levee.app;

import io.levee.app.config.Config;
import io.levee.app.memory.MemoryStores;
import io.levee.channel.StorefrontConfig;
import io.levee.channel.front.Front;
import io.levee.channel.shopper.LiveSockets;
import io.levee.dialogue.Dialogue;
import io.levee.ops.Telemetry;
import io.levee.redis.Wakeups;
import io.levee.storefront.Shop;
import io.levee.storefront.ShopConfig;
import io.levee.storefront.Shops;
import io.levee.turn.Catalogues;
import io.levee.turn.Elsewhere;
import io.levee.turn.Mindset;
import io.levee.turn.Positions;
import io.levee.turn.Roads;
import io.levee.turn.Shared;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocketClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A gateway to rehearse with: the doors and the road of the real one, with the settings that hold,
 * on event loops, memory and meters of its own, and nothing behind them. It listens on a free port
 * of this machine, and lets in those only who know a key that was made up for it.
 */
final class WarmUpStage implements AutoCloseable {
  static final String STOREFRONT = "warm-up";
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private final Telemetry telemetry = new Telemetry();
  private final Vertx vertx = EventLoops.vertx(telemetry);
  private final StorefrontConfig door =
      new StorefrontConfig(
          secret(), secret(), secret() + secret(), List.of(), TOKEN_LIFE, 1_000_000);
  private final UnaryOperator<String> tokens =
      VisitorTokens.of(vertx, STOREFRONT, door.tokenSecret(), Instant.now().plus(TOKEN_LIFE));
  private final Supplier<Config> config;
  private final HttpClient requests = vertx.createHttpClient();
  private final WebSocketClient sockets = vertx.createWebSocketClient();
  private volatile Mindset mind;
  private volatile int port;

  WarmUpStage(Supplier<Config> config) {
    this.config = config;
  }

  private static String secret() {
    return UUID.randomUUID().toString();
  }

  MeterRegistry meters() {
    return telemetry.registry();
  }

  Vertx vertx() {
    return vertx;
  }

  int port() {
    return port;
  }

  String apiKey() {
    return door.apiKey();
  }

  String token(String customer) {
    return tokens.apply(customer);
  }

  /** What is known from now on. */
  void think(Mindset known) {
    mind = known;
  }

  /**
   * @return completes once it listens
   */
  Future<Void> open() {
    return EventLoops.take(vertx, EventLoops.count())
        .compose(this::open)
        .map(
            listens -> {
              port = listens;
              return null;
            });
  }

  private Future<Integer> open(List<Context> loops) {
    Clock clock = Clock.tickMillis(ZoneOffset.UTC);
    EmptyHouse house = new EmptyHouse();
    Wakeups wakeups = MemoryStores.wakeups(Future::succeededFuture);
    Roads roads = new Roads(vertx, clock);
    Elsewhere elsewhere = new Elsewhere(STOREFRONT, wakeups, roads::outdated);
    LiveSockets live = new LiveSockets();
    elsewhere.wake(live);
    Shop shop =
        new Shops(vertx, meters(), System::nanoTime).open(STOREFRONT, ShopConfig::none, () -> null);
    Shared shared =
        new Shared(
            () -> config.get().turn(),
            () -> config.get().admission(),
            () -> config.get().session(),
            () -> mind,
            new Dialogue(() -> config.get().dialogue()),
            house,
            storefront -> shop,
            new Catalogues(
                vertx, storefront -> shop, all -> TOKEN_LIFE, meters(), System::nanoTime),
            live,
            elsewhere,
            new Positions(
                vertx,
                loops.getFirst(),
                () -> config.get().handoff().positionInterval(),
                (storefront, asked) -> Future.succeededFuture(Map.of()),
                live),
            meters());
    Front front =
        new Front(
            vertx,
            () -> config.get().http().onLoopback(),
            () -> config.get().socket(),
            () -> Map.of(STOREFRONT, door),
            roads,
            house,
            house,
            live,
            router -> {},
            meters(),
            clock,
            System::nanoTime);
    return roads
        .open(loops, shared, loop -> MemoryStores.stores(Future::succeededFuture))
        .compose(opened -> listen(loops, front));
  }

  private static Future<Integer> listen(List<Context> loops, Front front) {
    List<Future<HttpServer>> all =
        loops.stream().map(loop -> EventLoops.on(loop, front::listen)).toList();
    return Future.all(all).map(listening -> all.getFirst().result().actualPort());
  }

  /** For requests to it. */
  HttpClient requests() {
    return requests;
  }

  /** For sockets to it. */
  WebSocketClient sockets() {
    return sockets;
  }

  /** Ends all of it at once, who asks before who answers. Blocks. */
  @Override
  public void close() {
    Future.join(requests.close(), sockets.close()).otherwiseEmpty().await();
    vertx.close().await();
    telemetry.close();
  }
}
