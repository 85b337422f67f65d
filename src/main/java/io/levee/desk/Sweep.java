package io.levee.desk;

import io.levee.conversation.Standing;
import io.levee.handoff.HandoffConfig;
import io.levee.handoff.HumanQueue;
import io.levee.handoff.HumanQueue.Assignment;
import io.levee.handoff.HumanQueue.Violation;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Looks now and then for what went wrong unseen: a Redis that came back empty, agents who went
 * without a word, hand-overs that a crash left half done, wake-ups that were lost.
 */
final class Sweep {
  /** What the journal knows and Redis does not is looked for in one sweep of so many. */
  private static final int ROUNDS_OF_TRUST = 12;

  private static final Logger log = LoggerFactory.getLogger(Sweep.class);

  private final Home home;
  private final HumanQueue queue;
  private final Function<String, Future<List<Standing>>> standings;
  private final Supplier<HandoffConfig> handoff;
  private final Map<String, LocalAgent> agents;
  private final Choices choices;
  private final Assigner assigner;
  private final Delivery delivery;
  private final QueueMeters meters;
  private final Clock clock;
  private final Set<String> sweeping = new HashSet<>();

  /** Sweeps since Redis was last known to have been away, by storefront. */
  private final Map<String, Integer> rounds = new HashMap<>();

  /** What was not as it must be at the last sweep, by storefront. */
  private final Map<String, Set<Violation>> suspected = new HashMap<>();

  Sweep(
      Home home,
      HumanQueue queue,
      Function<String, Future<List<Standing>>> standings,
      Supplier<HandoffConfig> handoff,
      Map<String, LocalAgent> agents,
      Choices choices,
      Assigner assigner,
      Delivery delivery,
      QueueMeters meters,
      Clock clock) {
    this.home = home;
    this.queue = queue;
    this.standings = standings;
    this.handoff = handoff;
    this.agents = agents;
    this.choices = choices;
    this.assigner = assigner;
    this.delivery = delivery;
    this.meters = meters;
    this.clock = clock;
  }

  /** One round for that storefront, unless one is still under way. */
  void sweep(String storefront) {
    if (!sweeping.add(storefront)) {
      return;
    }
    whole(storefront)
        .compose(v -> presence(storefront))
        .compose(v -> queue.expire(storefront))
        .onSuccess(left -> left.forEach(assigner::requeue))
        .onSuccess(left -> assigner.assign(storefront))
        .compose(left -> queue.vanished(storefront))
        .onSuccess(gone -> gone.forEach(assigner::vanished))
        .compose(gone -> queue.violations(storefront))
        .onSuccess(violations -> check(storefront, violations))
        .onSuccess(v -> agents.values().stream().filter(in(storefront)).forEach(this::desk))
        .compose(v -> queue.state(storefront, ""))
        .onSuccess(state -> meters.seen(storefront, state))
        .onComplete(
            result -> {
              sweeping.remove(storefront);
              if (result.failed()) {
                log.atWarn()
                    .addKeyValue("storefront", storefront)
                    .addKeyValue("cause", result.cause().getMessage())
                    .log("the sweep of the human queue failed; it is tried again");
              }
            });
  }

  /** What may be so for a moment counts when it was so at the last sweep already. */
  private void check(String storefront, List<Violation> now) {
    Set<Violation> before = suspected.getOrDefault(storefront, Set.of());
    now.stream()
        .filter(one -> !one.passing() || before.contains(one))
        .forEach(one -> violated(storefront, one));
    suspected.put(storefront, Set.copyOf(now));
  }

  private void violated(String storefront, Violation one) {
    meters.violation(storefront, one.what());
    log.atError()
        .addKeyValue("storefront", storefront)
        .addKeyValue("violation", one.what())
        .addKeyValue("whom", one.whom())
        .log("the human queue broke a promise; please report this");
  }

  /** Compares the agent's desk here with the queue's. */
  void desk(LocalAgent agent) {
    queue
        .desk(agent.storefront(), agent.user)
        .onSuccess(
            held -> {
              if (!agents.containsValue(agent)) {
                return;
              }
              held.stream()
                  .filter(a -> !agent.desk.containsKey(a.conversation()))
                  .forEach(assigner::settle);
              List.copyOf(agent.desk.values()).forEach(entry -> delivery.compare(agent, entry));
              agent.desk.values().stream()
                  .filter(entry -> !entry.reading)
                  .filter(entry -> held.stream().noneMatch(of(entry)))
                  .forEach(entry -> missing(agent, entry));
            });
  }

  private static Predicate<LocalAgent> in(String storefront) {
    return agent -> agent.storefront().equals(storefront);
  }

  private static Predicate<Assignment> of(Entry entry) {
    return assignment -> assignment.conversation().equals(entry.conversation);
  }

  /** The queue does not know that the agent has it: tells it, if the journal says so. */
  private void missing(LocalAgent agent, Entry entry) {
    home.here(standings.apply(agent.storefront()))
        .onSuccess(
            all ->
                all.stream()
                    .filter(s -> s.conversation().equals(entry.conversation))
                    .filter(s -> s.agent().equals(agent.user))
                    .findFirst()
                    .ifPresent(standing -> queue.handTo(waiting(standing), agent.user)));
  }

  private static HumanQueue.Waiting waiting(Standing s) {
    return new HumanQueue.Waiting(
        s.conversation(), s.customer(), s.skill(), s.priority(), s.since(), s.grade());
  }

  /** Redis was away: it may have come back with less, or with what it had some time ago. */
  void distrust() {
    rounds.clear();
  }

  private Future<Void> whole(String storefront) {
    int round = rounds.merge(storefront, 1, Integer::sum);
    return queue
        .intact(storefront)
        .compose(
            intact ->
                intact && round % ROUNDS_OF_TRUST != 1
                    ? Future.succeededFuture()
                    : compare(storefront)
                        .onSuccess(
                            v ->
                                log.atLevel(intact ? Level.DEBUG : Level.INFO)
                                    .addKeyValue("storefront", storefront)
                                    .log("the human queue was filled from the journal")));
  }

  private Future<Void> compare(String storefront) {
    Instant asOf = clock.instant();
    return home.here(standings.apply(storefront))
        .compose(all -> queue.reconcile(storefront, all, asOf));
  }

  private Future<Void> presence(String storefront) {
    List<Future<Void>> all =
        agents.values().stream().filter(in(storefront)).map(this::present).toList();
    return Future.join(all).mapEmpty();
  }

  private Future<Void> present(LocalAgent agent) {
    Instant oldest = clock.instant().minus(handoff.get().presence());
    if (agent.seats.stream().noneMatch(seat -> seat.lastSign.isAfter(oldest))) {
      return Future.succeededFuture();
    }
    return choices.look(agent);
  }
}
