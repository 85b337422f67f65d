package io.levee.storefront;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One kind of shop: how to ask it and how to read what it says. A connector neither retries nor
 * decides who may see what; it names the owner that each reply names, and ends every call within
 * the time it is given. Called on its shop's context only; all futures fail with a {@link
 * ShopFailure}.
 */
interface Connector {
  /**
   * @param owner the customer that the reply says it belongs to
   */
  record Owned<T>(String owner, T value) {}

  /** What the shop said to a request for a return. */
  sealed interface Verdict {
    /** It took it; the reply names what it took. */
    record Taken(String owner, String orderNumber, String idempotencyKey, ActionResult result)
        implements Verdict {}

    /** It did not, and nothing was done. */
    record Declined(ActionResult.Refused why) implements Verdict {}
  }

  Set<Operation> supports();

  Future<List<Owned<Order>>> orders(String customer, int limit, Duration within);

  Future<Owned<Order>> order(String number, Duration within);

  Future<Owned<ReturnOffer>> returnOffer(String number, Duration within);

  Future<Verdict> requestReturn(String customer, ReturnRequest request, Duration within);

  /**
   * A page of what is sold.
   *
   * @param next where the next page begins; empty after the last
   */
  record Products(List<Product> products, String next) {}

  /**
   * @param from what the page before said; empty for the first
   */
  Future<Products> products(String from, int limit, Duration within);

  Future<Void> close();
}
