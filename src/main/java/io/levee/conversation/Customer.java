package io.levee.conversation;

import java.util.Objects;

/**
 * A shopper of one storefront. A value; no record only because it keeps its {@link #lane}, by which
 * it is looked up a dozen times on the way of every message.
 */
public final class Customer {
  private final String storefront;
  private final String id;
  private final String name;
  private final String tier;
  private final String lane;

  /**
   * @param storefront the storefront's id
   * @param id unique within the storefront; begins with {@code anon-} for an anonymous visitor
   * @param name what to call them; empty, or null, when not known
   * @param tier the shop's own word for their standing, such as {@code vip}; empty, or null, when
   *     none
   */
  public Customer(String storefront, String id, String name, String tier) {
    this.storefront = Objects.requireNonNull(storefront);
    this.id = Objects.requireNonNull(id);
    this.name = name == null ? "" : name;
    this.tier = tier == null ? "" : tier;
    this.lane = storefront + '/' + id;
  }

  public String storefront() {
    return storefront;
  }

  public String id() {
    return id;
  }

  /** Empty when not known. */
  public String name() {
    return name;
  }

  /** Empty when none. */
  public String tier() {
    return tier;
  }

  /**
   * What orders this customer's messages: they travel one after the other on one lane, whatever
   * conversation they belong to, and all their keys in Redis share it as hash tag.
   */
  public String lane() {
    return lane;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Customer that
            && storefront.equals(that.storefront)
            && id.equals(that.id)
            && name.equals(that.name)
            && tier.equals(that.tier));
  }

  @Override
  public int hashCode() {
    return Objects.hash(storefront, id, name, tier);
  }

  @Override
  public String toString() {
    return "Customer[storefront=%s, id=%s, name=%s, tier=%s]".formatted(storefront, id, name, tier);
  }
}
