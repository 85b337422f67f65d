package io.levee.storefront;

import io.levee.conversation.Customer;
import io.levee.storefront.Connector.Owned;
import io.levee.storefront.Connector.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whether a reply is about what was asked, and belongs to who asked. */
final class Checks {
  private Checks() {}

  /**
   * @throws ShopFailure.NotFound if it is somebody else's
   */
  static <T> T own(Customer customer, Owned<T> reply) {
    if (!reply.owner().equals(customer.id())) {
      throw new ShopFailure.NotFound();
    }
    return reply.value();
  }

  /**
   * @throws ShopFailure.BadReply if it is about another order
   */
  static <T> T about(String asked, String answered, T reply) {
    if (!asked.equals(answered)) {
      throw new ShopFailure.BadReply("", "is about another order than the one asked for");
    }
    return reply;
  }

  /**
   * The newest first. A shop that lists strangers' orders has ignored the question: none of it is
   * believed.
   *
   * @throws ShopFailure.BadReply if one of them is somebody else's
   */
  static List<Order> all(Customer customer, List<Owned<Order>> found, int most) {
    List<Order> own = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      if (!found.get(i).owner().equals(customer.id())) {
        throw new ShopFailure.BadReply(
            "/orders/" + i + "/customerId", "is not the customer that was asked for");
      }
      own.add(found.get(i).value());
    }
    return own.stream()
        .sorted(Comparator.comparing(Order::placedAt).reversed())
        .limit(most)
        .toList();
  }

  /**
   * The order was the customer's before the write: a reply that names another owner, order or key
   * is about something else.
   *
   * @throws ShopFailure.BadReply if so
   */
  static ActionResult meaning(Customer customer, ReturnRequest request, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Declined declined -> declined.why();
      case Verdict.Taken taken -> {
        if (!taken.owner().equals(customer.id())) {
          throw new ShopFailure.BadReply("/customerId", "is not the customer who asked");
        }
        if (!taken.idempotencyKey().equals(request.idempotencyKey())) {
          throw new ShopFailure.BadReply("/idempotencyKey", "is not the key that was sent");
        }
        yield about(request.orderNumber(), taken.orderNumber(), taken.result());
      }
    };
  }
}
