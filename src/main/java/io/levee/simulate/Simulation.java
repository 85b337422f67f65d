package io.levee.simulate;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tries out how many agents a shop needs, on a real gateway: shoppers' and agents' sockets, the
 * real journal and queue. Safe from any thread; what happens does so on one event loop.
 */
public final class Simulation {
  /** Passwords are dear to check; the gateway checks few at once. */
  private static final int LOGINS_AT_ONCE = 4;

  private final Vertx vertx;
  private final Context context;
  private final Wire wire;
  private final Gate gate;
  private final CustomerClock clock;
  private final boolean live;
  private final Floor floor = new Floor();
  private final List<Agent> agents = new ArrayList<>();
  private final AtomicReference<Agent.Ears> ears = new AtomicReference<>();
  private int runs;

  /**
   * @param clock that the gateway lives by too, unless {@code live}
   * @param live whether the gateway lives by the real time: the speed is 1 then
   */
  public Simulation(Vertx vertx, Gate gate, CustomerClock clock, boolean live) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.gate = gate;
    this.clock = clock;
    this.live = live;
    this.wire = new Wire(vertx, gate.url());
  }

  /**
   * Seats the agents.
   *
   * @return completes when all of the plan's agents are at their desks; fails with what came in the
   *     way of the first who is not
   */
  public Future<Void> open(Plan plan) {
    return there(
        () -> {
          List<Future<Void>> lanes = new ArrayList<>();
          for (int i = 0; i < LOGINS_AT_ONCE; i++) {
            lanes.add(sit(plan, i));
          }
          return Future.all(lanes).mapEmpty();
        });
  }

  private Future<Void> sit(Plan plan, int number) {
    if (number >= plan.agents()) {
      return Future.succeededFuture();
    }
    Agent agent = new Agent(vertx, clock, new Ringing());
    agents.add(agent);
    return wire.login(gate.agents().get(number))
        .compose(login -> agent.sit(wire, login, plan.capacity()))
        .compose(
            seated -> {
              floor.opened(plan.capacity());
              return sit(plan, number + LOGINS_AT_ONCE);
            });
  }

  /**
   * Runs the plan once, with the agents that are seated. One at a time.
   *
   * @param progress told every second, on the event loop
   * @return completes when the last shopper is gone; fails when the gateway stops answering
   */
  public Future<Measured> run(Plan plan, Consumer<Progress> progress) {
    return there(
        () -> {
          // A gateway that lives on remembers whoever was there in an earlier simulation.
          String since = live ? Long.toString(clock.millis(), Character.MAX_RADIX) + "-" : "";
          String prefix = "sim-" + since + ++runs + "-";
          Run run = new Run(vertx, wire, gate, plan, clock, live, prefix, floor, progress);
          ears.set(run);
          return run.start();
        });
  }

  /** Sends the agents home and closes all sockets. @return completes when that is done */
  public Future<Void> close() {
    return there(() -> Future.join(agents.stream().map(Agent::hangUp).toList()))
        .otherwiseEmpty()
        .compose(closed -> wire.close())
        .otherwiseEmpty();
  }

  private <T> Future<T> there(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(
        here -> {
          try {
            work.get().onComplete(promise);
          } catch (RuntimeException broken) {
            promise.fail(broken);
          }
        });
    return promise.future();
  }

  /** Agents outlive runs: what they hear is for the run that is on. */
  private final class Ringing implements Agent.Ears {
    @Override
    public void assigned(Agent agent, String customer, String conversation) {
      Agent.Ears now = ears.get();
      if (now == null) {
        agent.close(conversation);
      } else {
        now.assigned(agent, customer, conversation);
      }
    }

    @Override
    public void ended(Agent agent, String conversation, String why) {
      Agent.Ears now = ears.get();
      if (now != null) {
        now.ended(agent, conversation, why);
      }
    }

    @Override
    public void lost(String why) {
      Agent.Ears now = ears.get();
      if (now != null) {
        now.lost(why);
      }
    }
  }
}
