package io.levee.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.TestRedis;
import io.levee.conversation.ConversationId;
import io.levee.handoff.HumanQueue.Agent;
import io.levee.handoff.HumanQueue.Assignment;
import io.levee.handoff.HumanQueue.Enqueued;
import io.levee.handoff.HumanQueue.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random operations on the real scripts beside a simple model of what they promise. A failure names
 * its seed; {@code -Dlevee.seed=…} repeats it.
 */
final class HumanQueueModelIT {
  private static final String SHOP = "shop";
  private static final int BOUND = 25;
  private static final int STEPS = 20_000;
  private static final List<String> SKILLS = List.of("a", "b", "c");
  private static final Comparator<Waiting> ORDER =
      Comparator.comparingInt((Waiting w) -> -w.priority())
          .thenComparing(Waiting::since)
          .thenComparing(w -> w.conversation().toString());

  private final long seed = Long.getLong("levee.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Vertx vertx = Vertx.vertx();
  private QueueFixture at;

  /** What the queue promises, in memory. */
  private final Map<ConversationId, Waiting> waiting = new LinkedHashMap<>();

  private final Map<ConversationId, String> assigned = new LinkedHashMap<>();
  private final Map<ConversationId, Waiting> known = new HashMap<>();
  private final Map<String, Agent> agents = new TreeMap<>();
  private final Map<String, Instant> until = new HashMap<>();

  @BeforeEach
  void opens() {
    TestRedis.flush();
    at = new QueueFixture(vertx, BOUND);
  }

  @AfterEach
  void closes() throws Exception {
    at.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void keepsItsPromisesWhateverHappensInWhateverOrder() {
    for (int step = 0; step < STEPS; step++) {
      at.advance(Duration.ofMillis(random.nextInt(200)));
      String doing = step();
      if (step % 500 == 0) {
        agrees(doing);
      }
    }
    agrees("the end");
  }

  @Test
  void severalGatewaysRacingNeverGiveOneCustomerTwiceNorAnAgentTooMany() throws Exception {
    List<QueueFixture> gateways = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      gateways.add(new QueueFixture(vertx, BOUND));
    }
    Map<String, Integer> capacity = Map.of("ann", 3, "ben", 2, "eve", 4);
    capacity.forEach((user, n) -> at.call(q -> q.present(SHOP, agent(user, n))));
    for (int round = 0; round < 60; round++) {
      List<Future<?>> racing = new ArrayList<>();
      List<Future<List<Assignment>>> given = new ArrayList<>();
      List<Future<Enqueued>> entered = new ArrayList<>();
      for (QueueFixture gateway : gateways) {
        for (int i = 0; i < 5; i++) {
          Waiting one = at.someone(SKILLS.get(random.nextInt(3)), random.nextInt(3));
          entered.add(gateway.ask(q -> q.enqueue(one)));
          entered.add(gateways.get(random.nextInt(3)).ask(q -> q.enqueue(one)));
          given.add(gateway.ask(q -> q.assign(SHOP)));
        }
      }
      racing.addAll(given);
      racing.addAll(entered);
      Future.all(racing).await(20, TimeUnit.SECONDS);

      Set<ConversationId> once = new HashSet<>();
      given.stream()
          .flatMap(f -> f.result().stream())
          .forEach(a -> assertThat(once.add(a.conversation())).as("given once").isTrue());
      Set<ConversationId> held = new HashSet<>();
      capacity.forEach(
          (user, n) -> {
            List<Assignment> desk = desk(user);
            assertThat(desk.size()).as(user).isLessThanOrEqualTo(n);
            desk.forEach(a -> assertThat(held.add(a.conversation())).isTrue());
          });
      assertThat(state().waiting()).isLessThanOrEqualTo(BOUND);
      List<Future<?>> leaving = new ArrayList<>();
      for (ConversationId id : held) {
        if (random.nextBoolean()) {
          leaving.add(gateways.get(random.nextInt(3)).ask(q -> q.leave(SHOP, id)));
        }
      }
      Future.all(leaving).await(20, TimeUnit.SECONDS);
    }
    for (QueueFixture gateway : gateways) {
      gateway.close();
    }
  }

  private String step() {
    int dice = random.nextInt(100);
    if (dice < 25) {
      enqueue();
      return "enqueue";
    } else if (dice < 45) {
      assign();
      return "assign";
    } else if (dice < 65) {
      leave();
      return "leave";
    } else if (dice < 75) {
      present();
      return "present";
    } else if (dice < 80) {
      requeue();
      return "requeue";
    } else if (dice < 85) {
      handTo();
      return "handTo";
    } else if (dice < 90) {
      expire();
      return "expire";
    } else if (dice < 93) {
      leaving();
      return "leaving";
    } else if (dice < 97) {
      places();
      return "places";
    } else if (dice < 99) {
      at.advance(Duration.ofSeconds(8));
      return "time";
    }
    wipe();
    return "wipe";
  }

  private void enqueue() {
    Waiting one =
        random.nextInt(10) == 0 && !known.isEmpty()
            ? any(List.copyOf(known.values()))
            : at.someone(SKILLS.get(random.nextInt(3)), random.nextInt(4));
    Enqueued answer = at.call(q -> q.enqueue(one));

    if (assigned.containsKey(one.conversation())) {
      assertThat(answer).isEqualTo(new Enqueued.Taken(assigned.get(one.conversation())));
    } else if (waiting.containsKey(one.conversation())) {
      assertThat(((Enqueued.At) answer).place().position())
          .isEqualTo(position(waiting.get(one.conversation())));
    } else if (waiting.size() >= BOUND) {
      assertThat(answer).as(says()).isInstanceOf(Enqueued.Full.class);
    } else {
      waiting.put(one.conversation(), one);
      known.put(one.conversation(), one);
      assertThat(((Enqueued.At) answer).place().position()).as(says()).isEqualTo(position(one));
    }
  }

  private void assign() {
    List<Assignment> given = at.call(q -> q.assign(SHOP));
    for (Assignment one : given) {
      Waiting was = waiting.get(one.conversation());
      assertThat(was).as(says() + " waited").isNotNull();
      assertThat(position(was)).as(says() + " was the head of its queue").isEqualTo(1);
      assertThat(free(one.agent(), was.skill())).as(says() + " could take one").isTrue();
      assertThat(ratio(one.agent()))
          .as(says() + " least loaded")
          .isEqualTo(
              agents.keySet().stream()
                  .filter(user -> free(user, was.skill()))
                  .mapToDouble(this::ratio)
                  .min()
                  .orElseThrow());
      waiting.remove(one.conversation());
      assigned.put(one.conversation(), one.agent());
    }
    for (Waiting left : waiting.values()) {
      assertThat(agents.keySet()).as(says()).noneMatch(user -> free(user, left.skill()));
    }
  }

  private void leave() {
    List<ConversationId> all =
        new ArrayList<>(random.nextInt(4) == 0 ? waiting.keySet() : assigned.keySet());
    if (!all.isEmpty()) {
      ConversationId id = any(all);
      at.call(q -> q.leave(SHOP, id));
      waiting.remove(id);
      assigned.remove(id);
      known.remove(id);
    }
  }

  private void present() {
    Set<String> skills = new HashSet<>(SKILLS);
    skills.removeIf(s -> random.nextInt(3) == 0);
    Agent agent =
        new Agent(
            "agent" + random.nextInt(6), "", skills, 1 + random.nextInt(4), random.nextInt(5) > 0);
    at.call(q -> q.present(SHOP, agent));
    agents.put(agent.user(), agent);
    until.put(agent.user(), at.now.plusSeconds(30));
  }

  private void requeue() {
    if (!assigned.isEmpty()) {
      ConversationId id = any(List.copyOf(assigned.keySet()));
      String has = assigned.get(id);
      String from = random.nextInt(3) == 0 ? "somebody" : has;
      Waiting again = again(id);
      Enqueued answer = at.call(q -> q.requeue(again, from));
      if (from.equals(has)) {
        assigned.remove(id);
        waiting.put(id, again);
        known.put(id, again);
        assertThat(answer).as(says()).isInstanceOf(Enqueued.At.class);
      } else {
        assertThat(answer).as(says()).isEqualTo(new Enqueued.Taken(has));
      }
    }
  }

  private void handTo() {
    if (!known.isEmpty()) {
      ConversationId id = any(List.copyOf(known.keySet()));
      String user = "agent" + random.nextInt(6);
      boolean theirs = user.equals(assigned.get(id));
      boolean possible = theirs || free(user, null);
      boolean taken = at.call(q -> q.handTo(known.get(id), user));
      assertThat(taken).as(says()).isEqualTo(possible);
      if (taken) {
        waiting.remove(id);
        assigned.put(id, user);
      }
    }
  }

  private void expire() {
    agents.keySet().removeIf(user -> until.get(user).isBefore(at.now));
    List<Assignment> left = at.call(q -> q.expire(SHOP));
    assertThat(left.stream().map(Assignment::conversation))
        .as(says())
        .containsExactlyInAnyOrderElementsOf(
            assigned.keySet().stream()
                .filter(id -> !agents.containsKey(assigned.get(id)))
                .toList());
    for (Assignment one : left) {
      Waiting again = again(one.conversation());
      at.call(q -> q.requeue(again, one.agent()));
      assigned.remove(one.conversation());
      waiting.put(one.conversation(), again);
      known.put(one.conversation(), again);
    }
  }

  private void leaving() {
    if (!agents.isEmpty()) {
      String user = any(List.copyOf(agents.keySet()));
      at.call(q -> q.leaving(SHOP, user, Duration.ofSeconds(3)));
      Agent was = agents.get(user);
      agents.put(user, new Agent(user, "", was.skills(), was.capacity(), false));
      until.put(user, at.now.plusSeconds(3));
    }
  }

  private void places() {
    var places = at.call(q -> q.places(SHOP, known.keySet()));
    assertThat(places.keySet()).as(says()).isEqualTo(waiting.keySet());
    places.forEach(
        (id, place) -> {
          assertThat(place.position()).as(says()).isEqualTo(position(waiting.get(id)));
          assertThat(place.waitSeconds()).as(says()).isNotNegative();
        });
  }

  /** Redis comes back empty; agents come back and the journal tells the rest. */
  private void wipe() {
    TestRedis.flush();
    List<io.levee.conversation.Standing> standings = new ArrayList<>();
    known.forEach(
        (id, w) ->
            standings.add(
                new io.levee.conversation.Standing(
                    id,
                    w.customer(),
                    w.skill(),
                    w.priority(),
                    w.since(),
                    assigned.getOrDefault(id, ""))));
    at.call(q -> q.restore(SHOP, standings));
    for (String user : Set.copyOf(assigned.values())) {
      if (!agents.containsKey(user)) {
        agents.put(user, new Agent(user, "", Set.of(), 1, false));
      }
    }
    for (Agent agent : agents.values()) {
      at.call(q -> q.present(SHOP, agent));
      until.put(agent.user(), at.now.plusSeconds(30));
    }
  }

  private void agrees(String after) {
    assertThat(state().waiting()).as(says() + " after " + after).isEqualTo(waiting.size());
    Map<ConversationId, String> held = new HashMap<>();
    for (int i = 0; i < 6; i++) {
      for (Assignment a : desk("agent" + i)) {
        assertThat(held.put(a.conversation(), a.agent())).as(says()).isNull();
      }
    }
    assertThat(held).as(says() + " after " + after).isEqualTo(assigned);
    places();
  }

  private Waiting again(ConversationId id) {
    Waiting was = known.get(id);
    return new Waiting(id, was.customer(), was.skill(), HumanQueue.HEAD, was.since());
  }

  private int position(Waiting one) {
    return (int)
            waiting.values().stream()
                .filter(w -> w.skill().equals(one.skill()) && ORDER.compare(w, one) < 0)
                .count()
        + 1;
  }

  /** Whether the agent could take one more of that skill; null: of any. */
  private boolean free(String user, String skill) {
    Agent agent = agents.get(user);
    return agent != null
        && agent.available()
        && !until.get(user).isBefore(at.now)
        && (skill == null || agent.skills().contains(skill))
        && load(user) < agent.capacity();
  }

  private long load(String user) {
    return assigned.values().stream().filter(user::equals).count();
  }

  private double ratio(String user) {
    return (double) load(user) / agents.get(user).capacity();
  }

  private List<Assignment> desk(String user) {
    return at.call(q -> q.desk(SHOP, user));
  }

  private HumanQueue.State state() {
    return at.call(q -> q.state(SHOP, ""));
  }

  private static Agent agent(String user, int capacity) {
    return QueueFixture.agent(user, capacity, "a", "b", "c");
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String says() {
    return "seed " + seed;
  }
}
