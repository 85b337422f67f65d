package io.levee.knowledge;

import java.time.Instant;
import java.util.Objects;

/**
 * Where and when something is asked.
 *
 * @param storefront the storefront's id
 * @param channel {@code http}, {@code socket}, or a platform
 */
public record Circumstances(String storefront, String channel, Instant now) {
  public Circumstances {
    Objects.requireNonNull(storefront);
    Objects.requireNonNull(channel);
    Objects.requireNonNull(now);
  }
}
