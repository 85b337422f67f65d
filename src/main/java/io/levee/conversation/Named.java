package io.levee.conversation;

import java.util.Objects;

/**
 * Something that a message names: an order, a day, a product.
 *
 * @param kind such as {@code order_number} or {@code address}
 * @param start where it begins in the text as typed, in code units
 * @param end where it ends, exclusive
 * @param value in one form, whatever way it was typed
 * @param detail what more is known, such as a carrier or a currency; may be empty
 * @param confidence 0–1: how sure it is of this kind and value
 * @param personal whether it says something of a person
 */
public record Named(
    String kind,
    int start,
    int end,
    String value,
    String detail,
    double confidence,
    boolean personal) {
  public Named {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(value);
    Objects.requireNonNull(detail);
  }

  /** For logs: what says something of a person is left out. */
  @Override
  public String toString() {
    return kind + '[' + start + ',' + end + (personal ? "]" : "]=" + value);
  }
}
