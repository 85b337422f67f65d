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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Wake-ups over Redis's publish and subscribe. All state lives on one context, but for what is
 * asked on every turn: whether anybody else listens.
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

  private static final Set<ResponseType> LISTS = Set.of(ResponseType.MULTI, ResponseType.PUSH);

  private final Vertx vertx;
  private final Context context;
  private final RedisConfig config;
  private final RedisLink link;
  private final Reconnecting reconnecting;
  private final Map<String, Set<Listener>> topics = new HashMap<>();
  private final Queue<Saying> unsaid = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean sayingDue = new AtomicBoolean();

  /** Of the topics that we listen to. */
  private final Map<String, Audience> audiences = new ConcurrentHashMap<>();

  private final LongSupplier nanoTime;
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
    link.onReconnect(() -> audiences.values().forEach(Audience::ask));
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
    Audience audience = audiences.get(topic);
    return audience == null || audience.isThere();
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
      audiences.put(listener.topic, audience(listener.topic));
      listen(List.of(listener.topic));
    }
    others.add(listener);
  }

  private void remove(Listener listener) {
    Set<Listener> others = topics.get(listener.topic);
    if (others != null && others.remove(listener) && others.isEmpty()) {
      topics.remove(listener.topic);
      audiences.remove(listener.topic).leave();
      tell(Command.UNSUBSCRIBE, List.of(listener.topic));
    }
  }

  private void listen(Collection<String> names) {
    tell(Command.SUBSCRIBE, names);
    names.forEach(topic -> audiences.get(topic).ask());
  }

  private Audience audience(String topic) {
    return new Audience(
        vertx, context, link, topic, () -> connection != null, config.heartbeat(), nanoTime);
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
    audiences.values().forEach(Audience::lost);
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
    if (Audience.isQuestion(payloads)) {
      Audience audience = audiences.get(topic);
      if (audience != null) {
        audience.heard(payloads);
      }
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
    audiences.values().forEach(Audience::askAgain);
  }
}
