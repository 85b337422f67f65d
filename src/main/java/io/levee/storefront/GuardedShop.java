package io.levee.storefront;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.levee.conversation.Customer;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What holds whatever the shop: who may ask, that answers are about what was asked and belong to
 * who asked, and what a lost answer means. Nothing a connector says is believed before that.
 */
final class GuardedShop implements Shop {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedShop.class);
  private static final String ANONYMOUS = "anon-";
  // No dots alone: they would mean another path to some shops.
  private static final Pattern NUMBER = Pattern.compile("(?!\\.+$)[\\p{Alnum}_.:#-]{1,64}");
  private static final int MOST_ORDERS = 100;
  private static final int PAGE = 500;
  private static final long NOTE_EVERY = TimeUnit.SECONDS.toNanos(10);

  private record Key(String customer, String number) {}

  private final String storefront;
  private final Connector connector;
  private final Supplier<ShopConfig> config;
  private final Home home;
  private final Guard guard;
  private final Breaker breaker;
  private final Cache<Key, Order> orders;
  private final ShopMeters meters;
  private final LongSupplier nanoTime;
  private final AtomicLong lastNote;

  GuardedShop(
      Vertx vertx,
      String storefront,
      Connector connector,
      Supplier<ShopConfig> config,
      MeterRegistry registry,
      LongSupplier nanoTime) {
    this.storefront = storefront;
    this.connector = connector;
    this.config = config;
    this.nanoTime = nanoTime;
    this.home = new Home(vertx);
    this.lastNote = new AtomicLong(nanoTime.getAsLong() - NOTE_EVERY);
    Bulkhead bulkhead = new Bulkhead(vertx, config);
    this.breaker = new Breaker(config, nanoTime);
    this.guard = new Guard(vertx, config, nanoTime, bulkhead, breaker);
    this.orders =
        Caffeine.newBuilder()
            .maximumSize(config.get().maxCachedOrders())
            .expireAfterWrite(config.get().orderCache())
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
    this.meters = new ShopMeters(registry, storefront, bulkhead, breaker, orders);
  }

  @Override
  public Set<Operation> supports() {
    return connector.supports();
  }

  @Override
  public boolean leftAlone() {
    return breaker.state() != Breaker.State.CLOSED;
  }

  @Override
  public Future<List<Order>> recentOrders(Customer customer, int limit) {
    int most = Math.clamp(limit, 1, MOST_ORDERS);
    return call(
        Operation.RECENT_ORDERS,
        customer,
        () ->
            guard
                .read(within -> connector.orders(customer.id(), most, within))
                .map(found -> Checks.all(customer, found, most)));
  }

  @Override
  public Future<Order> order(Customer customer, String number) {
    return call(Operation.ORDER, customer, number, () -> ownOrder(customer, number));
  }

  @Override
  public Future<ReturnOffer> returnOffer(Customer customer, String number) {
    return call(
        Operation.RETURN_OFFER,
        customer,
        number,
        () ->
            guard
                .read(within -> connector.returnOffer(number, within))
                .map(reply -> Checks.own(customer, reply))
                .map(offer -> Checks.about(number, offer.orderNumber(), offer)));
  }

  @Override
  public Future<ActionResult> requestReturn(Customer customer, ReturnRequest request) {
    return call(
        Operation.REQUEST_RETURN,
        customer,
        request.orderNumber(),
        () ->
            ownOrder(customer, request.orderNumber())
                .compose(own -> write(customer, request))
                .recover(why -> readAgain(customer, request, why)));
  }

  @Override
  public Future<List<Product>> products() {
    if (!connector.supports().contains(Operation.PRODUCTS)) {
      return Shop.super.products();
    }
    long began = nanoTime.getAsLong();
    return home.call(() -> productsFrom("", new ArrayList<>()))
        .onComplete(
            result -> {
              meters.call(Operation.PRODUCTS, result, nanoTime.getAsLong() - began);
              note(Operation.PRODUCTS, result.cause());
            });
  }

  /** Page by page; a page that is empty is the last, whatever it says. */
  private Future<List<Product>> productsFrom(String from, List<Product> found) {
    int limit = Math.min(PAGE, config.get().maxProducts() - found.size());
    return limit <= 0
        ? Future.succeededFuture(List.copyOf(found))
        : guard
            .read(within -> connector.products(from, limit, within))
            .compose(
                page -> {
                  page.products().stream().limit(limit).forEach(found::add);
                  return page.next().isEmpty() || page.products().isEmpty()
                      ? Future.succeededFuture(List.copyOf(found))
                      : productsFrom(page.next(), found);
                });
  }

  @Override
  public Future<Void> close() {
    return home.call(connector::close);
  }

  private Future<ActionResult> write(Customer customer, ReturnRequest request) {
    return guard
        .write(within -> connector.requestReturn(customer.id(), request, within))
        .map(verdict -> Checks.meaning(customer, request, verdict))
        .onComplete(done -> orders.invalidate(new Key(customer.id(), request.orderNumber())))
        .recover(
            why ->
                why instanceof ShopFailure.Unavailable || why instanceof ShopFailure.BadReply
                    ? Future.failedFuture(new Lost((ShopFailure) why))
                    : Future.failedFuture(why));
  }

  /** A write whose answer did not arrive, or made no sense: it may or may not have been done. */
  private static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ShopFailure why;

    Lost(ShopFailure why) {
      super(why.getMessage(), why, false, false);
      this.why = why;
    }
  }

  private Future<ActionResult> readAgain(
      Customer customer, ReturnRequest request, Throwable failure) {
    if (!(failure instanceof Lost lost)) {
      return Future.failedFuture(failure);
    }
    meters.lostReply();
    return freshOrder(customer, request.orderNumber())
        .compose(
            order ->
                order.returns().stream()
                    .filter(made -> made.idempotencyKey().equals(request.idempotencyKey()))
                    .findFirst()
                    .map(GuardedShop::result)
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture(lost.why)),
            stillSilent -> Future.failedFuture(lost.why));
  }

  private static ActionResult result(Order.Return made) {
    return made.state() == Order.ReturnState.REFUSED
        ? new ActionResult.Refused(Refusal.OTHER, "")
        : new ActionResult.Done(made.number());
  }

  private Future<Order> ownOrder(Customer customer, String number) {
    Order known = orders.getIfPresent(new Key(customer.id(), number));
    if (known != null) {
      meters.cacheHit();
      return Future.succeededFuture(known);
    }
    meters.cacheMiss();
    return freshOrder(customer, number)
        .onSuccess(order -> orders.put(new Key(customer.id(), number), order));
  }

  private Future<Order> freshOrder(Customer customer, String number) {
    return guard
        .read(within -> connector.order(number, within))
        .map(reply -> Checks.own(customer, reply))
        .map(order -> Checks.about(number, order.number(), order));
  }

  private <T> Future<T> call(
      Operation operation, Customer customer, String number, Supplier<Future<T>> work) {
    return call(
        operation,
        customer,
        () ->
            NUMBER.matcher(number).matches()
                ? work.get()
                : Future.failedFuture(new ShopFailure.NotFound()));
  }

  private <T> Future<T> call(Operation operation, Customer customer, Supplier<Future<T>> work) {
    if (!customer.storefront().equals(storefront)) {
      throw new IllegalArgumentException(
          "a customer of " + customer.storefront() + " asks the shop of " + storefront);
    }
    if (!connector.supports().contains(operation)) {
      return Future.failedFuture(
          new ShopFailure.Unsupported("the shop does not offer " + operation.tag()));
    }
    if (customer.id().startsWith(ANONYMOUS)) {
      return Future.failedFuture(new ShopFailure.NeedsIdentity());
    }
    long began = nanoTime.getAsLong();
    return home.call(work)
        .onComplete(
            result -> {
              meters.call(operation, result, nanoTime.getAsLong() - began);
              note(operation, result.cause());
            });
  }

  /** What an operator or the shop's maker must mend; a silent shop is told by the metrics. */
  private void note(Operation operation, Throwable why) {
    boolean faulty =
        why instanceof ShopFailure.BadReply || why instanceof ShopFailure.CredentialRejected;
    long now = nanoTime.getAsLong();
    long before = lastNote.get();
    if (faulty && now - before >= NOTE_EVERY && lastNote.compareAndSet(before, now)) {
      LOG.atWarn()
          .addKeyValue("storefront", storefront)
          .addKeyValue("operation", operation.tag())
          .addKeyValue("why", why.getMessage())
          .log("The shop's back end needs mending; said at most every ten seconds");
    }
  }
}
