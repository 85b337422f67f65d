package io.levee.storefront;

import java.util.Objects;

/**
 * So many pieces of one line of an order.
 *
 * @param line the line's id, unique within its order
 * @param pieces 1 or more
 */
public record Quantity(String line, int pieces) {
  public Quantity {
    Objects.requireNonNull(line);
  }
}
