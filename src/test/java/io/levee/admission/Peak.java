package io.levee.admission;

import io.levee.conversation.Customer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A peak in virtual time: shoppers who come at random, admission, and behind it a shop's back end
 * with so many places that each take so long, and a line that is as long as it gets. The same seed
 * gives the same peak.
 */
final class Peak {
  static final int PLACES = 32;
  static final Duration SERVICE = Duration.ofMillis(50);
  static final Duration PATIENCE = Duration.ofMillis(250);

  /** Turns a second that the back end can serve. */
  static final double CAPACITY = PLACES / (SERVICE.toNanos() / 1e9);

  /** A store that takes all that wait at once, and flushes them together. */
  static final Duration FLUSH = Duration.ofMillis(6);

  static final Duration EACH_OF_A_GROUP = Duration.ofNanos(100_000);
  private static final int LARGEST_GROUP = 256;

  private static final int CUSTOMERS = 20_000;
  private static final int EVERY_NTH_IS_VIP = 10;

  private record Event(long at, long number, Runnable what) {}

  /** What came of those who came within a stretch of time. */
  static final class Tally {
    int came;
    int vipsCame;
    int good;
    int goodVips;
    int served;
    final List<Long> nanos = new ArrayList<>();
    final Map<String, int[]> byCustomer = new HashMap<>();

    double p99Millis() {
      long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
      return sorted.length == 0 ? 0 : sorted[(int) (0.99 * (sorted.length - 1))] / 1e6;
    }

    double goodVipShare() {
      return goodVips / (double) vipsCame;
    }

    /** Share of those who came at least thrice that were neither wholly served nor wholly not. */
    double mixedShare() {
      List<int[]> often = byCustomer.values().stream().filter(n -> n[0] + n[1] >= 3).toList();
      long mixed = often.stream().filter(n -> n[0] > 0 && n[1] > 0).count();
      return mixed / (double) often.size();
    }
  }

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private final SplittableRandom random;
  private final Queue<Runnable> line = new ArrayDeque<>();
  private final Instant begin = Instant.parse("2026-11-10T16:00:00Z");
  private final Limit limit;
  private final Admission admission;
  private final long start = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos(); // overflows soon
  private long now;
  private long number;
  private int busy;
  private double times = 1;
  private double spread;
  private boolean inGroups;
  private boolean live;
  private double offered;
  private int customers = CUSTOMERS;
  private long pause;
  private Tally tally = new Tally();

  Peak(long seed, AdmissionConfig config) {
    this(seed, config, QueueDelayLimit::new);
  }

  Peak(
      long seed,
      AdmissionConfig config,
      BiFunction<Supplier<AdmissionConfig>, LongSupplier, Limit> limit) {
    random = new SplittableRandom(seed);
    this.limit = limit.apply(() -> config, () -> start + now);
    admission =
        new Admission(
            () -> config,
            () -> start + now,
            () -> begin.plusNanos(now),
            random.split(),
            1,
            0,
            new SimpleMeterRegistry(),
            this.limit);
    later(Admission.TICK.toNanos(), this::tick);
  }

  /** Service times are spread about their mean: 0 not at all, 1 as an exponential is. */
  Peak spread(double share) {
    spread = share;
    return this;
  }

  /** The back end works for all who wait at once, one group after the other. */
  Peak inGroups() {
    inGroups = true;
    return this;
  }

  /** They come on live sockets, and wait for room. */
  Peak live() {
    live = true;
    return this;
  }

  Peak customers(int count) {
    customers = count;
    return this;
  }

  /** They come in bursts, as when the event loop had to wait for the processor: each so often. */
  Peak pausing(Duration between) {
    pause = between.toNanos();
    return this;
  }

  /** From now on the back end takes that many times as long. */
  void slows(double factor) {
    times = factor;
  }

  double capacity() {
    return usually() / times;
  }

  private double usually() {
    double group = FLUSH.plus(EACH_OF_A_GROUP.multipliedBy(LARGEST_GROUP)).toNanos();
    return inGroups ? LARGEST_GROUP / group * 1e9 : CAPACITY;
  }

  /** Has them come at that multiple of what can be served, for so long. */
  Tally run(double multiple, Duration length) {
    boolean idle = offered == 0;
    offered = multiple * usually();
    tally = new Tally();
    if (idle) {
      later(gap(), this::comes);
    }
    long until = now + length.toNanos();
    while (!events.isEmpty() && events.peek().at <= until) {
      Event next = events.remove();
      now = next.at;
      next.what.run();
    }
    now = until;
    return tally;
  }

  /** Good ones a second, as a share of what can be served. */
  double goodput(double multiple, Duration length) {
    Tally of = run(multiple, length);
    return of.good / (length.toNanos() / 1e9) / capacity();
  }

  int limit() {
    return limit.limit();
  }

  private void later(long nanos, Runnable what) {
    events.add(new Event(now + nanos, number++, what));
  }

  private void tick() {
    admission.tick(0);
    later(Admission.TICK.toNanos(), this::tick);
  }

  private long gap() {
    return (long) (-Math.log(1 - random.nextDouble()) / offered * 1e9);
  }

  private void comes() {
    later(gap(), this::comes);
    if (pause > 0) {
      later(pause - now % pause, this::asks);
    } else {
      asks();
    }
  }

  private void asks() {
    int who = random.nextInt(customers);
    boolean vip = who % EVERY_NTH_IS_VIP == 0;
    Customer customer = new Customer("shop", "c-" + who, "", vip ? "vip" : "");
    Tally of = tally;
    of.came++;
    of.vipsCame += vip ? 1 : 0;
    long came = now;
    int[] mine = of.byCustomer.computeIfAbsent(customer.id(), unused -> new int[2]);
    Consumer<Verdict> then =
        verdict -> {
          switch (verdict) {
            case Verdict.Refused no -> mine[1]++;
            case Verdict.Admitted yes -> {
              mine[0]++;
              work(yes.permit(), came, vip, of);
            }
          }
        };
    if (live) {
      admission.askPatiently(customer, Rank.NEW, then);
    } else {
      admission.askBriefly(customer, Rank.NEW, then);
    }
  }

  private void work(Verdict.Permit permit, long came, boolean vip, Tally of) {
    permit.begin();
    line.add(
        () -> {
          permit.release(Limit.Release.COMPLETED);
          of.served++;
          of.nanos.add(now - came);
          boolean good = now - came <= PATIENCE.toNanos();
          of.good += good ? 1 : 0;
          of.goodVips += good && vip ? 1 : 0;
        });
    serve();
  }

  private void serve() {
    while (!line.isEmpty() && busy < (inGroups ? 1 : PLACES)) {
      busy++;
      List<Runnable> group = new ArrayList<>();
      while (!line.isEmpty() && group.size() < (inGroups ? LARGEST_GROUP : 1)) {
        group.add(line.remove());
      }
      later(
          service(group.size()),
          () -> {
            busy--;
            group.forEach(Runnable::run);
            serve();
          });
    }
  }

  private long service(int group) {
    Duration usual = inGroups ? FLUSH.plus(EACH_OF_A_GROUP.multipliedBy(group)) : SERVICE;
    double mean = usual.toNanos() * times;
    double exponential = -Math.log(1 - random.nextDouble()) * mean;
    return (long) (mean * (1 - spread) + exponential * spread);
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
