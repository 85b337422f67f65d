package io.levee.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.levee.TestRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RedisLinkIT {
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private RedisLink link;

  @BeforeEach
  void connects() {
    TestRedis.flush();
    open(TestRedis.config());
  }

  @AfterEach
  void closes() throws Exception {
    link.close().await(10, TimeUnit.SECONDS);
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void requestsOfOneTickAreAnsweredEachWithItsOwn() {
    List<String> answers =
        onLoop(
            () -> {
              List<Future<Response>> all = new ArrayList<>();
              for (int i = 0; i < 500; i++) {
                all.add(link.send(Request.cmd(Command.ECHO).arg("e" + i)));
              }
              return Future.all(all).map(c -> all.stream().map(f -> f.result() + "").toList());
            });

    assertThat(answers).hasSize(500);
    for (int i = 0; i < 500; i++) {
      assertThat(answers.get(i)).isEqualTo("e" + i);
    }
  }

  @Test
  void aServersErrorIsToldToWhoeverCausedIt() {
    Throwable failure =
        failureOf(
            () ->
                link.send(Request.cmd(Command.SET).arg("k").arg("v"))
                    .compose(
                        v -> {
                          link.send(Request.cmd(Command.ECHO).arg("neighbour"));
                          return link.send(Request.cmd(Command.LPUSH).arg("k").arg("x"));
                        }));

    assertThat(failure).isInstanceOf(RedisError.class).hasMessageStartingWith("WRONGTYPE");
    String after = onLoop(() -> link.send(Request.cmd(Command.ECHO).arg("ok"))).toString();
    assertThat(after).isEqualTo("ok");
  }

  @Test
  void aScriptThatTheServerForgotIsSentAgain() {
    Script script = Script.of("return redis.call('INCRBY', KEYS[1], ARGV[1])");
    assertThat(onLoop(() -> link.eval(script, List.of("n"), List.of("2"))).toInteger())
        .isEqualTo(2);
    TestRedis.forgetScripts();

    assertThat(onLoop(() -> link.eval(script, List.of("n"), List.of("3"))).toInteger())
        .isEqualTo(5);
  }

  @Test
  void failsAtOnceWhileRedisIsGoneAndComesBackWithIt() {
    AtomicInteger reconnects = new AtomicInteger();
    link.onReconnect(reconnects::incrementAndGet);
    TestRedis.kill();
    try {
      await().until(() -> !connected());
      assertThat(failureOf(() -> link.ping())).isInstanceOf(RedisUnavailable.class);
      assertThat(meters.get("levee.redis.connected").gauge().value()).isZero();
    } finally {
      TestRedis.start();
    }

    await().until(this::connected);
    onLoop(() -> link.ping());
    assertThat(reconnects).hasValue(1);
    assertThat(meters.get("levee.redis.waiting").gauge().value()).isZero();
  }

  @Test
  void aLateAnswerIsNeverTakenForAnother() {
    RedisConfig patient = TestRedis.config();
    link.close();
    open(
        new RedisConfig(
            patient.url(),
            Duration.ofMillis(400),
            patient.connectTimeout(),
            64,
            patient.reconnectMin(),
            patient.reconnectMax(),
            patient.heartbeat()));
    onLoop(() -> link.ping());
    TestRedis.pause(Duration.ofMillis(700));

    // CLIENT PAUSE holds all commands back: this one is answered after it was given up.
    Throwable late = failureOf(() -> link.send(Request.cmd(Command.INCR).arg("late")));

    assertThat(late).isInstanceOf(RedisUnavailable.class);
    await()
        .untilAsserted(
            () ->
                assertThat(onLoop(() -> link.send(Request.cmd(Command.ECHO).arg("mine"))) + "")
                    .isEqualTo("mine"));
    assertThat(onLoop(() -> link.send(Request.cmd(Command.GET).arg("late"))) + "").isEqualTo("1");
  }

  @Test
  void refusesMoreThanMayWait() {
    link.close();
    RedisConfig usual = TestRedis.config();
    open(
        new RedisConfig(
            usual.url(),
            usual.timeout(),
            usual.connectTimeout(),
            10,
            usual.reconnectMin(),
            usual.reconnectMax(),
            usual.heartbeat()));

    Long refused =
        onLoop(
            () -> {
              List<Future<Void>> all = new ArrayList<>();
              for (int i = 0; i < 15; i++) {
                all.add(link.ping());
              }
              return Future.join(all)
                  .otherwiseEmpty()
                  .map(v -> all.stream().filter(Future::failed).count());
            });

    assertThat(refused).isEqualTo(5);
  }

  @Test
  void wakeUpsReachListenersAlsoAfterALostConnection() throws Exception {
    RedisLinks links = new RedisLinks(vertx, TestRedis.config(), new SimpleMeterRegistry());
    Wakeups here = links.wakeups(vertx.getOrCreateContext());
    Wakeups there = links.wakeups(vertx.getOrCreateContext());
    List<String> heard = new CopyOnWriteArrayList<>();
    List<String> other = new CopyOnWriteArrayList<>();
    Wakeups.Subscription first = here.subscribe("t", heard::add);
    here.subscribe("t", other::add);
    publishUntil(there, "a", heard);

    TestRedis.kill();
    TestRedis.start();
    publishUntil(there, "b", heard);
    first.close();
    publishUntil(there, "c", other);

    assertThat(heard).doesNotContain("c");
    here.close().await(10, TimeUnit.SECONDS);
    there.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void wakeUpsOfATickAreHeardOneByOneInTheirOrder() throws Exception {
    RedisLinks links = new RedisLinks(vertx, TestRedis.config(), new SimpleMeterRegistry());
    Wakeups wakeups = links.wakeups(vertx.getOrCreateContext());
    List<String> heard = new CopyOnWriteArrayList<>();
    List<String> other = new CopyOnWriteArrayList<>();
    wakeups.subscribe("t", heard::add);
    wakeups.subscribe("u", other::add);
    publishUntil(wakeups, "t", heard);
    await()
        .until(
            () -> {
              wakeups.publish("u", "u");
              return other.contains("u");
            });
    heard.clear();
    other.clear();
    for (int i = 0; i < 3; i++) {
      wakeups.publish("t", "t" + i);
      wakeups.publish("u", "u" + i);
    }
    await().until(() -> heard.contains("t2") && other.contains("u2"));
    assertThat(heard.stream().filter(payload -> payload.length() > 1))
        .containsExactly("t0", "t1", "t2");
    assertThat(other.stream().filter(payload -> payload.length() > 1))
        .containsExactly("u0", "u1", "u2");
    wakeups.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void whoIsAloneKnowsItUntilSomebodyElseListens() throws Exception {
    RedisLinks links = new RedisLinks(vertx, TestRedis.config(), new SimpleMeterRegistry());
    Wakeups here = links.wakeups(vertx.getOrCreateContext());
    List<String> heard = new CopyOnWriteArrayList<>();
    assertThat(here.isHeard("t")).as("nothing is known yet").isTrue();
    here.subscribe("t", heard::add);
    await().until(() -> !here.isHeard("t"));
    assertThat(here.isHeard("u")).as("of what is not listened to").isTrue();

    Wakeups there = links.wakeups(vertx.getOrCreateContext());
    there.subscribe("t", heard::add);
    await().until(() -> here.isHeard("t") && there.isHeard("t"));
    publishUntil(there, "both", heard);
    long since = System.nanoTime();
    // Longer than anything is believed.
    await()
        .until(
            () -> {
              assertThat(here.isHeard("t") && there.isHeard("t")).isTrue();
              return System.nanoTime() - since > 3 * TestRedis.config().heartbeat().toNanos();
            });

    there.close().await(10, TimeUnit.SECONDS);
    await().until(() -> !here.isHeard("t"));
    assertThat(heard).as("questions are for nobody else").containsOnly("both");
    here.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void whoBeginsToListenIsNoticedLongBeforeWhatWasBelievedIsAskedAgain() throws Exception {
    RedisLinks links = new RedisLinks(vertx, believing(), new SimpleMeterRegistry());
    Wakeups here = links.wakeups(vertx.getOrCreateContext());
    Wakeups there = links.wakeups(vertx.getOrCreateContext());
    here.subscribe("t", payload -> {});
    there.subscribe("u", payload -> {});
    await().until(() -> !here.isHeard("t") && !there.isHeard("u"));
    there.subscribe("t", payload -> {});
    await().atMost(4, TimeUnit.SECONDS).until(() -> here.isHeard("t"));
    here.close().await(10, TimeUnit.SECONDS);
    there.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void whoComesBackAtOnceIsNotTakenForSomebodyElse() throws Exception {
    RedisLinks links = new RedisLinks(vertx, believing(), new SimpleMeterRegistry());
    Wakeups here = links.wakeups(vertx.getOrCreateContext());
    here.subscribe("u", payload -> {});
    await().until(() -> !here.isHeard("u"));
    here.subscribe("t", payload -> {}).close();
    here.subscribe("t", payload -> {});
    await().during(Duration.ofMillis(300)).until(() -> !here.isHeard("t"));
    here.close().await(10, TimeUnit.SECONDS);
  }

  /** What is known of others is believed for as long as it ever is. */
  private static RedisConfig believing() {
    RedisConfig config = TestRedis.config();
    return new RedisConfig(
        config.url(),
        config.timeout(),
        config.connectTimeout(),
        config.maxWaiting(),
        config.reconnectMin(),
        config.reconnectMax(),
        Duration.ofMinutes(10));
  }

  private static void publishUntil(Wakeups wakeups, String payload, List<String> heard) {
    await()
        .until(
            () -> {
              wakeups.publish("t", payload);
              return heard.contains(payload);
            });
  }

  private void open(RedisConfig config) {
    link = new RedisLinks(vertx, config, meters).open(context);
    await().until(this::connected);
  }

  private boolean connected() {
    return onLoop(() -> Future.succeededFuture(link.connected()));
  }

  private <T> T onLoop(Supplier<Future<T>> ask) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(v -> ask.get().onComplete(promise));
    try {
      return promise.future().await(10, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private <T> Throwable failureOf(Supplier<Future<T>> ask) {
    return onLoop(
        () -> ask.get().map(v -> (Throwable) null).recover(e -> Future.succeededFuture(e)));
  }
}
