package io.levee.turn;

import io.levee.conversation.Customer;
import io.levee.storefront.ActionResult;
import io.levee.storefront.Operation;
import io.levee.storefront.Order;
import io.levee.storefront.Product;
import io.levee.storefront.ReturnOffer;
import io.levee.storefront.ReturnRequest;
import io.levee.storefront.Shop;
import io.levee.storefront.ShopFailure;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A shop that keeps what it was asked for, and answers as told. */
final class FakeShop implements Shop {
  final List<ReturnRequest> requests = new ArrayList<>();
  Future<ActionResult> answer = Future.succeededFuture(new ActionResult.Done("R-1"));

  volatile Future<List<Product>> products = Future.succeededFuture(List.of());
  final AtomicInteger productsAsked = new AtomicInteger();

  @Override
  public Future<List<Product>> products() {
    productsAsked.incrementAndGet();
    return products;
  }

  @Override
  public Set<Operation> supports() {
    return Set.of(Operation.values());
  }

  @Override
  public Future<List<Order>> recentOrders(Customer customer, int limit) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<Order> order(Customer customer, String number) {
    return Future.failedFuture(new ShopFailure.NotFound());
  }

  @Override
  public Future<ReturnOffer> returnOffer(Customer customer, String number) {
    return Future.failedFuture(new ShopFailure.NotFound());
  }

  @Override
  public Future<ActionResult> requestReturn(Customer customer, ReturnRequest request) {
    requests.add(request);
    return answer;
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
