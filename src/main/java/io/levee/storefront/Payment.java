package io.levee.storefront;

/** What became of the money of an order. */
public enum Payment {
  UNPAID,
  PAID,
  PARTLY_REFUNDED,
  REFUNDED,
  /** The shop said something that is not known here; see {@link Order#rawStatus}. */
  UNKNOWN
}
