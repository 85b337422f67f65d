package io.levee.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.levee.TestRedis;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Language;
import io.levee.conversation.Session;
import io.levee.redis.RedisLink;
import io.levee.redis.RedisLinks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SessionsIT {
  private static final int MOST = 100;
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicLong now = new AtomicLong();
  private RedisLink redis;
  private Sessions sessions;

  @BeforeEach
  void connects() {
    TestRedis.flush();
    redis = new RedisLinks(vertx, TestRedis.config(), meters).open(context);
    await().until(() -> on(() -> Future.succeededFuture(redis.connected())));
    sessions = fresh(Duration.ofMillis(5));
  }

  @AfterEach
  void closes() throws Exception {
    redis.close().await(10, TimeUnit.SECONDS);
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  /** As after a restart: nothing in memory. */
  private Sessions fresh(Duration writeEvery) {
    return new Sessions(
        context,
        redis,
        () -> new SessionConfig(32, MOST, LIFE, Duration.ofHours(1), 1_000, writeEvery),
        0,
        new SimpleMeterRegistry(),
        now::get);
  }

  @Test
  void whatManyCustomersSaidLastIsFoundByAnotherGateway() {
    int many = 70; // more than are written at once
    for (int seq : new int[] {2, 4}) {
      for (int i = 0; i < many; i++) {
        keep(session("c" + i).at(seq));
      }
    }
    for (int i = 0; i < many; i++) {
      Customer customer = customer("c" + i);
      await()
          .untilAsserted(
              () ->
                  assertThat(on(() -> fresh(Duration.ofMillis(5)).find(customer)))
                      .map(Session::lastSeq)
                      .contains(4));
    }
  }

  @Test
  void whatHasEndedIsForgottenEverywhereOnceItIsWritten() {
    Session open = session("ann").at(2);
    keep(open);
    await().until(() -> on(() -> fresh(Duration.ofMillis(5)).find(open.customer())).isPresent());
    keep(open.at(3).close());
    assertThat(on(() -> Future.succeededFuture(sessions.near(open.customer())))).isEmpty();
    await().until(() -> on(() -> sessions.find(open.customer())).isEmpty());
  }

  @Test
  void whatHasNotBeenWrittenYetIsNewerThanWhatRedisHas() {
    Session open = session("ann").at(2);
    keep(open);
    await().until(() -> on(() -> fresh(Duration.ofMillis(5)).find(open.customer())).isPresent());
    sessions = fresh(Duration.ofSeconds(10));
    keep(open.at(3).close());
    assertThat(on(() -> sessions.find(open.customer()))).map(Session::closed).contains(true);
  }

  @Test
  void whatIsForgottenIsNotWritten() {
    sessions = fresh(Duration.ofMillis(200));
    Session wrong = session("ann").at(2);
    Session other = session("bob").at(2);
    keep(wrong);
    keep(other);
    on(
        () -> {
          sessions.forget(wrong.customer());
          return Future.succeededFuture();
        });
    await().until(() -> on(() -> fresh(Duration.ofMillis(5)).find(other.customer())).isPresent());
    assertThat(on(() -> sessions.find(wrong.customer()))).isEmpty();
  }

  @Test
  void whereThereAreTooManyWhoSpokeLastStay() {
    sessions = fresh(Duration.ofSeconds(10));
    for (int i = 0; i < MOST; i++) {
      keep(session("c" + i).at(2));
    }
    keep(session("c0").at(4));
    keep(session("new").at(2));
    assertThat(near("c0")).isTrue();
    assertThat(near("new")).isTrue();
    assertThat(near("c1")).isFalse();
    assertThat(near("c2")).isTrue();
  }

  @Test
  void whoHasNotSpokenForLongIsLetGo() {
    sessions = fresh(Duration.ofSeconds(10));
    keep(session("quiet").at(2));
    keep(session("ann").at(2));
    keep(session("ann").at(4), LIFE.dividedBy(2));
    keep(session("bob").at(2), LIFE.dividedBy(2));
    assertThat(near("quiet")).isFalse();
    assertThat(near("ann")).isTrue();
    keep(session("bob").at(4), LIFE.dividedBy(2));
    assertThat(near("ann")).isFalse();
    assertThat(near("bob")).isTrue();
  }

  private boolean near(String id) {
    return on(() -> Future.succeededFuture(sessions.near(customer(id)))).isPresent();
  }

  private void keep(Session session, Duration later) {
    now.addAndGet(later.toNanos());
    keep(session);
  }

  private void keep(Session session) {
    now.incrementAndGet();
    on(
        () -> {
          sessions.keep(session, SessionCodec.encode(session));
          return Future.succeededFuture();
        });
  }

  private static Customer customer(String id) {
    return new Customer("demo", id, "", "");
  }

  private static Session session(String id) {
    Instant since = Instant.parse("2026-11-11T00:00:00Z");
    return Session.start(
        ConversationId.mint(since, new SplittableRandom(id.hashCode())), customer(id), Language.ZH);
  }

  private <T> T on(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(v -> work.get().onComplete(done));
    try {
      return done.future().await(10, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new IllegalStateException(late);
    }
  }
}
