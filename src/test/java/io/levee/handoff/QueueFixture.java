package io.levee.handoff;

import static org.awaitility.Awaitility.await;

import io.levee.TestRedis;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.redis.RedisLink;
import io.levee.redis.RedisLinks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A queue on the shared Redis with a clock that a test moves. */
final class QueueFixture {
  static final Instant START = Instant.parse("2025-11-11T00:00:00Z");

  final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  volatile Instant now = START;
  volatile HandoffConfig config;
  private final Context context;
  private final RedisLink link;
  private final HumanQueue queue;
  private final Random random = new Random(7);

  QueueFixture(Vertx vertx, int maxWaiting) {
    this.config = config(maxWaiting, Duration.ofMinutes(30), Duration.ZERO, Map.of());
    this.context = vertx.getOrCreateContext();
    this.link = new RedisLinks(vertx, TestRedis.config(), new SimpleMeterRegistry()).open(context);
    this.queue = HumanQueue.over(link, () -> config, clock);
    await().until(() -> call(q -> Future.succeededFuture(link.connected())));
  }

  void advance(Duration time) {
    now = now.plus(time);
  }

  HumanQueue.Waiting someone(String skill, int priority) {
    ConversationId id = ConversationId.mint(now, random);
    Customer customer = new Customer("shop", "c-" + id, "", "");
    return new HumanQueue.Waiting(id, customer, skill, priority, now);
  }

  HumanQueue.Waiting someone(Customer customer, String skill) {
    return new HumanQueue.Waiting(ConversationId.mint(now, random), customer, skill, 0, now);
  }

  static HandoffConfig config(
      int maxWaiting, Duration maxWait, Duration wrapUp, Map<String, GroupConfig> groups) {
    return new HandoffConfig(
        maxWaiting,
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        64,
        maxWait,
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofMinutes(30),
        wrapUp,
        Duration.ZERO,
        Duration.ofMinutes(2),
        Duration.ofMinutes(2),
        "Asia/Shanghai",
        groups);
  }

  static HumanQueue.Agent agent(String user, int capacity, String... skills) {
    return new HumanQueue.Agent(user, user, Set.of(skills), capacity, true);
  }

  /** Asks on the queue's loop; does not wait. */
  <T> Future<T> ask(Function<HumanQueue, Future<T>> question) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(v -> question.apply(queue).onComplete(promise));
    return promise.future();
  }

  <T> T call(Function<HumanQueue, Future<T>> question) {
    try {
      return ask(question).await(20, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  void close() throws Exception {
    link.close().await(10, TimeUnit.SECONDS);
  }
}
