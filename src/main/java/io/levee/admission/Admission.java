package io.levee.admission;

import io.levee.conversation.Customer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Decides before any work is done. One per event loop, which owns it: no locks. Rates are those of
 * this loop's share of customers; since a customer always travels on the same loop, a visitor's
 * rate is exact, and a storefront's is divided among the loops.
 *
 * <p>Two things hold each other: the {@link Limit} says how many can be worked on at once, and the
 * {@link Threshold} whose they are. When the limit turns somebody away, the threshold has let in
 * too many. {@link Brownout} makes each message cheaper meanwhile.
 */
public final class Admission {
  /** How often {@link #tick} wants to be called. */
  public static final Duration TICK = Duration.ofMillis(100);

  private static final int TICKS_A_WINDOW = 5;
  private static final int NO_NEW_CONVERSATIONS = 3;
  private static final double SMOOTH = 0.3;
  private static final int LONGEST_WAIT = 10;
  private static final int LONGER_FOR_NEW_ONES = 5;

  /** Weight of a window in the share that is turned away over some five seconds. */
  private static final double LASTING = 0.1;

  /** Share of the limit up to which those are let in who only fill in. */
  private static final double FILLING_IN = 0.85;

  /** Less use than this is not believed: one window is no long time. */
  private static final double LEAST_USED = 0.2;

  private static final double NO_LIMIT = 1e9;
  private static final int MOST_STOREFRONTS = 10_000;

  /** One who is done makes room for one, and more where the limit has grown. */
  private static final int LET_IN_AT_ONCE = 4;

  /** Who waits for this part of the patience waits too long. */
  private static final int LATE = 6;

  /** Weight of a tick in how many are served a second: a hiccup shall not count for much. */
  private static final double SMOOTH_RATE = 0.1;

  private final Supplier<AdmissionConfig> config;
  private final LongSupplier nanoTime;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final int loops;
  private final Buckets visitors;
  private final Buckets storefronts;
  private final Limit adaptive;
  private final Limit fixed;
  private final Threshold threshold = new Threshold();
  private final Brownout brownout = new Brownout();
  private final Returners returners = new Returners();
  private final WaitingLine line = new WaitingLine();
  private final WaitingLine lineOfTheFirst = new WaitingLine();

  /** Of those whose turn it is not, so that nobody has to look for the others among them. */
  private final WaitingLine lineOfOthers = new WaitingLine();

  private final List<WaitingLine> lines = List.of(lineOfTheFirst, line, lineOfOthers);
  private final AdmissionMeters meters;

  private int taken;
  private int working;
  private int ticks;
  private int served;
  private double servedASecond;
  private long tickedAt;
  private double delay;
  private int asked;
  private int shed;
  private int full;
  private double workedNanos;
  private long windowBegan;
  private double shedShare;

  /** The same over some seconds: who is turned away in a hiccup shall not be sent away for long. */
  private double lastingShed;

  private double expected = 1;
  private long period;
  private volatile boolean pressed;
  private volatile int level;

  /**
   * @param nanoTime for durations
   * @param clock for promotions and for whose turn it is
   * @param loops how many event loops share the storefronts' traffic, 1 or more
   * @param loop which of them this is, for the gauges
   */
  public Admission(
      Supplier<AdmissionConfig> config,
      LongSupplier nanoTime,
      InstantSource clock,
      RandomGenerator random,
      int loops,
      int loop,
      MeterRegistry registry) {
    this(
        config,
        nanoTime,
        clock,
        random,
        loops,
        loop,
        registry,
        new QueueDelayLimit(config, nanoTime));
  }

  Admission(
      Supplier<AdmissionConfig> config,
      LongSupplier nanoTime,
      InstantSource clock,
      RandomGenerator random,
      int loops,
      int loop,
      MeterRegistry registry,
      Limit adaptive) {
    this.config = config;
    this.nanoTime = nanoTime;
    this.clock = clock;
    this.random = random;
    this.loops = loops;
    this.adaptive = adaptive;
    this.fixed = new StaticLimit(() -> config.get().maxInFlight());
    this.visitors = new Buckets(() -> config.get().maxVisitors());
    this.storefronts = new Buckets(() -> MOST_STOREFRONTS);
    this.tickedAt = nanoTime.getAsLong();
    this.windowBegan = tickedAt;
    this.meters = new AdmissionMeters(registry, loop);
    meters.gauge("in.flight", "Messages being worked on, or waiting to be", () -> taken);
    meters.gauge("working", "Messages being worked on", () -> working);
    meters.gauge(
        "waiting",
        "Messages that wait for room",
        () -> lines.stream().mapToInt(WaitingLine::messages).sum());
    meters.gauge("limit", "Messages that may be worked on at once", this::limit);
    meters.gauge("visitors", "Visitors whose rate is remembered", visitors::size);
    meters.gauge("brownout", "How much is left out on purpose, 0 to 3", this::level);
    meters.gauge(
        "threshold",
        "Share of the priority levels that are let in, 0 to 1",
        () -> threshold.threshold() / (double) Threshold.LEVELS);
    meters.gauge("shed", "Share of messages turned away for want of room", () -> shedShare);
    meters.gauge(
        "delay",
        "Seconds until the event loop reads a socket that is ready, smoothed",
        () -> delay / 1e9);
    meters.gauge("retry.budget", "Early returns that may be looked at", returners::budget);
    meters.gauge("expected", "Multiple of the usual traffic expected now", () -> expected);
    wallClock();
  }

  /**
   * Asks for this customer to be worked for.
   *
   * @param rank as far as it is known before any work is done
   */
  public Verdict ask(Customer customer, Rank rank) {
    AdmissionConfig now = config.get();
    long nanos = nanoTime.getAsLong();
    Verdict.Reason none = noRoom(customer, rankOf(customer, rank, now), now, nanos);
    if (none == null) {
      return admit(customer, now, nanos);
    }
    turnedAway(none);
    return refuse(customer, none, nanos);
  }

  /**
   * As {@link #ask}, of one who is not read from meanwhile and therefore can wait: where there is
   * no room, the message stands in line for {@code admission.socketPatience} at most. There are no
   * more in line than sockets let be under way.
   *
   * @param then told once, now or later
   */
  public void askPatiently(Customer customer, Rank rank, Consumer<Verdict> then) {
    ask(customer, rank, config.get().socketPatience(), true, then);
  }

  /**
   * As {@link #ask}, of a request: it stands in line for {@code admission.requestPatience} at most,
   * so that a burst or a hiccup which is over soon harms nobody, and only where those before it
   * will have been served by then and, VIPs and people's conversations aside, none are turned away
   * by the threshold.
   *
   * @param then told once, now or later
   */
  public void askBriefly(Customer customer, Rank rank, Consumer<Verdict> then) {
    ask(customer, rank, config.get().requestPatience(), false, then);
  }

  private void ask(
      Customer customer, Rank rank, Duration patience, boolean all, Consumer<Verdict> then) {
    AdmissionConfig now = config.get();
    long nanos = nanoTime.getAsLong();
    Rank own = rankOf(customer, rank, now);
    WaitingLine theirs = lineOf(customer, own);
    Verdict.Reason none =
        theirs.has(customer) ? Verdict.Reason.CONCURRENCY : noRoom(customer, own, now, nanos);
    if (none == null) {
      then.accept(admit(customer, now, nanos));
      return;
    }
    boolean soon = none == Verdict.Reason.CONCURRENCY && mayWaitBriefly(own, theirs, now);
    if (!soon) {
      turnedAway(none);
    }
    if (all || soon) {
      theirs.add(new WaitingLine.Waiting(customer, own, nanos, patience.toNanos(), !soon, then));
    } else {
      then.accept(refuse(customer, none, nanos));
    }
  }

  /** Nobody is in two lines: messages keep their order when somebody's rank has changed. */
  private WaitingLine lineOf(Customer customer, Rank own) {
    for (WaitingLine one : lines) {
      if (one.has(customer)) {
        return one;
      }
    }
    return own.hasHeadroom() ? lineOfTheFirst : line;
  }

  private boolean mayWaitBriefly(Rank own, WaitingLine theirs, AdmissionConfig now) {
    double seconds = now.requestPatience().toNanos() / 1e9;
    // At a peak there is no end to wait for, but for the few who come first.
    return (threshold.isOpen() || own.hasHeadroom())
        && theirs.messages() < Math.max(limit(), servedASecond * seconds)
        && seconds > 0;
  }

  /** Counts one for whom there was no room. Who waits for a moment only is none. */
  private void turnedAway(Verdict.Reason why) {
    shed++;
    full += why == Verdict.Reason.CONCURRENCY ? 1 : 0;
  }

  /** Why there is no room; null when there is. Counts that it was asked for. */
  private Verdict.Reason noRoom(Customer customer, Rank own, AdmissionConfig now, long nanos) {
    if (now.limiter() == AdmissionConfig.Limiter.OFF) {
      return null;
    }
    asked++;
    int priority = Threshold.level(own, customer, period);
    threshold.asks(priority);
    if (priority >= threshold.threshold()) {
      pressed = true;
      return Verdict.Reason.PRIORITY;
    }
    if (!own.hasHeadroom()
        && working >= FILLING_IN * limit()
        && returners.isTooSoon(customer.id().hashCode(), nanos)) {
      return Verdict.Reason.TOO_SOON;
    }
    if (isFull(own, priority, now)) {
      pressed = true;
      return Verdict.Reason.CONCURRENCY;
    }
    return null;
  }

  private Verdict admit(Customer customer, AdmissionConfig now, long nanos) {
    Verdict.Refused tooMuch = rates(customer, now, nanos);
    if (tooMuch != null) {
      return tooMuch;
    }
    threshold.admits();
    returners.admits();
    meters.admitted();
    taken++;
    return new Verdict.Admitted(new Held());
  }

  private Verdict.Refused rates(Customer customer, AdmissionConfig now, long nanos) {
    TokenBucket visitor = visitors.of(customer.lane(), nanos);
    long wait = visitor.take(now.visitorRate(), now.visitorBurst(), nanos);
    if (wait > 0) {
      return refuse(Verdict.Reason.VISITOR_RATE, Duration.ofNanos(wait));
    }
    TokenBucket storefront = storefronts.of(customer.storefront(), nanos);
    double share = expected / loops;
    int burst = (int) Math.max(1, Math.min(Integer.MAX_VALUE, now.storefrontBurst() * share));
    wait = storefront.take(now.storefrontRate() * share, burst, nanos);
    if (wait > 0) {
      visitor.giveBack(now.visitorRate());
      return refuse(Verdict.Reason.STOREFRONT_RATE, Duration.ofNanos(wait));
    }
    return null;
  }

  /**
   * Room was made. It is theirs who wait longest, until that is too long: where more come than can
   * be served, first come, first served would make all of them wait until it is late, so then it is
   * theirs who came last, and the others have it when it gets calmer or are told (adaptive LIFO:
   * Maurer, <i>Fail at Scale</i>, ACM Queue 13 (2015)).
   */
  private void letIn(int most) {
    letIn(lineOfTheFirst, most);
    letIn(line, most);
  }

  private void letIn(WaitingLine whose, int most) {
    long now = nanoTime.getAsLong();
    for (int i = 0; i < most && !whose.isEmpty(); ) {
      WaitingLine.Waiting first = whose.first();
      boolean late = now - first.since() > first.patience() / LATE;
      WaitingLine.Waiting one = late ? whose.latest() : first;
      if (!isTheirTurn(one)) {
        whose.send(one.customer(), lineOfOthers);
      } else if (hasRoom(one.customer(), one.rank())) {
        whose.take(one);
        one.then().accept(admit(one.customer(), config.get(), nanoTime.getAsLong()));
        i++;
      } else {
        return;
      }
    }
  }

  private boolean isTheirTurn(WaitingLine.Waiting one) {
    return config.get().limiter() == AdmissionConfig.Limiter.OFF
        || Threshold.level(one.rank(), one.customer(), period) < threshold.threshold();
  }

  private void giveUpWaiting(WaitingLine whose, long nanos) {
    if (whose.isEmpty()) {
      return;
    }
    for (WaitingLine.Waiting late : whose.late(nanos)) {
      boolean others =
          Threshold.level(late.rank(), late.customer(), period) >= threshold.threshold();
      Verdict.Reason why = others ? Verdict.Reason.PRIORITY : Verdict.Reason.CONCURRENCY;
      if (!late.counted()) {
        turnedAway(why);
      }
      late.then().accept(refuse(late.customer(), why, nanos));
    }
  }

  /**
   * Whether there may be no room for some: only then is it worth asking {@link #turnAway} ahead of
   * {@link #ask}, and not to read on. From any thread.
   */
  public boolean pressed() {
    return pressed;
  }

  /** Whether there is room for this customer now. Nothing is counted. */
  public boolean hasRoom(Customer customer, Rank rank) {
    AdmissionConfig now = config.get();
    Rank own = rankOf(customer, rank, now);
    int priority = Threshold.level(own, customer, period);
    return now.limiter() == AdmissionConfig.Limiter.OFF
        || (priority < threshold.threshold() && !isFull(own, priority, now));
  }

  /**
   * Refuses, before so much as reading what is wanted, whoever there is no room for, nor will be
   * soon.
   *
   * @return empty when there may be room; {@link #askBriefly} decides then
   */
  public Optional<Verdict.Refused> turnAway(Customer customer, Rank rank) {
    if (hasRoom(customer, rank) || willHaveRoom(customer, rank)) {
      return Optional.empty();
    }
    // Asked in earnest, so that it counts as what it is.
    return switch (ask(customer, rank)) {
      case Verdict.Refused no -> Optional.of(no);
      case Verdict.Admitted yes -> {
        yes.permit().release(Limit.Release.IGNORED);
        yield Optional.empty();
      }
    };
  }

  private boolean willHaveRoom(Customer customer, Rank rank) {
    AdmissionConfig now = config.get();
    Rank own = rankOf(customer, rank, now);
    return Threshold.level(own, customer, period) < threshold.threshold()
        && mayWaitBriefly(own, lineOf(customer, own), now);
  }

  /** Asks for a conversation to be begun; running ones go on whatever the brownout level. */
  public Optional<Verdict.Refused> askToBegin(Customer customer) {
    return level() < NO_NEW_CONVERSATIONS || rankOf(customer, Rank.NEW, config.get()) == Rank.VIP
        ? Optional.empty()
        : Optional.of(
            refuse(Verdict.Reason.BROWNOUT, retryAfter().multipliedBy(LONGER_FOR_NEW_ONES)));
  }

  /** How much is left out on purpose, 0 to 3. From any thread. */
  public int level() {
    return config.get().forcedBrownout().orElse(level);
  }

  /**
   * To be called every {@link #TICK}: how late it comes is how late everything is.
   *
   * @param backlogNanos how long a socket that is ready waits to be read, of which a timer may know
   *     nothing
   */
  public void tick(long backlogNanos) {
    AdmissionConfig now = config.get();
    long nanos = nanoTime.getAsLong();
    double late = Math.max(backlogNanos, nanos - tickedAt - TICK.toNanos());
    double seconds = Math.max(1, nanos - tickedAt) / 1e9;
    servedASecond += SMOOTH_RATE * (served / seconds - servedASecond);
    served = 0;
    tickedAt = nanos;
    delay += SMOOTH * (late - delay);
    lines.forEach(one -> giveUpWaiting(one, nanos));
    letIn(line.customers());
    if (++ticks % TICKS_A_WINDOW == 0) {
      shedShare = asked == 0 ? 0 : shed / (double) asked;
      lastingShed += LASTING * (shedShare - lastingShed);
      brownout.observe(
          shedShare,
          delay / now.brownoutDelay().toNanos(),
          nanos,
          now.brownoutUpAfter(),
          now.brownoutDownAfter());
      meters.level(level, brownout.level());
      level = brownout.level();
      threshold.turn(full > 0, used(nanos));
      pressed = full > 0 || !threshold.isOpen();
      lineOfOthers.sendBack(this::isTheirTurn, line);
      asked = 0;
      shed = 0;
      full = 0;
      workedNanos = 0;
      windowBegan = nanos;
      wallClock();
    }
  }

  /** Share of the room that was in use in the mean: Little's law. */
  private double used(long nanos) {
    double inFlight = workedNanos / Math.max(1, nanos - windowBegan);
    return Math.clamp(inFlight / limit(), LEAST_USED, 1);
  }

  private void wallClock() {
    Instant now = clock.instant();
    period = Math.floorDiv(now.toEpochMilli(), config.get().rotate().toMillis());
    expected = config.get().expected(now);
    adaptive.expect(expected);
  }

  private static Rank rankOf(Customer customer, Rank rank, AdmissionConfig now) {
    if (rank.compareTo(Rank.VIP) > 0 && !customer.tier().isEmpty()) {
      for (String tier : now.vipTiers()) {
        if (tier.equalsIgnoreCase(customer.tier())) {
          return Rank.VIP;
        }
      }
    }
    return rank;
  }

  private double limit() {
    return limit(false);
  }

  private double limit(boolean first) {
    return switch (config.get().limiter()) {
      case ADAPTIVE -> first ? adaptive.limitForTheFirst() : adaptive.limit();
      case STATIC -> fixed.limit() * expected;
      case OFF -> NO_LIMIT;
    };
  }

  private boolean isFull(Rank rank, int priority, AdmissionConfig now) {
    boolean first = rank.hasHeadroom();
    double more = first ? 1 + now.headroom() : priority < threshold.core() ? 1 : FILLING_IN;
    return working >= limit(first) * more || taken >= now.maxInFlight() * expected * more;
  }

  private Verdict.Refused refuse(Customer customer, Verdict.Reason reason, long nanos) {
    int hash = customer.id().hashCode();
    if (reason == Verdict.Reason.TOO_SOON) {
      return refuse(reason, Duration.ofNanos(returners.tooSoonBy(hash, nanos)));
    }
    Duration wait = retryAfter();
    if (reason == Verdict.Reason.CONCURRENCY) {
      returners.told(hash, nanos + wait.toNanos());
    }
    return refuse(reason, wait);
  }

  /**
   * What to tell whoever is turned away: longer the fewer have been let in these last seconds, and
   * spread by lot.
   */
  public Duration retryAfter() {
    double least = config.get().retryAfter().toMillis();
    double crowd = Math.min(LONGEST_WAIT, 1 / Math.max(1e-3, 1 - lastingShed));
    return Duration.ofMillis((long) (least * crowd * (1 + random.nextDouble())));
  }

  private Verdict.Refused refuse(Verdict.Reason reason, Duration retryAfter) {
    meters.refused(reason);
    return new Verdict.Refused(reason, retryAfter);
  }

  private final class Held implements Verdict.Permit {
    private long since;
    private int among;
    private boolean released;

    @Override
    public void begin() {
      since = nanoTime.getAsLong();
      among = ++working;
    }

    @Override
    public void release(Limit.Release release) {
      if (released) {
        throw new IllegalStateException("a permit is released once");
      }
      released = true;
      taken--;
      if (among > 0) {
        working--;
        served++;
        long took = nanoTime.getAsLong() - since;
        workedNanos += took;
        adaptive.onSample(took, among, release);
      }
      letIn(LET_IN_AT_ONCE);
    }
  }
}
