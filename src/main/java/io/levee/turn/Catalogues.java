package io.levee.turn;

import io.levee.storefront.Operation;
import io.levee.storefront.Product;
import io.levee.storefront.Shop;
import io.levee.understanding.slots.Catalogue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each storefront sells, to be found in messages. Asked of the shop when a message comes and
 * the list is older than it may be; meanwhile, and when the shop is silent, the old list serves.
 * Safe from any thread.
 */
public final class Catalogues implements Function<String, Catalogue> {
  private static final Logger log = LoggerFactory.getLogger(Catalogues.class);

  /** One storefront's. */
  private static final class Kept {
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Catalogue catalogue = Catalogue.EMPTY;
    private volatile int products;
    private volatile long askAgainAt;
  }

  private final Vertx vertx;
  private final Function<String, Shop> shops;
  private final Function<String, Duration> every;
  private final MeterRegistry meters;
  private final LongSupplier nanoTime;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  /**
   * @param every how old a storefront's list may grow, asked by its id
   * @param nanoTime as {@link System#nanoTime}
   */
  public Catalogues(
      Vertx vertx,
      Function<String, Shop> shops,
      Function<String, Duration> every,
      MeterRegistry meters,
      LongSupplier nanoTime) {
    this.vertx = vertx;
    this.shops = shops;
    this.every = every;
    this.meters = meters;
    this.nanoTime = nanoTime;
  }

  /** As it is known now; never waits. */
  @Override
  public Catalogue apply(String storefront) {
    Kept known = kept.get(storefront);
    Kept mine = known == null ? kept.computeIfAbsent(storefront, this::begin) : known;
    if (nanoTime.getAsLong() - mine.askAgainAt >= 0 && mine.asking.compareAndSet(false, true)) {
      ask(storefront, mine);
    }
    return mine.catalogue;
  }

  private Kept begin(String storefront) {
    Kept fresh = new Kept();
    fresh.askAgainAt = nanoTime.getAsLong();
    Gauge.builder("levee.turn.products", fresh, k -> k.products)
        .description("Products recognised in messages, at most shop.maxProducts")
        .tag("storefront", storefront)
        .strongReference(true)
        .register(meters);
    return fresh;
  }

  /** A list is as old as its question: the shop may have changed it while it answered. */
  private void ask(String storefront, Kept mine) {
    mine.askAgainAt = nanoTime.getAsLong() + every.apply(storefront).toNanos();
    Shop shop = shops.apply(storefront);
    Future<List<Product>> answer =
        shop.supports().contains(Operation.PRODUCTS)
            ? shop.products()
            : Future.succeededFuture(List.of());
    answer
        .compose(products -> vertx.executeBlocking(() -> learn(mine, products), false))
        .onFailure(
            why ->
                log.atDebug()
                    .addKeyValue("storefront", storefront)
                    .addKeyValue("why", why.getMessage())
                    .log("The shop does not say what it sells; what was known stays"))
        .onComplete(done -> mine.asking.set(false));
  }

  /** The product's number is a name of it too. */
  private static Void learn(Kept mine, List<Product> products) {
    Map<String, List<String>> names = LinkedHashMap.newLinkedHashMap(products.size());
    for (Product product : products) {
      List<String> all = new ArrayList<>(product.names());
      all.add(product.sku());
      names.put(product.sku(), all);
    }
    mine.catalogue = Catalogue.of(names);
    mine.products = names.size();
    return null;
  }
}
