package io.levee.handoff;

import io.levee.TestRedis;
import io.levee.conversation.ConversationId;
import io.levee.handoff.HumanQueue.Assignment;
import io.levee.handoff.HumanQueue.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * How long it takes from freed capacity to the next customer's agent, in Redis, with many agents
 * and a long queue, while other gateways enqueue, look up all places and look after presence. Run
 * by hand: {@code io.levee.handoff.AssignBenchmark [agents] [waiting] [rounds]}.
 */
final class AssignBenchmark {
  private static final String SHOP = "shop";
  private static final int SKILLS = 8;
  private static final int CAPACITY = 3;

  /** Between two rounds of the other gateway; in earnest it is handoff.sweepInterval. */
  private static final long PAUSE_MILLIS = 1000;

  private AssignBenchmark() {}

  public static void main(String... args) throws Exception {
    int agents = args.length > 0 ? Integer.parseInt(args[0]) : 500;
    int waiting = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5_000;
    Vertx vertx = Vertx.vertx();
    TestRedis.flush();
    QueueFixture gateway = new QueueFixture(vertx, waiting * 2);
    QueueFixture other = new QueueFixture(vertx, waiting * 2);
    HandoffConfig config =
        QueueFixture.config(waiting * 2, Duration.ofHours(24), Duration.ZERO, Map.of());
    gateway.config = config;
    other.config = config;
    Random random = new Random(1);

    List<ConversationId> places = new ArrayList<>();
    for (int i = 0; i < waiting; i++) {
      gateway.advance(Duration.ofMillis(1));
      Waiting one = gateway.someone("skill" + i % SKILLS, random.nextInt(3));
      places.add(one.conversation());
      gateway.call(q -> q.enqueue(one));
    }
    for (int i = 0; i < agents; i++) {
      String[] skills = {"skill" + i % SKILLS, "skill" + (i + 3) % SKILLS};
      HumanQueue.Agent agent = QueueFixture.agent("agent" + i, CAPACITY, skills);
      gateway.call(q -> q.present(SHOP, agent));
    }
    Deque<Assignment> held = new ArrayDeque<>();
    while (held.size() < agents * CAPACITY) {
      held.addAll(gateway.call(q -> q.assign(SHOP)).given());
    }
    // Another gateway goes on with what gateways do meanwhile.
    boolean[] over = {false};
    Future<?> besides = besides(vertx, other, places, over);

    long[] nanos = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      gateway.advance(Duration.ofMillis(1));
      Assignment done = held.removeFirst();
      Waiting next = gateway.someone(done.skill(), 0);
      gateway.call(q -> q.enqueue(next));
      long began = System.nanoTime();
      List<Assignment> given =
          gateway.call(
              q ->
                  q.leave(SHOP, done.conversation())
                      .compose(v -> q.assign(SHOP))
                      .map(HumanQueue.Round::given));
      nanos[i] = System.nanoTime() - began;
      if (given.size() != 1) {
        throw new IllegalStateException("given " + given.size());
      }
      held.addAll(given);
    }
    over[0] = true;
    besides.await(60, TimeUnit.SECONDS);
    Arrays.sort(nanos);
    System.out.printf(
        "agents %d waiting %d rounds %d: freed capacity to the next agent p50 %.2f ms, p99 %.2f ms,"
            + " max %.2f ms%n",
        agents,
        gateway.call(q -> q.state(SHOP, "")).waiting(),
        rounds,
        nanos[rounds / 2] / 1e6,
        nanos[rounds * 99 / 100] / 1e6,
        nanos[rounds - 1] / 1e6);
    List<ConversationId> part = places.subList(places.size() - 200, places.size());
    alone("assign, nobody free", gateway, q -> q.assign(SHOP));
    alone("places of 200", gateway, q -> q.places(SHOP, part));
    alone("violations", gateway, q -> q.violations(SHOP));
    alone("expire", gateway, q -> q.expire(SHOP));
    alone("state", gateway, q -> q.state(SHOP, "skill1"));
    System.out.println("violations: " + gateway.call(q -> q.violations(SHOP)));
    gateway.close();
    other.close();
    vertx.close().await(10, TimeUnit.SECONDS);
    TestRedis.kill();
    System.exit(0);
  }

  /** What one operation takes by itself: the least and the median say most on a busy machine. */
  private static void alone(
      String name, QueueFixture gateway, Function<HumanQueue, Future<?>> question) {
    long[] nanos = new long[200];
    for (int i = 0; i < nanos.length; i++) {
      long began = System.nanoTime();
      gateway.call(q -> question.apply(q).<Void>mapEmpty());
      nanos[i] = System.nanoTime() - began;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%s: least %.2f ms, median %.2f ms%n", name, nanos[0] / 1e6, nanos[100] / 1e6);
  }

  /** All places, presence and the checker, once a second. */
  private static Future<?> besides(
      Vertx vertx, QueueFixture gateway, List<ConversationId> places, boolean[] over) {
    return gateway
        .ask(q -> q.places(SHOP, places))
        .compose(v -> gateway.ask(q -> q.still(SHOP, "agent1")))
        .compose(v -> gateway.ask(q -> q.expire(SHOP)))
        .compose(v -> gateway.ask(q -> q.violations(SHOP)))
        .compose(v -> vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
        .compose(v -> over[0] ? Future.succeededFuture() : besides(vertx, gateway, places, over));
  }
}
