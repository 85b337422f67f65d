package io.levee.bench;

import io.levee.bench.Load.Way;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** What a turn costs under other flags of the JVM, against the gateway as it is started. */
record Variants(Servers servers, Figures figures, Pace pace, Consumer<String> progress) {

  /**
   * @param flags separated by spaces, such as {@code -XX:+UseParallelGC}
   */
  void compare(List<String> flags) throws IOException, InterruptedException {
    for (String some : flags) {
      progress.accept("with " + some);
      try (Child usual = servers.gateway("gateway");
          Child other = servers.gatewayWith("gateway-with-flags", List.of(some.split(" ")));
          Load first = Load.busy(other, Way.WS, true).warm(pace, progress);
          Load second = Load.busy(usual, Way.WS, true).warm(pace, progress)) {
        new RoadCost(figures, pace)
            .compareCompiled(some, "ws, " + some, first, "ws, as usual beside " + some, second);
      }
    }
  }
}
