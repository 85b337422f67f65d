package io.levee.channel.shopper;

import io.levee.channel.wire.Storefronts.Storefront;
import io.levee.conversation.Customer;
import java.time.Instant;

/** Who speaks. */
sealed interface Caller {
  Storefront storefront();

  /** A shopper, with a visitor token. */
  record Visitor(Storefront storefront, Customer customer, Instant expiresAt) implements Caller {}

  /** The shop's own server, with the apiKey. */
  record Shop(Storefront storefront) implements Caller {}
}
