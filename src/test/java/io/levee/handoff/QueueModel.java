package io.levee.handoff;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Grade;
import io.levee.conversation.Standing;
import io.levee.handoff.HumanQueue.Agent;
import io.levee.handoff.HumanQueue.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What the human queue promises, in memory, by looking at everything each time. */
final class QueueModel {
  static final String SHOP = "shop";
  static final int BOUND = 25;
  static final int AGENTS = 7;
  static final List<String> SKILLS = List.of("a", "b", "c");
  static final HandoffConfig CONFIG =
      new HandoffConfig(
          BOUND,
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          64,
          Duration.ofHours(24),
          Duration.ofMinutes(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(20),
          Duration.ofMillis(700),
          Duration.ofMillis(900),
          Duration.ofSeconds(4),
          Duration.ofMinutes(2),
          "Asia/Shanghai",
          Map.of(
              "a", new GroupConfig("b", Duration.ofSeconds(3), List.of(), List.of()),
              "b", new GroupConfig("c", Duration.ofSeconds(2), List.of(), List.of())));

  Instant now;
  final Map<ConversationId, Waiting> waiting = new LinkedHashMap<>();
  final Map<ConversationId, String> assigned = new LinkedHashMap<>();
  final Map<ConversationId, Waiting> known = new LinkedHashMap<>();
  final Map<String, Agent> agents = new TreeMap<>();
  final Map<String, List<Instant>> wraps = new HashMap<>();
  private final Map<String, Instant> until = new HashMap<>();
  private final Map<String, Instant> idle = new HashMap<>();
  private final Map<String, Last> lasts = new HashMap<>();

  /** How many steps of whose route are open, and from when on their times count. */
  private final Map<ConversationId, Integer> opened = new HashMap<>();

  private final Map<ConversationId, Instant> begins = new HashMap<>();

  private record Last(String agent, Instant at) {}

  private record Step(Duration after, String skill, Rank rank) {}

  void queue(Waiting one) {
    queue(one, one.since());
  }

  private void queue(Waiting one, Instant routeBegins) {
    waiting.put(one.conversation(), one);
    known.put(one.conversation(), one);
    begins.put(one.conversation(), routeBegins);
    opened.put(one.conversation(), 0);
    open(one.conversation());
  }

  /** Graver than it waits as: the same place otherwise. */
  void raise(Waiting told) {
    Waiting was = waiting.get(told.conversation());
    queue(
        new Waiting(
            was.conversation(),
            was.customer(),
            was.skill(),
            Math.max(was.priority(), told.priority()),
            was.since(),
            told.grade()),
        now);
  }

  /** What time alone brings, and who went. */
  void catchUp() {
    lapse();
    waiting.keySet().forEach(this::open);
  }

  /** Steps whose time has come; with nobody on duty by these, on to the first with somebody. */
  private void open(ConversationId id) {
    List<Step> route = route(waiting.get(id));
    Instant from = begins.get(id);
    int upto = opened.get(id);
    while (upto < route.size() && !from.plus(route.get(upto).after()).isAfter(now)) {
      upto++;
    }
    for (int i = 0; i < route.size(); i++) {
      if (onDuty(route.get(i))) {
        upto = Math.max(upto, i + 1);
        break;
      }
    }
    opened.put(id, upto);
  }

  private boolean onDuty(Step step) {
    return agents.keySet().stream()
        .anyMatch(
            user ->
                agents.get(user).available() && !until.get(user).isBefore(now) && fits(step, user));
  }

  void desk(Waiting one, String agent) {
    waiting.remove(one.conversation());
    assigned.put(one.conversation(), agent);
    idle.put(agent, now);
  }

  void undesk(ConversationId id) {
    String agent = assigned.remove(id);
    if (agent != null) {
      idle.put(agent, now);
    }
  }

  void leave(ConversationId id) {
    String agent = assigned.get(id);
    if (agent != null) {
      lasts.put(known.get(id).customer().id(), new Last(agent, now));
      if (agents.containsKey(agent)) {
        wraps.computeIfAbsent(agent, a -> new ArrayList<>()).add(now.plus(CONFIG.wrapUp()));
      }
      undesk(id);
    }
    waiting.remove(id);
    known.remove(id);
  }

  void present(Agent agent) {
    if (agents.put(agent.user(), agent) == null) {
      idle.put(agent.user(), now);
    }
    until.put(agent.user(), now.plus(CONFIG.presence()));
  }

  void leaving(String user, Duration grace) {
    Agent was = agents.get(user);
    agents.put(user, new Agent(user, "", was.skills(), was.capacity(), false, was.rank()));
    until.put(user, now.plus(grace));
  }

  void lapse() {
    agents.keySet().removeIf(user -> until.get(user).isBefore(now));
  }

  /** Redis forgot all that the journal does not know. */
  void wiped() {
    lasts.clear();
    wraps.clear();
    Map<String, Agent> were = new HashMap<>(agents);
    agents.clear();
    were.forEach(agents::put);
    for (String user : List.copyOf(assigned.values())) {
      agents.putIfAbsent(user, new Agent(user, "", java.util.Set.of(), 1, false));
    }
    agents.keySet().forEach(user -> idle.put(user, now));
    // Nobody is on duty until they say so again.
    Map<String, Agent> back = new HashMap<>(agents);
    agents.clear();
    List.copyOf(waiting.values()).forEach(this::queue);
    agents.putAll(back);
  }

  List<Standing> standings() {
    return known.values().stream()
        .map(
            w ->
                new Standing(
                    w.conversation(),
                    w.customer(),
                    w.skill(),
                    w.priority(),
                    w.since(),
                    assigned.getOrDefault(w.conversation(), ""),
                    w.grade()))
        .toList();
  }

  Waiting again(ConversationId id) {
    Waiting was = known.get(id);
    return new Waiting(id, was.customer(), was.skill(), HumanQueue.HEAD, was.since(), was.grade());
  }

  List<ConversationId> orphans() {
    return assigned.keySet().stream().filter(id -> !agents.containsKey(assigned.get(id))).toList();
  }

  int position(ConversationId id) {
    Waiting one = waiting.get(id);
    return 1
        + (int)
            waiting.values().stream()
                .filter(w -> w.skill().equals(one.skill()) && ORDER.compare(w, one) < 0)
                .count();
  }

  /** Who is to be given away next, if anybody can be. */
  Optional<ConversationId> next() {
    return waiting.values().stream()
        .filter(w -> taker(w).isPresent())
        .min(ORDER)
        .map(Waiting::conversation);
  }

  /** Who gets them. */
  Optional<String> taker(Waiting one) {
    Last last = lasts.get(one.customer().id());
    if (last != null
        && !last.at().plus(CONFIG.stickyFor()).isBefore(now)
        && free(last.agent())
        && open(one).stream().anyMatch(step -> fits(step, last.agent()))) {
      return Optional.of(last.agent());
    }
    for (Step step : open(one)) {
      Optional<String> best =
          agents.keySet().stream()
              .filter(this::free)
              .filter(user -> fits(step, user))
              .min(
                  Comparator.comparing(this::ratio)
                      .thenComparing((Function<String, Instant>) idle::get)
                      .thenComparing(Comparator.naturalOrder()));
      if (best.isPresent()) {
        return best;
      }
    }
    return Optional.empty();
  }

  /** Whether the agent could take one more of anything. */
  boolean free(String user) {
    Agent agent = agents.get(user);
    return agent != null
        && agent.available()
        && !until.get(user).isBefore(now)
        && load(user) < agent.capacity();
  }

  private boolean fits(Step step, String user) {
    Agent agent = agents.get(user);
    return agent.rank() == step.rank() && agent.skills().contains(step.skill());
  }

  private long load(String user) {
    return assigned.values().stream().filter(user::equals).count()
        + wraps.getOrDefault(user, List.of()).stream().filter(now::isBefore).count();
  }

  private double ratio(String user) {
    return (double) load(user) / agents.get(user).capacity();
  }

  /** By whom they may be taken by now, in the order of who is asked. */
  private List<Step> open(Waiting one) {
    return route(one).subList(0, opened.get(one.conversation()));
  }

  private static List<Step> route(Waiting one) {
    List<Step> steps = new ArrayList<>();
    List<String> chain =
        switch (one.skill()) {
          case "a" -> List.of("a", "b", "c");
          case "b" -> List.of("b", "c");
          default -> List.of("c");
        };
    Duration from = Duration.ZERO;
    for (String skill : chain) {
      int grade = one.grade().level();
      steps.add(new Step(from, skill, Rank.ofLevel(grade)));
      for (int higher = grade + 1; higher <= Grade.CRISIS.level(); higher++) {
        steps.add(new Step(max(from, CONFIG.lowerAfter()), skill, Rank.ofLevel(higher)));
      }
      for (int lower = grade - 1; lower >= 0; lower--) {
        Duration waits = CONFIG.gradeAfter().multipliedBy(grade - lower);
        steps.add(new Step(max(from, waits), skill, Rank.ofLevel(lower)));
      }
      from = from.plus(CONFIG.group(skill).after());
    }
    steps.sort(Comparator.comparing(Step::after));
    return steps;
  }

  private static final Comparator<Waiting> ORDER =
      Comparator.comparing((Waiting w) -> w.priority() < HumanQueue.HEAD)
          .thenComparing(w -> w.since().minusMillis(boost(w)))
          .thenComparing(w -> w.conversation().toString());

  private static long boost(Waiting one) {
    return one.priority() >= HumanQueue.HEAD
        ? 0
        : Math.min(CONFIG.maxBoost().toMillis(), CONFIG.priorityStep().toMillis() * one.priority());
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
