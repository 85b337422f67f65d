package io.levee.replay.load;

import java.util.Map;

/**
 * One second of a run. Counts are of this second; latencies are milliseconds, of the answers that
 * came in it.
 *
 * @param at how many seconds from the beginning; below 0 while warming up
 * @param offered messages that were due
 * @param answered of them or of earlier ones
 * @param good answered within the scenario's limit
 * @param inFlight messages without outcome, at its end
 * @param live open sockets, at its end
 * @param lagMillis the worst that a message was sent late
 * @param cpu what the load tester's event loop took of a core, 0 to 1
 * @param server the gateway's own figures, such as {@code levee_handoff_waiting}; empty when they
 *     are not looked at
 */
public record Second(
    double at,
    long offered,
    long answered,
    long good,
    long shed,
    long failed,
    long inFlight,
    long live,
    double p50,
    double p90,
    double p99,
    double p999,
    double max,
    double lagMillis,
    double cpu,
    Map<String, Double> server) {
  public Second {
    server = Map.copyOf(server);
  }
}
