package io.levee.app;

import io.levee.app.config.Config;
import io.levee.app.config.Storefront;
import io.levee.ops.Health;
import io.levee.postgres.PostgresAddress;
import io.levee.storefront.Shop;
import io.levee.storefront.ShopConfig;
import io.levee.storefront.Shops;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The back end of each storefront, and the demo shop where this gateway plays one. Safe from any
 * thread.
 */
final class ShopBackEnds {
  private final Supplier<Config> config;
  private final Shops doors;
  private final Optional<DemoBackEnd> demo;
  private final Map<String, Shop> shops = new ConcurrentHashMap<>();

  private ShopBackEnds(Ground ground, Optional<DemoBackEnd> demo) {
    this.config = ground.config();
    this.doors = new Shops(ground.vertx(), ground.meters(), System::nanoTime);
    this.demo = demo;
  }

  /**
   * Prepares the demo shop if there shall be one, and opens every storefront's shop, spread over
   * the loops. No shop is asked yet.
   *
   * @return completes when all is ready; fails if the demo shop's tables cannot be had
   */
  static Future<ShopBackEnds> open(Ground ground, PostgresAddress postgres, List<Context> loops) {
    Config now = ground.config().get();
    Future<Optional<DemoBackEnd>> demo =
        now.demoShop().enabled()
            ? DemoBackEnd.open(ground, postgres).map(Optional::of)
            : Future.succeededFuture(Optional.empty());
    return demo.map(played -> new ShopBackEnds(ground, played))
        .compose(
            opened -> opened.openAll(List.copyOf(now.storefronts().keySet()), loops).map(opened));
  }

  private Future<Void> openAll(List<String> storefronts, List<Context> loops) {
    List<Future<Shop>> opening = new ArrayList<>();
    for (String storefront : storefronts) {
      Context loop = loops.get(opening.size() % loops.size());
      opening.add(EventLoops.on(loop, () -> Future.succeededFuture(of(storefront))));
    }
    return Future.join(opening).mapEmpty();
  }

  /**
   * The shop behind that storefront, one that can be asked nothing where there is none. A
   * storefront that was added to the configuration since the start gets its shop now, on the
   * caller's context.
   */
  Shop of(String storefront) {
    // The look before spares the lock: this is asked for each message.
    Shop known = shops.get(storefront);
    return known != null ? known : shops.computeIfAbsent(storefront, this::open);
  }

  /** What is behind a storefront stays until a restart; how to treat it is read at each call. */
  private Shop open(String storefront) {
    ShopConfig first = configured(storefront).filter(this::isThere).orElse(ShopConfig.none());
    return doors.open(
        storefront,
        () -> configured(storefront).map(now -> now.withUrl(first.url())).orElse(first),
        () -> demo.orElseThrow().address());
  }

  private Optional<ShopConfig> configured(String storefront) {
    return Optional.ofNullable(config.get().storefronts().get(storefront)).map(Storefront::shop);
  }

  /** A demo shop that was enabled since the start is not there yet. */
  private boolean isThere(ShopConfig shop) {
    return !shop.demo() || demo.isPresent();
  }

  /** How old the list of what that storefront sells may grow. */
  Duration productsEvery(String storefront) {
    return configured(storefront).orElse(ShopConfig.none()).productsEvery();
  }

  /** Adds the demo shop's routes, if this gateway plays one. */
  void mount(Router router) {
    demo.ifPresent(played -> played.mount(router));
  }

  /** The public port is open there. */
  void listening(int port) {
    demo.ifPresent(played -> played.listening(port));
  }

  /** A line for each shop there is: without one the gateway works on, with less. */
  void watch(Health health) {
    shops.forEach(
        (storefront, shop) -> {
          if (!shop.supports().isEmpty()) {
            health.register("shop." + storefront, Health.Need.OPTIONAL, () -> standing(shop));
          }
        });
  }

  private static Future<String> standing(Shop shop) {
    return shop.leftAlone()
        ? Future.failedFuture(
            VertxException.noStackTrace(
                "the back end fails and is left alone for breakerPause; see what it logs"))
        : Future.succeededFuture("is asked");
  }

  /**
   * Lets go of all connections.
   *
   * @return completes when they are closed; never fails
   */
  Future<Void> close() {
    return Future.join(shops.values().stream().map(Shop::close).toList())
        .transform(closed -> demo.map(DemoBackEnd::close).orElseGet(Future::succeededFuture))
        .otherwiseEmpty();
  }
}
