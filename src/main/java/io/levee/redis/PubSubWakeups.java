package io.levee.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Wake-ups over Redis's publish and subscribe. All state lives on one context, but for what is
 * asked on every turn: whether anybody else listens.
 *
 * <p>That is found out by a question on the topic itself. Redis tells how many it reached; if that
 * is one, and it comes back to us, we are alone, and believe so for a while. Whoever begins to
 * listen asks until the question comes back, so that all who thought to be alone hear of it when
 * that one can be reached.
 */
final class PubSubWakeups implements Wakeups {
  private final class Listener implements Subscription {
    final String topic;
    final Context home;
    final Consumer<String> consumer;

    Listener(String topic, Context home, Consumer<String> consumer) {
      this.topic = topic;
      this.home = home;
      this.consumer = consumer;
    }

    @Override
    public void close() {
      context.runOnContext(v -> remove(this));
    }
  }

  private record Saying(String topic, String payload, Promise<Void> done) {}

  /** What a question begins with; no payload does. */
  private static final String QUESTION = "\u0001";

  /** A question that has reached Redis and not come back, since we are not listening yet. */
  private static final long AGAIN_MILLIS = 50;

  /** What is known of a topic's audience is not believed for longer than that. */
  private static final Duration BELIEVED = Duration.ofSeconds(5);

  /** Who listens to a topic beside us. */
  private static final class Audience {
    /** Asked and not answered; empty: nothing is. */
    String question = "";

    /** How many that reached; 0: Redis has not told. */
    long reached;

    boolean back;

    volatile boolean alone;
    volatile long believedUntil;
    final AtomicBoolean asked = new AtomicBoolean();

    Audience(long now) {
      believedUntil = now;
    }
  }

  private static final Set<ResponseType> LISTS = Set.of(ResponseType.MULTI, ResponseType.PUSH);

  private final Vertx vertx;
  private final Context context;
  private final RedisConfig config;
  private final RedisLink link;
  private final Reconnecting reconnecting;
  private final Map<String, Set<Listener>> topics = new HashMap<>();
  private final Queue<Saying> unsaid = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean sayingDue = new AtomicBoolean();

  private final Map<String, Audience> audiences = new ConcurrentHashMap<>();
  private final String node = QUESTION + UUID.randomUUID() + ' ';
  private final LongSupplier nanoTime;

  private long questions;
  private RedisConnection connection;
  private boolean heard;
  private long timer = -1;

  PubSubWakeups(
      Vertx vertx,
      Context context,
      RedisConfig config,
      RedisMeters meters,
      RedisLink link,
      LongSupplier nanoTime) {
    this.vertx = vertx;
    this.context = context;
    this.config = config;
    this.link = link;
    this.nanoTime = nanoTime;
    this.reconnecting = new Reconnecting(vertx, context, config, meters, this::up, this::down);
  }

  void start() {
    reconnecting.start();
    link.onReconnect(() -> audiences.forEach(this::ask));
    context.runOnContext(
        v -> timer = vertx.setPeriodic(config.heartbeat().toMillis(), t -> heartbeat()));
  }

  @Override
  public Subscription subscribe(String topic, Consumer<String> listener) {
    Listener added = new Listener(topic, vertx.getOrCreateContext(), listener);
    context.runOnContext(v -> add(added));
    return added;
  }

  @Override
  public Future<Void> publish(String topic, String payload) {
    // Its future completes on the caller's context, and does not go there for nobody.
    Promise<Void> done = ((ContextInternal) vertx.getOrCreateContext()).promise();
    unsaid.add(new Saying(topic, payload, done));
    if (sayingDue.compareAndSet(false, true)) {
      context.runOnContext(v -> say());
    }
    return done.future();
  }

  @Override
  public boolean isHeard(String topic) {
    Audience audience = audience(topic);
    if (nanoTime.getAsLong() - audience.believedUntil < 0) {
      return !audience.alone;
    }
    if (audience.asked.compareAndSet(false, true)) {
      context.runOnContext(v -> ask(topic, audience));
    }
    return true;
  }

  private Audience audience(String topic) {
    Audience known = audiences.get(topic);
    return known != null
        ? known
        : audiences.computeIfAbsent(topic, unknown -> new Audience(nanoTime.getAsLong()));
  }

  private void ask(String topic, Audience audience) {
    if (connection == null || !topics.containsKey(topic)) {
      believe(audience, false);
      return;
    }
    String question = node + ++questions;
    audience.question = question;
    audience.reached = 0;
    audience.back = false;
    link.send(Request.cmd(Command.PUBLISH).arg(topic).arg(question))
        .onSuccess(
            reached -> {
              if (question.equals(audience.question)) {
                audience.reached = reached.toLong();
                answered(topic, audience);
              }
            });
  }

  private void answered(String topic, Audience audience) {
    if (audience.back && audience.reached > 0) {
      believe(audience, audience.reached == 1);
    } else if (!audience.back) {
      String question = audience.question;
      vertx.setTimer(
          AGAIN_MILLIS,
          due -> {
            if (question.equals(audience.question)) {
              ask(topic, audience);
            }
          });
    }
  }

  private void believe(Audience audience, boolean alone) {
    long span = Math.min(BELIEVED.toNanos(), config.heartbeat().toNanos());
    audience.question = "";
    audience.alone = alone;
    audience.believedUntil = nanoTime.getAsLong() + span;
    audience.asked.set(false);
  }

  /** Ours is back, or somebody else has come, who is counted from now on. */
  private void asked(String topic, String question) {
    Audience audience = audience(topic);
    if (question.equals(audience.question)) {
      audience.back = true;
      answered(topic, audience);
    } else if (!question.startsWith(node)) {
      believe(audience, false);
    }
  }

  /** What came until now, in one hop to the link. */
  private void say() {
    sayingDue.set(false);
    Map<String, List<Saying>> byTopic = new LinkedHashMap<>();
    for (Saying one = unsaid.poll(); one != null; one = unsaid.poll()) {
      byTopic.computeIfAbsent(one.topic, topic -> new ArrayList<>()).add(one);
    }
    byTopic.forEach(this::say);
  }

  private void say(String topic, List<Saying> all) {
    String payload = all.stream().map(Saying::payload).collect(Collectors.joining("\n"));
    link.send(Request.cmd(Command.PUBLISH).arg(topic).arg(payload))
        .<Void>mapEmpty()
        .onComplete(said -> all.forEach(one -> one.done.handle(said)));
  }

  @Override
  public Future<Void> close() {
    context.runOnContext(v -> vertx.cancelTimer(timer));
    return Future.join(reconnecting.close(), link.close()).mapEmpty();
  }

  private void add(Listener listener) {
    Set<Listener> others = topics.computeIfAbsent(listener.topic, t -> new LinkedHashSet<>());
    if (others.isEmpty()) {
      listen(List.of(listener.topic));
    }
    others.add(listener);
  }

  private void remove(Listener listener) {
    Set<Listener> others = topics.get(listener.topic);
    if (others != null && others.remove(listener) && others.isEmpty()) {
      topics.remove(listener.topic);
      audiences.remove(listener.topic);
      tell(Command.UNSUBSCRIBE, List.of(listener.topic));
    }
  }

  private void listen(Collection<String> names) {
    tell(Command.SUBSCRIBE, names);
    names.forEach(topic -> ask(topic, audience(topic)));
  }

  private void tell(Command command, Collection<String> names) {
    RedisConnection at = connection;
    if (at != null) {
      Request request = Request.cmd(command);
      names.forEach(request::arg);
      at.send(request).onFailure(failure -> reconnecting.drop(at));
    }
  }

  private void up(RedisConnection fresh) {
    connection = fresh;
    heard = true;
    fresh.handler(this::pushed);
    if (!topics.isEmpty()) {
      listen(topics.keySet());
    }
  }

  private void down() {
    connection = null;
    audiences.values().forEach(audience -> believe(audience, false));
  }

  private void pushed(Response push) {
    heard = true;
    // The answer to a ping may arrive here too, and is no list.
    if (push == null || !LISTS.contains(push.type()) || push.size() != 3) {
      return;
    }
    if (!"message".equals(push.get(0).toString())) {
      return;
    }
    String topic = push.get(1).toString();
    String payloads = push.get(2).toString();
    if (payloads.startsWith(QUESTION)) {
      asked(topic, payloads);
      return;
    }
    for (Listener listener : topics.getOrDefault(topic, Set.of())) {
      listener.home.runOnContext(v -> payloads.lines().forEach(listener.consumer));
    }
  }

  /**
   * A subscriber only listens: without asking it would not notice that the other end is gone. Any
   * sign counts as the answer, since the client takes a push that comes first for the reply.
   */
  private void heartbeat() {
    RedisConnection at = connection;
    if (at == null) {
      return;
    }
    if (!heard) {
      reconnecting.drop(at);
      return;
    }
    heard = false;
    at.send(Request.cmd(Command.PING)).onSuccess(pong -> heard = true);
    audiences.forEach(
        (topic, audience) -> {
          if (!audience.question.isEmpty()) {
            ask(topic, audience);
          }
        });
  }
}
