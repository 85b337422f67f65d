package io.levee.storefront;

import java.util.List;

/**
 * Something that the shop sells.
 *
 * @param sku the shop's article number, unique within the shop
 * @param names what it is called, in any language; at least one
 */
public record Product(String sku, List<String> names) {
  public Product {
    names = List.copyOf(names);
  }
}
