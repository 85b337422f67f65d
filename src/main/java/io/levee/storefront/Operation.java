package io.levee.storefront;

import java.util.Locale;

/** What a shop can be asked. */
public enum Operation {
  RECENT_ORDERS,
  ORDER,
  RETURN_OFFER,
  REQUEST_RETURN,
  PRODUCTS;

  /** As it stands in metrics, such as {@code return-offer}. */
  String tag() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
