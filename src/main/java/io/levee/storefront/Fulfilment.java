package io.levee.storefront;

import java.util.List;
import java.util.function.ToIntFunction;

/** How far the goods of an order have come. */
public enum Fulfilment {
  NOT_STARTED,
  PACKING,
  PARTLY_SHIPPED,
  SHIPPED,
  OUT_FOR_DELIVERY,
  PARTLY_DELIVERED,
  DELIVERED,
  /** The shop said something that is not known here; see {@link Order#rawStatus}. */
  UNKNOWN;

  /**
   * What the quantities show, for shops call an order "shipped" of which one parcel of two has left
   * (Medusa 2.18 does). What the shop says counts where quantities cannot tell.
   */
  static Fulfilment of(List<Order.Line> lines, Fulfilment said) {
    int ordered = sum(lines, Order.Line::ordered);
    int shipped = sum(lines, Order.Line::shipped);
    int delivered = sum(lines, Order.Line::delivered);
    if (shipped == 0 && delivered == 0) {
      return said == PACKING || said == UNKNOWN ? said : NOT_STARTED;
    }
    if (delivered >= ordered) {
      return DELIVERED;
    }
    if (shipped < ordered) {
      return PARTLY_SHIPPED;
    }
    if (delivered > 0) {
      return PARTLY_DELIVERED;
    }
    return said == OUT_FOR_DELIVERY ? said : SHIPPED;
  }

  private static int sum(List<Order.Line> lines, ToIntFunction<Order.Line> pieces) {
    return lines.stream().mapToInt(pieces).sum();
  }
}
