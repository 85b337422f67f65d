package io.levee.demoshop;

import java.time.Instant;
import java.util.Optional;

/** Makes visitor tokens, as a shop's own server does for those who are signed in there. */
@FunctionalInterface
public interface TokenSigner {
  /**
   * @param widgetKey of the page that asks
   * @param customer the shop's id for who is signed in
   * @param name how they like to be called
   * @return the token; empty when no storefront of that key has the demo shop behind it
   */
  Optional<String> sign(String widgetKey, String customer, String name, Instant expires);
}
