package io.levee.replay.load;

import com.sun.management.OperatingSystemMXBean;
import io.levee.replay.Target;
import io.levee.replay.plan.Scenario;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** One run, from the first connection to the last answer. Confined to one event loop. */
final class Engine implements Stage.Told {
  private static final long SECOND = 1_000_000_000L;
  private static final long LEAD = SECOND / 5;

  /** After the last answer: what is said twice is often said late. */
  private static final long SETTLE = SECOND / 4;

  private static final double CONNECT_PATIENCE = 30;

  private final Vertx vertx;
  private final Scenario scenario;
  private final Targets targets;
  private final Progress progress;
  private final Tally tally;
  private final Timers timers = new Timers();
  private final Stage stage;
  private final List<Shopper> shoppers = new ArrayList<>();
  private final List<SocketShopper> sockets = new ArrayList<>();
  private final List<AgentSeat> seats = new ArrayList<>();
  private final Map<Target, HttpLines> lines = new HashMap<>();
  private final Promise<ReplayResult> result = Promise.promise();
  private final Drive drive;
  private Pacer pacer;
  private Watch watch;
  private Instant began;
  private int connecting;
  private int arrivedWell;
  private String refusal = "";
  private int toArrive;
  private long connectFrom;
  private long connectUntil;
  private boolean begun;
  private boolean over;
  private boolean stopped;
  private long crowded;
  private long quietSince;
  private long nextSlice;
  private long cpuBefore;

  /**
   * @param waits {@link Stage.Waits#USUAL}, but for tests
   */
  Engine(Vertx vertx, Scenario scenario, Targets targets, Progress progress, Stage.Waits waits) {
    this.vertx = vertx;
    this.scenario = scenario;
    this.targets = targets;
    this.progress = progress;
    this.tally = new Tally(scenario.goodputWithin());
    SplittableRandom random = new SplittableRandom(scenario.seed());
    String run = Long.toString(System.nanoTime() & 0x7FFFFFFFL, 36);
    this.stage =
        new Stage(
            "load-" + run,
            scenario,
            new Dial(vertx, scenario.sources()),
            timers,
            tally,
            new Frames(),
            new Scan(),
            new Receipts(scenario.verify(), random.split()),
            random,
            waits,
            this);
    this.drive = drive(new Script(scenario, random.split()));
  }

  private Drive drive(Script script) {
    Optional<Cast> cast = scenario.trace().map(Cast::of);
    int people = cast.map(c -> c.vips().size()).orElse(scenario.shoppers());
    for (int i = 0; i < people + scenario.idle(); i++) {
      boolean idles = i >= people;
      int at = i;
      boolean vip =
          !idles && cast.map(c -> c.vips().get(at)).orElse(every(i, scenario.vipShare(), 1));
      shoppers.add(shopper(i, vip, idles));
    }
    List<Shopper> speaking = shoppers.subList(0, people);
    if (cast.isPresent()) {
      return new TraceDrive(stage, scenario.trace().get(), cast.get(), speaking, script);
    }
    return scenario.closed()
        ? new ClosedDrive(stage, speaking, script)
        : new OpenDrive(stage, new Crowd(speaking, tally), script);
  }

  private Shopper shopper(int index, boolean vip, boolean idles) {
    Target target = targets.of(index);
    if (!idles && every(index, scenario.httpShare(), 3)) {
      HttpLines to = lines(target);
      return new HttpShopper(stage, index, target, vip, to);
    }
    boolean slow = !idles && every(index, scenario.faults().slowReaders(), 7);
    SocketShopper one = new SocketShopper(stage, index, target, vip, slow);
    sockets.add(one);
    return one;
  }

  private HttpLines lines(Target target) {
    int most = Math.max(1, scenario.connections() / targets.gateways().size());
    return lines.computeIfAbsent(target, t -> new HttpLines(stage.dial(), t, most));
  }

  /** That share of all indices, spread evenly; different salts draw different ones. */
  private static boolean every(int index, double share, int salt) {
    long mixed = (index + 1L) * 0x9E3779B97F4A7C15L * (2L * salt + 1);
    mixed = (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
    return (mixed >>> 11) * 0x1.0p-53 < share;
  }

  /**
   * Must be called on the event loop.
   *
   * @param stop completes when it shall end sooner
   * @return completes with what the run came to; fails when nobody could connect
   */
  Future<ReplayResult> start(Future<Void> stop) {
    cpuBefore = processCpu();
    began = Instant.now();
    ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    watch =
        new Watch(
            progress,
            scenario.seconds(),
            new Scrape(targets.ops()),
            Thread.currentThread().threadId());
    pacer = new Pacer(context.nettyEventLoop(), () -> context.dispatch(ignored -> tick()));
    timers.whenSooner(pacer::sooner);
    toArrive = sockets.size();
    connectFrom = stage.now();
    double patience = CONNECT_PATIENCE + toArrive / scenario.connectPerSecond();
    connectUntil = connectFrom + (long) (patience * SECOND);
    Warmth.make(stage.frames());
    timers.at(stage.now(), this::connectSome);
    timers.at(stage.now(), this::mayBegin);
    pacer.start();
    stop.onSuccess(asked -> context.runOnContext(ignored -> stop()));
    return result.future();
  }

  private void stop() {
    if (over) {
      return;
    }
    if (!begun) {
      fail("stopped before it began: nothing was sent");
    } else if (stage.now() - drive.end() < 0) {
      stopped = true;
      drive.stop(stage.now());
    }
  }

  // ---- Before it begins

  private void connectSome() {
    double seconds = (stage.now() - connectFrom) / 1e9;
    double until = Math.min(sockets.size(), seconds * scenario.connectPerSecond() + 1);
    while (connecting < until) {
      sockets.get(connecting++).connect();
    }
    if (connecting < sockets.size()) {
      timers.at(stage.now() + SECOND / 100, this::connectSome);
    }
  }

  @Override
  public void arrived(boolean well, String why) {
    toArrive -= well ? 0 : 1;
    arrivedWell += well ? 1 : 0;
    refusal = well ? refusal : why;
  }

  private void mayBegin() {
    if (arrivedWell < sockets.size() && arrivedWell < toArrive && stage.now() - connectUntil < 0) {
      timers.at(stage.now() + SECOND / 50, this::mayBegin);
      return;
    }
    if (arrivedWell == 0 && !sockets.isEmpty()) {
      fail(
          "no shopper could connect to "
              + targets.of(0).url()
              + ": "
              + refusal
              + "; is the gateway running? ./levee serve starts one");
      return;
    }
    sit(scenario.agents().accounts())
        .onFailure(why -> fail(why.getMessage()))
        .onSuccess(
            seated -> {
              if (!over) {
                begin();
              }
            });
  }

  private Future<Void> sit(List<Scenario.Account> accounts) {
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < accounts.size(); i++) {
      AgentSeat seat = new AgentSeat(stage, targets.of(i), accounts.get(i));
      seats.add(seat);
      all.add(seat.sit());
    }
    return Future.all(all).mapEmpty();
  }

  private void begin() {
    began = Instant.now();
    watch.start(began);
    long now = stage.now() + LEAD;
    drive.begin(now);
    nextSlice = now + SECOND;
    begun = true;
    timers.at(nextSlice, this::slice);
    new Weather(stage, sockets, drive.zero(), drive.end()).begin();
  }

  // ---- While it runs

  private void tick() {
    long now = stage.now();
    timers.run(now);
    if (begun && !over) {
      while (drive.due() - now <= 0) {
        drive.go();
        now = stage.now();
      }
      if (now - drive.end() > 0) {
        mayEnd(now);
      }
    }
    long due = timers.next(now + SECOND / 20);
    pacer.next(begun && !over && drive.due() - due < 0 ? drive.due() : due);
  }

  @Override
  public void resolved(Shopper who, Sent message, Stage.Resolution how, long retryAfterNanos) {
    drive.resolved(who, retryAfterNanos);
    if (message.last && how == Stage.Resolution.ANSWERED && !over) {
      boolean newcomer = stage.random().nextDouble() < scenario.talk().newcomers();
      if (who instanceof SocketShopper socket) {
        socket.over(newcomer);
      } else if (who instanceof HttpShopper http) {
        http.over();
      }
    }
  }

  @Override
  public boolean over() {
    return over;
  }

  private void slice() {
    double at = (nextSlice - drive.zero()) / 1e9;
    watch.add(
        new Watch.Slice(
            at,
            tally.sent,
            tally.answered,
            tally.good,
            tally.shed,
            tally.failed,
            tally.outstanding,
            tally.live,
            tally.takeWorstLag(),
            tally.takeInterval(watch.empty())));
    nextSlice += SECOND;
    if (!over) {
      timers.at(nextSlice, this::slice);
    }
  }

  // ---- The end

  private void mayEnd(long now) {
    if (drive.due() != Long.MAX_VALUE) {
      return;
    }
    boolean quiet = tally.outstanding == 0;
    quietSince = quiet ? quietSince == 0 ? now : quietSince : 0;
    boolean patient = now - drive.end() < (long) (scenario.patience() * SECOND);
    if (quiet ? now - quietSince > SETTLE : !patient) {
      end();
    }
  }

  private void end() {
    over = true;
    // What is read back from the store may wait: it is in nobody's latency.
    crowded = lines.values().stream().mapToLong(HttpLines::crowded).sum();
    for (Shopper shopper : shoppers) {
      List<Sent> open = new ArrayList<>();
      shopper.unresolved(open::add);
      open.forEach(tally::lost);
      tally.missing += shopper.missing();
      shopper.leave();
    }
    if (tally.missing > 0) {
      tally.lost += tally.missing;
      tally.errors.merge("numbers that never came", tally.missing, Long::sum);
    }
    seats.forEach(AgentSeat::leave);
    slice();
    Verification verification =
        new Verification(tally, receipt -> lines(receipt.target), stage.receipts().kept());
    timers.at(stage.now() + (long) (stage.waits().answer() * SECOND), verification::giveUp);
    verification.run().onComplete(verified -> conclude());
  }

  private void conclude() {
    lines.values().forEach(HttpLines::close);
    pacer.close();
    vertx
        .executeBlocking(
            () -> {
              watch.close();
              return watch.seconds();
            })
        .map(this::result)
        .onComplete(result);
  }

  private void fail(String why) {
    over = true;
    shoppers.forEach(Shopper::leave);
    seats.forEach(AgentSeat::leave);
    pacer.close();
    result.tryFail(new CannotRun(why));
  }

  private static long processCpu() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean os
        ? os.getProcessCpuTime()
        : 0;
  }

  private ReplayResult result(List<Second> seconds) {
    List<Double> cpu = seconds.stream().filter(s -> s.at() > 0).map(Second::cpu).toList();
    return new ReplayResult(
        scenario,
        began,
        stopped ? Math.max(0, (drive.end() - drive.zero()) / 1e9) : scenario.seconds(),
        tally.sent,
        tally.answered,
        tally.shed,
        tally.failed,
        tally.lost,
        tally.unacknowledged,
        tally.doubled,
        tally.reordered,
        tally.judged,
        tally.good,
        tally.vipSent,
        tally.vipGood,
        tally.duplicates,
        tally.retries,
        tally.hurried,
        tally.degraded,
        tally.toPeople,
        tally.disconnects,
        crowded,
        tally.verified,
        new ReplayResult.Seats(
            tally.agentsAssigned, tally.agentsAnswered, tally.agentsClosed, tally.agentsLost),
        cpu.stream().mapToDouble(Double::doubleValue).average().orElse(0),
        (processCpu() - cpuBefore) / 1e9,
        tally.latency,
        tally.acks,
        tally.vips,
        tally.sheds,
        tally.lag,
        tally.reconnects,
        tally.errors,
        seconds,
        Validity.faults(tally, cpu),
        watch.hlog());
  }
}
