package io.levee.channel.shopper;

import io.levee.channel.wire.Exchange;
import io.levee.channel.wire.Storefronts;
import java.util.Optional;

/** Finds out who calls. Safe from any event loop. */
final class Callers {
  private final Storefronts storefronts;
  private final Tokens tokens;

  Callers(Storefronts storefronts, Tokens tokens) {
    this.storefronts = storefronts;
    this.tokens = tokens;
  }

  /** Who calls; when nobody who may, the exchange has been answered. */
  Optional<Caller> of(Exchange exchange) {
    String bearer = exchange.bearer();
    if (bearer == null) {
      exchange.unauthorized("send Authorization: Bearer with a visitor token or the apiKey");
      return Optional.empty();
    }
    // Nearly all are visitors whose token was verified before: that is one look-up.
    Optional<Caller> caller =
        tokens
            .verify(bearer)
            .<Caller>map(visitor -> visitor)
            .or(() -> storefronts.byApiKey(bearer).map(Caller.Shop::new));
    if (caller.isEmpty()) {
      exchange.unauthorized("the token does not hold, or has expired; get a new one");
      return caller;
    }
    if (!exchange.isFrom(caller.get().storefront().config().origins())) {
      exchange.wrongOrigin();
      return Optional.empty();
    }
    return caller;
  }
}
