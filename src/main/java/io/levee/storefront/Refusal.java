package io.levee.storefront;

/** Why the shop does not take something back. */
public enum Refusal {
  NOT_DELIVERED,
  WINDOW_OVER,
  ALREADY_RETURNED,
  /** Goods that are never taken back, such as underwear. */
  NOT_RETURNABLE,
  /** More pieces than can be returned. */
  TOO_MANY,
  CANCELLED,
  /** Another reason, in the shop's own words if it gave any. */
  OTHER
}
