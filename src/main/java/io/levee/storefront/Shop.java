package io.levee.storefront;

import io.levee.conversation.Customer;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/**
 * One storefront's back end. Whoever the shop answers about, the customer who asked gets to see and
 * to change their own orders only: this is checked here, since shops do not (Medusa 2.18 lets any
 * customer read and return anybody's order).
 *
 * <p>All methods may be called from any thread; futures complete on the context that called. They
 * fail with a {@link ShopFailure} and complete within the deadlines of {@link ShopConfig}: reads
 * within {@code readDeadline}, {@link #requestReturn} within {@code writeDeadline} and two {@code
 * readDeadline}s. A customer of another storefront is a mistake of the caller, and an {@link
 * IllegalArgumentException}.
 */
public interface Shop {
  /** What this shop can be asked just now; empty where no back end is configured. */
  Set<Operation> supports();

  /**
   * Whether the back end failed so often that it is left alone just now ({@code breakerPause}), or
   * is tried with one call only.
   */
  default boolean leftAlone() {
    return false;
  }

  /**
   * The customer's orders.
   *
   * @param limit 1 to 100
   * @return completes with the newest first, at most {@code limit} of them; empty when there are
   *     none
   */
  Future<List<Order>> recentOrders(Customer customer, int limit);

  /**
   * One order; may be as old as {@code orderCache}.
   *
   * @return completes with the order; fails with {@link ShopFailure.NotFound} if the customer has
   *     none of that number
   */
  Future<Order> order(Customer customer, String number);

  /**
   * What of an order can be returned.
   *
   * @return completes with the offer; fails with {@link ShopFailure.NotFound} if the customer has
   *     no order of that number
   */
  Future<ReturnOffer> returnOffer(Customer customer, String number);

  /**
   * Asks for a return, once however often it is repeated with the same key. When the shop's answer
   * is lost, the order is read again to see whether the return is there.
   *
   * @return completes with what the shop did; fails with {@link ShopFailure.NotFound} if the
   *     customer has no order of that number, with {@link ShopFailure.Unavailable} or {@link
   *     ShopFailure.BadReply} if it may or may not have been done: repeat it with the same key
   */
  Future<ActionResult> requestReturn(Customer customer, ReturnRequest request);

  /**
   * What the shop sells, as far as it tells.
   *
   * @return completes with at most {@code maxProducts} of them; fails with {@link
   *     ShopFailure.Unsupported} if the shop does not tell
   */
  default Future<List<Product>> products() {
    return Future.failedFuture(new ShopFailure.Unsupported("the shop does not tell its products"));
  }

  /**
   * Lets go of all connections.
   *
   * @return completes when they are closed; calls under way fail
   */
  Future<Void> close();
}
