package io.levee.channel.wire;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What the channels count. One per node; safe from any thread. */
public final class ChannelMetrics {
  private static final int STATUSES = 600;

  private final MeterRegistry meters;
  private final Map<Party, Counter> framesIn = new EnumMap<>(Party.class);
  private final Map<Party, Counter> framesOut = new EnumMap<>(Party.class);
  private final Map<Party, Counter> acks = new EnumMap<>(Party.class);
  private final Map<String, Answers> answers = new ConcurrentHashMap<>();
  private final Map<Integer, Counter> closes = new ConcurrentHashMap<>();
  private final Counter busy;
  private final Counter resumes;
  private final AtomicInteger paused = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();

  /** How many answers a path gave, and how long each took from the request's head. */
  final class Answers {
    private final String route;

    /** By status. Two threads may both find none, and are then given the same one. */
    private final Timer[] timers = new Timer[STATUSES];

    private Answers(String route) {
      this.route = route;
    }

    void gave(int status, long nanos) {
      Timer timer = timers[status];
      if (timer == null) {
        timer =
            Timer.builder("levee.channel.http.responses")
                .tags("route", route, "status", Integer.toString(status))
                .register(meters);
        timers[status] = timer;
      }
      timer.record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  public ChannelMetrics(MeterRegistry meters) {
    this.meters = meters;
    for (Party party : Party.values()) {
      framesIn.put(party, frames(party, "in"));
      framesOut.put(party, frames(party, "out"));
      acks.put(party, meters.counter("levee.channel.acks", "party", party.tag()));
    }
    busy = meters.counter("levee.channel.busy");
    resumes = meters.counter("levee.channel.journal.reads");
    Gauge.builder("levee.channel.refusals.held", refusals, AtomicInteger::get)
        .description("HTTP requests that found no room and have not been told yet")
        .register(meters);
    Gauge.builder("levee.channel.sockets.paused", paused, AtomicInteger::get)
        .description("sockets that are not read from until their messages are answered")
        .register(meters);
  }

  private Counter frames(Party party, String direction) {
    return meters.counter("levee.channel.frames", "party", party.tag(), "direction", direction);
  }

  /** A gauge that lives as long as the node. */
  public void gauge(String name, String tag, String value, Supplier<Number> measure) {
    Gauge.builder(name, measure).tag(tag, value).register(meters);
  }

  public void gauge(String name, Supplier<Number> measure) {
    Gauge.builder(name, measure).register(meters);
  }

  void refusalHeld(int more) {
    refusals.addAndGet(more);
  }

  void frameIn(Party party) {
    framesIn.get(party).increment();
  }

  void frameOut(Party party) {
    framesOut.get(party).increment();
  }

  public void ack(Party party) {
    acks.get(party).increment();
  }

  /** A message on a socket was not taken. */
  public void busy() {
    busy.increment();
  }

  /** A socket went to the journal for messages: a replay, a gap or a slow reader. */
  public void journalRead() {
    resumes.increment();
  }

  void paused(boolean now) {
    paused.addAndGet(now ? 1 : -1);
  }

  void closed(int code) {
    closes
        .computeIfAbsent(
            code, c -> meters.counter("levee.channel.closes", "code", Integer.toString(c)))
        .increment();
  }

  Answers answers(String route) {
    return answers.computeIfAbsent(route, Answers::new);
  }
}
