package io.levee.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether the gateway should be given work: its phase, and the checks that rooms registered. Gauge
 * {@code levee.ops.ready}: 1 ready, 0.5 degraded, 0 not ready, as of the last time it was asked.
 */
public final class Health {

  /** What it means when a check fails. */
  public enum Need {
    /** Without it nothing can be taken: not ready. */
    REQUIRED,
    /** Without it the gateway works on, with less: ready, and degraded. */
    OPTIONAL
  }

  /** Where the process is in its life. */
  public enum Phase {
    STARTING,
    SERVING,
    DRAINING
  }

  /** The answer to "may I send you work?". */
  public enum Status {
    READY,
    DEGRADED,
    UNREADY
  }

  /**
   * @param up whether it passed
   * @param detail what is wrong, or a few words on how it is; may be empty
   * @param millis how long the check took
   */
  public record Checked(Need need, boolean up, String detail, long millis) {}

  /**
   * @param checks each check by name, in the order of names
   */
  public record Readiness(Status status, Phase phase, Map<String, Checked> checks) {}

  private final Supplier<OpsConfig> config;
  private final LongSupplier nanoTime;
  private final Map<String, Check> checks = new ConcurrentSkipListMap<>();
  private volatile Phase phase = Phase.STARTING;
  private volatile double last;

  public Health(Supplier<OpsConfig> config, LongSupplier nanoTime, MeterRegistry meters) {
    this.config = config;
    this.nanoTime = nanoTime;
    Gauge.builder("levee.ops.ready", this, h -> h.last)
        .description("1 ready, 0.5 degraded, 0 not ready")
        .register(meters);
  }

  /** One check. At most one run of it is under way: a check that hangs is not started again. */
  private final class Check {
    private final Need need;
    private final Supplier<Future<String>> question;
    private Future<Checked> underWay;

    Check(Need need, Supplier<Future<String>> question) {
      this.need = need;
      this.question = question;
    }

    synchronized Future<Checked> run() {
      if (underWay == null || underWay.isComplete()) {
        underWay = start();
      }
      return underWay;
    }

    private Future<Checked> start() {
      long from = nanoTime.getAsLong();
      Future<String> asked;
      try {
        asked = question.get();
      } catch (RuntimeException e) {
        asked = Future.failedFuture(e);
      }
      return asked
          .map(detail -> new Checked(need, true, detail == null ? "" : detail, millis(from)))
          .otherwise(e -> new Checked(need, false, String.valueOf(e.getMessage()), millis(from)));
    }
  }

  /**
   * Adds a check, or replaces the one of that name.
   *
   * @param question asked on the ops server's thread, so it must not block; completes with a few
   *     words on how it is, or fails with what is wrong. It counts as down after {@code
   *     ops.checkTimeout}.
   */
  public void register(String name, Need need, Supplier<Future<String>> question) {
    checks.put(name, new Check(need, question));
  }

  /** All is wired and listening. */
  public void serving() {
    phase = Phase.SERVING;
  }

  /** From now on not ready, whatever the checks say. */
  public void draining() {
    phase = Phase.DRAINING;
  }

  public Phase phase() {
    return phase;
  }

  /** Runs all checks at once. @return completes within {@code ops.checkTimeout}; never fails */
  public Future<Readiness> ready() {
    long limit = config.get().checkTimeout().toMillis();
    Map<String, Future<Checked>> asked = new LinkedHashMap<>();
    checks.forEach((name, check) -> asked.put(name, within(limit, check)));
    return Future.join(List.copyOf(asked.values()))
        .map(
            all -> {
              Map<String, Checked> results = new LinkedHashMap<>();
              asked.forEach((name, future) -> results.put(name, future.result()));
              return judge(results);
            });
  }

  private static Future<Checked> within(long limitMillis, Check check) {
    return check
        .run()
        .timeout(limitMillis, TimeUnit.MILLISECONDS)
        .recover(
            e ->
                Future.succeededFuture(
                    new Checked(
                        check.need,
                        false,
                        e instanceof TimeoutException
                            ? "no answer within " + limitMillis + " ms"
                            : String.valueOf(e.getMessage()),
                        limitMillis)));
  }

  private Readiness judge(Map<String, Checked> results) {
    Status status = Status.READY;
    for (Checked checked : results.values()) {
      if (!checked.up()) {
        status =
            checked.need() == Need.REQUIRED || status == Status.UNREADY
                ? Status.UNREADY
                : Status.DEGRADED;
      }
    }
    if (phase != Phase.SERVING) {
      status = Status.UNREADY;
    }
    last = status == Status.READY ? 1 : status == Status.DEGRADED ? 0.5 : 0;
    return new Readiness(status, phase, results);
  }

  private long millis(long from) {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - from);
  }
}
