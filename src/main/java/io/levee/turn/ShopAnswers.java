package io.levee.turn;

import io.levee.conversation.Customer;
import io.levee.dialogue.skill.Lookup;
import io.levee.dialogue.skill.Lookup.Gap;
import io.levee.dialogue.skill.ShopFacts;
import io.levee.dialogue.skill.ShopQuery;
import io.levee.storefront.Order;
import io.levee.storefront.ReturnOffer;
import io.levee.storefront.Shop;
import io.levee.storefront.ShopFailure;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks the shop what a skill wants to know, all at once, each question with its deadline. */
final class ShopAnswers {
  private final Function<String, Shop> shops;
  private final Supplier<TurnConfig> config;

  ShopAnswers(Function<String, Shop> shops, Supplier<TurnConfig> config) {
    this.shops = shops;
    this.config = config;
  }

  /** Never fails: what does not come in time is missing, and why. */
  Future<ShopFacts> to(ShopQuery query, Customer customer) {
    if (query.equals(ShopQuery.NOTHING)) {
      return Future.succeededFuture(ShopFacts.NONE);
    }
    Shop shop = shops.apply(customer.storefront());
    Future<Lookup<List<Order>>> recent =
        query.recent() == 0 ? unasked() : inTime(shop.recentOrders(customer, query.recent()));
    Future<Lookup<Order>> order =
        query.order().map(number -> inTime(shop.order(customer, number))).orElse(unasked());
    Future<Lookup<ReturnOffer>> offer =
        query.offer().map(number -> inTime(shop.returnOffer(customer, number))).orElse(unasked());
    return Future.all(recent, order, offer)
        .map(all -> new ShopFacts(recent.result(), order.result(), offer.result()));
  }

  private static <T> Future<Lookup<T>> unasked() {
    return Future.succeededFuture(Lookup.missing(Gap.UNASKED));
  }

  /** Only reads: what goes on after the deadline does no harm. */
  private <T> Future<Lookup<T>> inTime(Future<T> answer) {
    return answer
        .timeout(config.get().gatherWithin().toMillis(), TimeUnit.MILLISECONDS)
        .<Lookup<T>>map(Lookup.Found::new)
        .recover(failure -> Future.succeededFuture(Lookup.missing(gap(failure))));
  }

  private static Gap gap(Throwable failure) {
    if (failure instanceof ShopFailure.NotFound) {
      return Gap.NO_SUCH_ORDER;
    }
    if (failure instanceof ShopFailure.NeedsIdentity
        || failure instanceof ShopFailure.SessionExpired) {
      return Gap.SIGN_IN;
    }
    return failure instanceof ShopFailure.Unsupported ? Gap.UNSUPPORTED : Gap.SILENT;
  }
}
