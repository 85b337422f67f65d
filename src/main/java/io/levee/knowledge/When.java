package io.levee.knowledge;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * When something holds.
 *
 * @param storefronts ids of the storefronts it holds for; empty: all
 * @param channels the channels it holds on; empty: all
 * @param from from this moment on; empty: since ever
 * @param until up to and without this moment; empty: for ever
 */
public record When(
    Set<String> storefronts,
    Set<String> channels,
    Optional<Instant> from,
    Optional<Instant> until) {
  /** Everywhere, for ever. */
  public static final When ALWAYS =
      new When(Set.of(), Set.of(), Optional.empty(), Optional.empty());

  public When {
    storefronts = Set.copyOf(storefronts);
    channels = Set.copyOf(channels);
  }

  public boolean holds(Circumstances c) {
    return (storefronts.isEmpty() || storefronts.contains(c.storefront()))
        && (channels.isEmpty() || channels.contains(c.channel()))
        && (from.isEmpty() || !c.now().isBefore(from.get()))
        && (until.isEmpty() || c.now().isBefore(until.get()));
  }

  /** Whether it holds whatever the circumstances. */
  boolean isAlways() {
    return storefronts.isEmpty() && channels.isEmpty() && from.isEmpty() && until.isEmpty();
  }
}
