package io.levee.simulate;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * One run of a plan: shoppers come, wait, give up or are served; agents close when the service time
 * is over. Everything happens on one event loop, in the order of the customers' clock, which stands
 * still while the {@link Floor} says that the gateway owes somebody an answer.
 */
final class Run implements Agent.Ears {
  /** So long may the gateway owe an answer, in nanoseconds. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

  /** So much is made up for, in nanoseconds, when the gateway kept the clock waiting. */
  private static final long CATCH_UP = TimeUnit.SECONDS.toNanos(1);

  private static final long WATCH_MILLIS = 1_000;
  private static final double CONNECT_AHEAD = 0.5;
  private static final int MOST_AHEAD = 500;
  private static final int MOST_FAULTS = 5;
  private static final double LATE = 0.5;

  private final Vertx vertx;
  private final Wire wire;
  private final Gate gate;
  private final Plan plan;
  private final CustomerClock clock;
  private final boolean live;
  private final String prefix;
  private final Floor floor;
  private final Consumer<Progress> progress;
  private final Promise<Measured> result = Promise.promise();
  private final Agenda agenda = new Agenda();
  private final SamplePath path;
  private final Tally tally;
  private final Deque<Visit> coming = new ArrayDeque<>();
  private final Map<String, Visit> visits = new HashMap<>();

  /** Those whom an agent has, by conversation. */
  private final Map<String, Visit> desks = new HashMap<>();

  private final List<String> faults = new ArrayList<>();
  private final Histogram freed = new Histogram(3);
  private final Histogram asked = new Histogram(3);
  private final Histogram late = new Histogram(3);
  private final int warm;
  private double origin;
  private long begin;
  private long began;
  private long owedSince;
  private long releasedAt;
  private long timer = -1;
  private long watch = -1;
  private int came;
  private int served;
  private int gaveUp;
  private int refused;
  private int lost;
  private int requeued;
  private boolean measuring;
  private boolean done;

  /**
   * @param live whether the gateway has a clock of its own, so that this one must not stand still
   * @param prefix what customers' names begin with
   * @param floor with all agents seated and nobody else on it
   */
  Run(
      Vertx vertx,
      Wire wire,
      Gate gate,
      Plan plan,
      CustomerClock clock,
      boolean live,
      String prefix,
      Floor floor,
      Consumer<Progress> progress) {
    this.vertx = vertx;
    this.wire = wire;
    this.gate = gate;
    this.plan = plan;
    this.clock = clock;
    this.live = live;
    this.prefix = prefix;
    this.floor = floor;
    this.progress = progress;
    this.path = new SamplePath(plan);
    this.warm = plan.warmUpCustomers();
    this.tally = new Tally(warm);
  }

  /** To be called on the event loop. @return completes when the last shopper is gone */
  Future<Measured> start() {
    origin = clock.seconds();
    began = System.nanoTime();
    begin = began;
    if (live) {
      clock.run(Double.POSITIVE_INFINITY, 1);
    }
    double ahead = plan.arrivals().highest() * plan.speed() * CONNECT_AHEAD;
    for (int i = 0; i < Math.clamp((long) ahead, 4, MOST_AHEAD); i++) {
      expectNext();
    }
    watch = vertx.setPeriodic(WATCH_MILLIS, now -> watch());
    scheduleArrival();
    turn();
    return result.future();
  }

  // ---- Time

  /** Does what is due, as long as the gateway owes nothing. */
  private void turn() {
    while (!done) {
      if (visits.isEmpty()) {
        finish();
        return;
      }
      long now = System.nanoTime();
      if (!live && floor.owed()) {
        clock.stand(clock.seconds());
        owedSince = owedSince == 0 ? now : owedSince;
        return;
      }
      if (agenda.isEmpty()) {
        // Only farewells are missing.
        owedSince = owedSince == 0 ? now : owedSince;
        return;
      }
      owedSince = 0;
      double next = agenda.next();
      long lag = now - begin - (long) ((next - origin) * 1e9 / plan.speed());
      if (lag < 0) {
        if (!live) {
          clock.run(next, plan.speed());
        }
        arm(-lag);
        return;
      }
      if (live) {
        late.recordValue(lag / 1_000_000);
      } else {
        begin += Math.max(0, lag - CATCH_UP);
        clock.stand(next);
      }
      count();
      agenda.go();
    }
  }

  private void arm(long nanos) {
    vertx.cancelTimer(timer);
    timer = vertx.setTimer(Math.max(1, nanos / 1_000_000), due -> turn());
  }

  private double now() {
    return clock.seconds();
  }

  private void count() {
    if (measuring) {
      tally.busy(now(), floor.busy());
    }
  }

  private void watch() {
    double passed = now() - origin;
    double real = (System.nanoTime() - began) / 1e9;
    progress.accept(
        new Progress(came, plan.customers(), passed, floor.waiting(), floor.busy(), passed / real));
    if (owedSince != 0 && System.nanoTime() - owedSince > PATIENCE) {
      end();
      result.fail(
          "the gateway has not done for "
              + TimeUnit.NANOSECONDS.toSeconds(PATIENCE)
              + " s what it owes its customers: "
              + floor
              + ", "
              + visits.size()
              + " conversations open");
    }
  }

  // ---- Shoppers

  private void expectNext() {
    path.next()
        .ifPresent(
            draw -> {
              Visit visit = new Visit(draw, prefix + draw.number());
              visit.shopper =
                  new Shopper(
                      vertx, wire, gate.visitorToken().apply(visit.customer), new Hearing(visit));
              visits.put(visit.customer, visit);
              coming.add(visit);
            });
  }

  private void scheduleArrival() {
    Visit next = coming.poll();
    if (next != null) {
      agenda.at(origin + next.draw.arrival(), () -> arrive(next));
    } else {
      tally.rest();
      measuring = false;
    }
  }

  private void arrive(Visit visit) {
    came++;
    measuring = came > warm;
    if (visit.stage == Visit.Stage.COMING) {
      ask(visit);
    }
    expectNext();
    scheduleArrival();
  }

  private void ask(Visit visit) {
    visit.stage = Visit.Stage.ASKING;
    visit.asked = now();
    visit.foundFree = floor.free() > 0 && floor.waiting() == 0;
    visit.askedNanos = System.nanoTime();
    floor.asks();
    visit.shopper.ask();
    if (!plan.patient()) {
      agenda.at(visit.asked + visit.draw.patience(), () -> impatient(visit));
    }
  }

  private void impatient(Visit visit) {
    if (visit.stage != Visit.Stage.WAITING || visit.agent != null || visit.services > 0) {
      return;
    }
    floor.waitsNoMore();
    floor.leaves();
    visit.stage = Visit.Stage.LEAVING;
    gaveUp++;
    tally.gaveUp(visit.draw.number(), now() - visit.asked);
    visit.shopper.leave();
  }

  /** Out of the stage it is in. */
  private void step(Visit visit, Visit.Stage next) {
    switch (visit.stage) {
      case ASKING -> floor.answered();
      case WAITING -> floor.waitsNoMore();
      case LEAVING -> floor.left();
      case COMING, SERVED, DONE -> {}
    }
    if (next == Visit.Stage.WAITING) {
      floor.waits();
    }
    visit.stage = next;
  }

  private void gone(Visit visit) {
    step(visit, Visit.Stage.DONE);
    off(visit);
    coming.remove(visit);
    visits.remove(visit.customer);
    visit.shopper.hangUp();
  }

  /** What one shopper hears. */
  private final class Hearing implements Shopper.Ears {
    private final Visit visit;

    Hearing(Visit visit) {
      this.visit = visit;
    }

    @Override
    public void place(int waitSeconds) {
      count();
      if (visit.stage == Visit.Stage.ASKING) {
        visit.announced = waitSeconds;
        step(visit, Visit.Stage.WAITING);
        if (now() >= visit.asked + visit.draw.patience()) {
          impatient(visit);
        }
      }
      turn();
    }

    @Override
    public void joined() {
      count();
      if (visit.stage == Visit.Stage.ASKING || visit.stage == Visit.Stage.WAITING) {
        step(visit, Visit.Stage.SERVED);
        visit.joined = true;
        if (visit.services == 0) {
          answered();
        }
        meet(visit);
      }
      turn();
    }

    private void answered() {
      long nanos = System.nanoTime();
      served++;
      tally.served(visit.draw.number(), now() - visit.asked, !visit.foundFree, visit.announced);
      if (visit.foundFree) {
        asked.recordValue((nanos - visit.askedNanos) / 1_000);
      } else if (releasedAt != 0) {
        freed.recordValue((nanos - releasedAt) / 1_000);
        releasedAt = 0;
      }
    }

    @Override
    public void back() {
      count();
      if (visit.stage == Visit.Stage.SERVED) {
        requeued++;
        off(visit);
        step(visit, Visit.Stage.WAITING);
      }
      turn();
    }

    @Override
    public void refused() {
      count();
      if (visit.stage == Visit.Stage.ASKING || visit.stage == Visit.Stage.WAITING) {
        refused++;
        gone(visit);
      }
      turn();
    }

    @Override
    public void ended() {
      count();
      if (visit.stage == Visit.Stage.LEAVING || visit.stage == Visit.Stage.DONE) {
        gone(visit);
      }
      turn();
    }

    @Override
    public void lost(String why) {
      count();
      Run.this.lost(why);
      if (visit.stage != Visit.Stage.SERVED) {
        gone(visit);
      }
      turn();
    }
  }

  // ---- Agents

  @Override
  public void assigned(Agent agent, String customer, String conversation) {
    count();
    Visit visit = visits.get(customer);
    boolean here =
        visit != null
            && visit.stage != Visit.Stage.LEAVING
            && visit.stage != Visit.Stage.DONE
            && visit.agent == null;
    if (here) {
      visit.agent = agent;
      visit.conversation = conversation;
      desks.put(conversation, visit);
      floor.taken();
      meet(visit);
    } else {
      // They have just left.
      agent.close(conversation);
    }
    turn();
  }

  /** The service begins when both know of each other. */
  private void meet(Visit visit) {
    boolean half = visit.joined != (visit.agent != null);
    if (half != visit.half) {
      visit.half = half;
      if (half) {
        floor.half();
      } else {
        floor.whole();
      }
    }
    if (visit.joined && visit.agent != null) {
      int service = ++visit.services;
      agenda.at(now() + visit.draw.service(), () -> serviceOver(visit, service));
    }
  }

  private void serviceOver(Visit visit, int service) {
    if (visit.services != service || visit.agent == null) {
      return;
    }
    Agent agent = visit.agent;
    visit.stage = Visit.Stage.DONE;
    off(visit);
    agent.close(visit.conversation);
    if (floor.waiting() > 0) {
      releasedAt = System.nanoTime();
    }
  }

  /** Agent and shopper part. */
  private void off(Visit visit) {
    if (visit.agent != null) {
      floor.freed();
      desks.remove(visit.conversation);
    }
    if (visit.half) {
      floor.whole();
    }
    visit.agent = null;
    visit.joined = false;
    visit.half = false;
  }

  @Override
  public void ended(Agent agent, String conversation, String why) {
    count();
    Visit visit = desks.get(conversation);
    if (visit != null && visit.agent == agent) {
      takenAway(visit);
    }
    turn();
  }

  /** The agent does not have them any more; they will be told, or have gone. */
  private void takenAway(Visit visit) {
    floor.freed();
    desks.remove(visit.conversation);
    visit.agent = null;
    visit.services++;
    meet(visit);
  }

  @Override
  public void lost(String why) {
    lost++;
    if (faults.size() < MOST_FAULTS && !faults.contains(why)) {
      faults.add(why);
    }
  }

  // ---- The end

  private void end() {
    done = true;
    vertx.cancelTimer(timer);
    vertx.cancelTimer(watch);
    List.copyOf(visits.values()).forEach(visit -> visit.shopper.hangUp());
  }

  private void finish() {
    end();
    clock.stand(now());
    double late99 = late.getValueAtPercentile(99) / 1000.0;
    check(requeued > 0, requeued + " customers were taken from their agent again");
    check(refused > 0, refused + " customers got a ticket instead of a place");
    check(floor.mostBusy() > plan.seats(), "agents had more conversations than they can hold");
    check(late99 > LATE, "the simulation could not keep up: it was late by " + late99 + " s");
    result.complete(
        new Measured(
            plan.seed(),
            tally.figures(plan.seats()),
            tally.standardErrors(),
            IdealQueue.of(plan),
            tally.estimates(),
            delays(freed),
            delays(asked),
            late99,
            tally.counted(),
            served,
            gaveUp,
            refused,
            lost,
            requeued,
            floor.mostBusy(),
            now() - origin,
            (System.nanoTime() - began) / 1e9,
            List.copyOf(faults)));
  }

  private void check(boolean wrong, String what) {
    if (wrong) {
      faults.add(what);
    }
  }

  private static Measured.Delays delays(Histogram micros) {
    return new Measured.Delays(
        micros.getTotalCount(),
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getMaxValue() / 1e3);
  }
}
