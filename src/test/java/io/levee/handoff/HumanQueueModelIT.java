package io.levee.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.TestRedis;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Grade;
import io.levee.conversation.Standing;
import io.levee.handoff.HumanQueue.Agent;
import io.levee.handoff.HumanQueue.Assignment;
import io.levee.handoff.HumanQueue.Enqueued;
import io.levee.handoff.HumanQueue.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random operations of several gateways on the real scripts, beside a simple model of what those
 * promise. One at a time, every answer is compared with the model's; in between many race each
 * other, and whatever order they had, nobody is lost, doubled, or given to somebody who is not
 * free. A failure names its seed; {@code -Dlevee.seed=…} repeats it (what races may come out
 * otherwise), {@code -Dlevee.model.operations=1000000} does more.
 */
final class HumanQueueModelIT {
  private static final String SHOP = QueueModel.SHOP;
  private static final int OPERATIONS = Integer.getInteger("levee.model.operations", 15_000);
  private static final int GATEWAYS = 4;
  private static final int RACE = 64;

  private final long seed = Long.getLong("levee.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Vertx vertx = Vertx.vertx();
  private final List<QueueFixture> gateways = new ArrayList<>();
  private final QueueModel model = new QueueModel();
  private int customers;
  private int done;

  @BeforeEach
  void opens() {
    TestRedis.flush();
    for (int i = 0; i < GATEWAYS; i++) {
      QueueFixture gateway = new QueueFixture(vertx, QueueModel.BOUND);
      gateway.config = QueueModel.CONFIG;
      gateways.add(gateway);
    }
    advance(Duration.ofSeconds(1));
  }

  @AfterEach
  void closes() throws Exception {
    for (QueueFixture gateway : gateways) {
      gateway.close();
    }
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void keepsItsPromisesWhateverHappensInWhateverOrder() {
    long began = System.nanoTime();
    while (done < OPERATIONS) {
      if (random.nextInt(60) == 0) {
        race();
      } else {
        advance(Duration.ofMillis(random.nextInt(200)));
        step();
        done++;
      }
      if (done % 50_000 < 1 && OPERATIONS > 50_000) {
        System.out.println(
            done + " operations, " + (System.nanoTime() - began) / 1_000_000 + " ms");
      }
    }
    agrees();
  }

  private void step() {
    int dice = random.nextInt(100);
    if (dice < 22) {
      enqueue();
    } else if (dice < 42) {
      assign();
    } else if (dice < 60) {
      leave();
    } else if (dice < 70) {
      present();
    } else if (dice < 75) {
      requeue();
    } else if (dice < 80) {
      handTo();
    } else if (dice < 84) {
      expire();
    } else if (dice < 87) {
      leaving();
    } else if (dice < 90) {
      ready();
    } else if (dice < 94) {
      places();
    } else if (dice < 96) {
      absent();
    } else if (dice < 97) {
      reconcile();
    } else if (dice < 99) {
      agrees();
      advance(Duration.ofSeconds(random.nextInt(9)));
    } else if (random.nextInt(5) == 0) {
      wipe();
    }
  }

  private void enqueue() {
    model.lapse();
    Waiting one =
        random.nextInt(8) == 0 && !model.known.isEmpty()
            ? again(any(List.copyOf(model.known.values())))
            : someone();
    Enqueued answer = call(q -> q.enqueue(one));
    ConversationId id = one.conversation();
    if (model.assigned.containsKey(id)) {
      assertThat(answer).as(says()).isEqualTo(new Enqueued.Taken(model.assigned.get(id)));
    } else if (!model.waiting.containsKey(id) && model.waiting.size() >= QueueModel.BOUND) {
      assertThat(answer).as(says()).isInstanceOf(Enqueued.Full.class);
    } else {
      if (!model.waiting.containsKey(id)) {
        model.queue(one);
      } else if (one.grade().compareTo(model.waiting.get(id).grade()) > 0) {
        model.raise(one);
      }
      assertThat(((Enqueued.At) answer).place().position())
          .as(says())
          .isEqualTo(model.position(id));
    }
  }

  /** The same customer, who may have become a graver case. */
  private Waiting again(Waiting known) {
    return new Waiting(
        known.conversation(),
        known.customer(),
        known.skill(),
        random.nextInt(4),
        model.now,
        any(List.of(Grade.values())));
  }

  private void assign() {
    model.catchUp();
    given(call(q -> q.assign(SHOP)));
  }

  private void given(HumanQueue.Round round) {
    for (Assignment one : round.given()) {
      assertThat(model.next()).as(says() + " the next").contains(one.conversation());
      assertThat(one.agent())
          .as(says() + " to whom")
          .isEqualTo(model.taker(model.waiting.get(one.conversation())).orElseThrow());
      model.desk(model.waiting.get(one.conversation()), one.agent());
    }
    assertThat(model.next()).as(says() + " nobody waits beside a free agent").isEmpty();
  }

  private void leave() {
    List<ConversationId> all =
        new ArrayList<>(random.nextInt(4) == 0 ? model.waiting.keySet() : model.assigned.keySet());
    if (!all.isEmpty()) {
      ConversationId id = any(all);
      if (random.nextBoolean()) {
        call(q -> q.leave(SHOP, id));
        model.leave(id);
      } else {
        HumanQueue.Round round = call(q -> q.release(SHOP, id));
        model.leave(id);
        model.catchUp();
        given(round);
      }
    }
  }

  private void present() {
    Agent agent = agent();
    call(q -> q.present(SHOP, agent));
    model.present(agent);
  }

  private void requeue() {
    model.lapse();
    if (!model.assigned.isEmpty()) {
      ConversationId id = any(List.copyOf(model.assigned.keySet()));
      String has = model.assigned.get(id);
      String from = random.nextInt(3) == 0 ? "somebody" : has;
      Waiting again = model.again(id);
      Enqueued answer = call(q -> q.requeue(again, from));
      if (from.equals(has)) {
        model.undesk(id);
        model.queue(again);
        assertThat(answer).as(says()).isInstanceOf(Enqueued.At.class);
      } else {
        assertThat(answer).as(says()).isEqualTo(new Enqueued.Taken(has));
      }
    }
  }

  private void handTo() {
    if (!model.known.isEmpty()) {
      Waiting one = any(List.copyOf(model.known.values()));
      String user = "agent" + random.nextInt(QueueModel.AGENTS);
      boolean theirs = user.equals(model.assigned.get(one.conversation()));
      boolean possible = theirs || model.free(user);
      boolean taken = call(q -> q.handTo(one, user));
      assertThat(taken).as(says()).isEqualTo(possible);
      if (possible && !theirs) {
        model.undesk(one.conversation());
        model.desk(one, user);
      }
    }
  }

  private void expire() {
    model.lapse();
    List<Assignment> left = call(q -> q.expire(SHOP));
    assertThat(left.stream().map(Assignment::conversation))
        .as(says())
        .containsExactlyInAnyOrderElementsOf(model.orphans());
    for (Assignment one : left) {
      Waiting again = model.again(one.conversation());
      call(q -> q.requeue(again, one.agent()));
      model.undesk(one.conversation());
      model.queue(again);
    }
  }

  private void leaving() {
    if (!model.agents.isEmpty()) {
      String user = any(List.copyOf(model.agents.keySet()));
      call(q -> q.leaving(SHOP, user, Duration.ofSeconds(3)));
      model.leaving(user, Duration.ofSeconds(3));
    }
  }

  private void absent() {
    if (!model.agents.isEmpty() && random.nextInt(3) == 0) {
      String user = any(List.copyOf(model.agents.keySet()));
      call(q -> q.absent(SHOP, user));
      model.agents.remove(user);
    }
  }

  private void ready() {
    String user = "agent" + random.nextInt(QueueModel.AGENTS);
    call(q -> q.ready(SHOP, user));
    model.wraps.remove(user);
  }

  private void places() {
    var places = call(q -> q.places(SHOP, model.known.keySet()));
    assertThat(places.keySet()).as(says()).isEqualTo(model.waiting.keySet());
    places.forEach(
        (id, place) -> {
          assertThat(place.position()).as(says()).isEqualTo(model.position(id));
          assertThat(place.waitSeconds()).as(says()).isNotNegative();
        });
  }

  /** The journal says the same, and lacks some: those are taken out. */
  private void reconcile() {
    List<Standing> standings = new ArrayList<>(model.standings());
    Collections.shuffle(standings, random);
    List<Standing> lost = standings.subList(0, Math.min(standings.size(), random.nextInt(3)));
    List<ConversationId> out = lost.stream().map(Standing::conversation).toList();
    lost.clear();
    advance(Duration.ofMillis(1));
    model.lapse();
    Instant now = gateways.getFirst().now;
    call(q -> q.reconcile(SHOP, standings, now));
    out.forEach(model::leave);
  }

  /** Redis comes back empty; agents come back and the journal tells the rest. */
  private void wipe() {
    TestRedis.flush();
    List<Standing> standings = model.standings();
    call(q -> q.restore(SHOP, standings));
    model.wiped();
    for (Agent agent : List.copyOf(model.agents.values())) {
      call(q -> q.present(SHOP, agent));
      model.present(agent);
    }
  }

  /** Many at once. What comes out depends on who was first; the model takes over what did. */
  private void race() {
    List<Future<?>> racing = new ArrayList<>();
    Map<Future<Enqueued>, Waiting> entered = new HashMap<>();
    List<Future<HumanQueue.Round>> given = new ArrayList<>();
    List<ConversationId> ready = new ArrayList<>(model.known.keySet());
    Collections.shuffle(ready, random);
    Set<ConversationId> left = new HashSet<>();
    for (int i = 0; i < RACE; i++) {
      int dice = random.nextInt(12);
      QueueFixture gateway = any(gateways);
      if (dice < 4) {
        Waiting one = someone();
        entered.put(gateway.ask(q -> q.enqueue(one)), one);
        entered.put(any(gateways).ask(q -> q.enqueue(one)), one);
      } else if (dice < 8 || ready.isEmpty()) {
        given.add(gateway.ask(q -> q.assign(SHOP)));
        racing.add(given.getLast());
      } else if (dice < 10) {
        ConversationId id = ready.removeLast();
        left.add(id);
        racing.add(
            random.nextBoolean()
                ? gateway.ask(q -> q.leave(SHOP, id))
                : gateway.ask(q -> q.release(SHOP, id)));
      } else if (dice < 11) {
        Waiting again = model.again(ready.removeLast());
        model.known.put(again.conversation(), again);
        racing.add(gateway.ask(q -> q.requeue(again, "")));
      } else {
        Waiting one = model.known.get(ready.getLast());
        String user = "agent" + random.nextInt(QueueModel.AGENTS);
        racing.add(gateway.ask(q -> q.handTo(one, user)));
        ready.removeLast();
      }
    }
    racing.addAll(entered.keySet());
    done += racing.size();
    await(Future.all(racing));
    left.forEach(model::leave);
    entered.forEach(
        (answer, one) -> {
          if (!(answer.result() instanceof Enqueued.Full)) {
            model.known.put(one.conversation(), one);
          }
        });
    Map<ConversationId, String> held = desks();
    var places = call(q -> q.places(SHOP, model.known.keySet()));
    Set<ConversationId> somewhere = new HashSet<>(held.keySet());
    places.keySet().forEach(id -> assertThat(somewhere.add(id)).as(says() + " once").isTrue());
    assertThat(somewhere).as(says() + " nobody lost").isEqualTo(model.known.keySet());
    assertThat(places).as(says()).hasSizeLessThanOrEqualTo(QueueModel.BOUND + RACE);
    soundInRedis();
    // Idle times and wrap-ups depend on the order: all begin anew.
    wipe(held);
  }

  private void wipe(Map<ConversationId, String> held) {
    model.assigned.clear();
    model.assigned.putAll(held);
    model.waiting.clear();
    model.known.forEach(
        (id, one) -> {
          if (!held.containsKey(id)) {
            model.waiting.put(id, one);
          }
        });
    wipe();
  }

  private void agrees() {
    model.catchUp();
    assertThat(call(q -> q.state(SHOP, "")).waiting()).as(says()).isEqualTo(model.waiting.size());
    assertThat(desks()).as(says()).isEqualTo(model.assigned);
    soundInRedis();
    places();
  }

  private void soundInRedis() {
    List<HumanQueue.Violation> violations = call(q -> q.violations(SHOP));
    assertThat(violations).as(says()).allMatch(HumanQueue.Violation::passing);
  }

  private Map<ConversationId, String> desks() {
    Map<ConversationId, String> held = new HashMap<>();
    for (int i = 0; i < QueueModel.AGENTS; i++) {
      String user = "agent" + i;
      for (Assignment a : call(q -> q.desk(SHOP, user))) {
        assertThat(held.put(a.conversation(), a.agent())).as(says()).isNull();
      }
    }
    return held;
  }

  private Waiting someone() {
    Customer customer = new Customer(SHOP, "c" + (customers++ % 40), "", "");
    Waiting one = gateways.getFirst().someone(customer, any(QueueModel.SKILLS));
    return new Waiting(
        one.conversation(),
        customer,
        one.skill(),
        random.nextInt(4),
        one.since().minusMillis(random.nextInt(500)),
        random.nextInt(3) > 0 ? Grade.ORDINARY : any(List.of(Grade.values())));
  }

  private Agent agent() {
    Set<String> skills = new HashSet<>(QueueModel.SKILLS);
    skills.removeIf(s -> random.nextInt(3) == 0);
    int number = random.nextInt(QueueModel.AGENTS);
    return new Agent(
        "agent" + number,
        "",
        skills,
        1 + random.nextInt(4),
        random.nextInt(5) > 0,
        Rank.ofLevel(random.nextInt(4) == 0 ? random.nextInt(3) : number % 3));
  }

  private void advance(Duration time) {
    gateways.forEach(gateway -> gateway.advance(time));
    model.now = gateways.getFirst().now;
  }

  private <T> T call(Function<HumanQueue, Future<T>> question) {
    return any(gateways).call(question);
  }

  private static void await(Future<?> all) {
    try {
      all.await(30, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String says() {
    return "seed " + seed + " operation " + done;
  }
}
