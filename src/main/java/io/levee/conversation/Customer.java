package io.levee.conversation;

import java.util.Objects;

/**
 * A shopper of one storefront.
 *
 * @param storefront the storefront's id
 * @param id unique within the storefront; begins with {@code anon-} for an anonymous visitor
 * @param name what to call them; empty when not known
 * @param tier the shop's own word for their standing, such as {@code vip}; empty when none
 */
public record Customer(String storefront, String id, String name, String tier) {
  public Customer {
    Objects.requireNonNull(storefront);
    Objects.requireNonNull(id);
    name = name == null ? "" : name;
    tier = tier == null ? "" : tier;
  }

  /**
   * What orders this customer's messages: they travel one after the other on one lane, whatever
   * conversation they belong to, and all their keys in Redis share it as hash tag.
   */
  public String lane() {
    return storefront + '/' + id;
  }
}
