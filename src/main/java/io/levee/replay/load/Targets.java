package io.levee.replay.load;

import io.levee.replay.Target;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What is tested.
 *
 * @param gateways one or more; shoppers are dealt out to them in turn. Each needs its tokenSecret
 * @param ops where the gateway's metrics are, such as {@code http://localhost:8081}; empty: they
 *     are not looked at
 */
public record Targets(List<Target> gateways, Optional<URI> ops) {
  public Targets {
    gateways = List.copyOf(gateways);
    if (gateways.isEmpty()) {
      throw new IllegalArgumentException("name a gateway");
    }
  }

  Target of(int index) {
    return gateways.get(index % gateways.size());
  }
}
