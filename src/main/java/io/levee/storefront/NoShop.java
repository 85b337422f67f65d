package io.levee.storefront;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A storefront without a back end. */
final class NoShop implements Connector {
  @Override
  public Set<Operation> supports() {
    return Set.of();
  }

  @Override
  public Future<List<Owned<Order>>> orders(String customer, int limit, Duration within) {
    return none();
  }

  @Override
  public Future<Owned<Order>> order(String number, Duration within) {
    return none();
  }

  @Override
  public Future<Owned<ReturnOffer>> returnOffer(String number, Duration within) {
    return none();
  }

  @Override
  public Future<Verdict> requestReturn(String customer, ReturnRequest request, Duration within) {
    return none();
  }

  @Override
  public Future<Products> products(String from, int limit, Duration within) {
    return none();
  }

  private static <T> Future<T> none() {
    return Future.failedFuture(
        new ShopFailure.Unsupported("the storefront has no back end; set its shop.url"));
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
