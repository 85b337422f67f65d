package io.levee.bench;

import java.io.IOException;
import java.time.Duration;

/**
 * Bytes of a socket that has said hello and nothing since, by the slope between few and many: live
 * objects after a collection, and what the process grew outside its heap.
 */
record IdleSockets(Figures figures, Pace pace) {
  private static final int FEW = 1_000;
  private static final Duration REST = Duration.ofSeconds(2);

  /**
   * @return bytes a socket
   */
  double slope(String name, Child server, boolean gateway)
      throws IOException, InterruptedException {
    try (Generator sockets = Load.sockets(server, FEW, gateway, "idle", Load.CACHED)) {
      sockets.rest(REST);
      double[] before = server.memory();
      sockets.more(server.address(), pace.idle() - FEW);
      sockets.rest(REST);
      double[] after = server.memory();
      double more = pace.idle() - FEW;
      double heap = (after[0] - before[0]) / more;
      double other = Math.max(0, (after[1] - before[1]) / more);
      figures.add("idle " + name + ", bytes of heap a socket", heap);
      figures.add("idle " + name + ", bytes of other memory a socket", other);
      figures.add("idle " + name + ", sockets held", pace.idle());
      return heap + other;
    }
  }
}
