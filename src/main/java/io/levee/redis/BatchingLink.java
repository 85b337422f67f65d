package io.levee.redis;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The link of one event loop. What is asked in one tick is written in one piece.
 *
 * <p>The client answers a batch as a whole: one error in it hides the answers of its neighbours.
 * Errors are rare (scripts are sent in full until the server has them), so neighbours are then told
 * that their outcome is unknown, and for a moment requests travel alone, each with its own answer.
 *
 * <p>A request that timed out keeps its turn in the connection's queue until its answer came or the
 * connection ended, so answers never shift. It also still counts as waiting: what Redis holds back
 * stays bounded.
 */
final class BatchingLink implements RedisLink {
  private static final long ALONE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A connection that answered nothing for so many timeouts is given up. */
  private static final int PATIENCE = 3;

  private static final class Call {
    final Request request;
    final long askedNanos;
    final Promise<Response> promise = Promise.promise();
    boolean answered;

    Call(Request request, long askedNanos) {
      this.request = request;
      this.askedNanos = askedNanos;
    }
  }

  private final Vertx vertx;
  private final Context context;
  private final RedisConfig config;
  private final RedisMeters meters;
  private final LongSupplier nanoTime;
  private final Reconnecting reconnecting;
  private final List<Runnable> onReconnect = new ArrayList<>();

  /** Digests that this connection's server has. */
  private final Set<String> loaded = new HashSet<>();

  /** All that wait for an answer, oldest first; answered ones leave from the head. */
  private final ArrayDeque<Call> calls = new ArrayDeque<>();

  private List<Call> collected = new ArrayList<>();
  private RedisConnection connection;
  private long aloneUntil;
  private long timer = -1;

  BatchingLink(
      Vertx vertx, Context context, RedisConfig config, RedisMeters meters, LongSupplier nanoTime) {
    this.vertx = vertx;
    this.context = context;
    this.config = config;
    this.meters = meters;
    this.nanoTime = nanoTime;
    this.aloneUntil = nanoTime.getAsLong();
    this.reconnecting = new Reconnecting(vertx, context, config, meters, this::up, this::down);
  }

  void start() {
    reconnecting.start();
    context.runOnContext(
        v -> timer = vertx.setPeriodic(Math.max(1, config.timeout().toMillis() / 4), t -> watch()));
  }

  @Override
  public Future<Response> send(Request request) {
    if (connection == null) {
      return refuse("there is no connection to Redis; it is being made again");
    }
    if (calls.size() >= config.maxWaiting()) {
      return refuse("redis.maxWaiting requests wait for Redis already");
    }
    Call call = new Call(request, nanoTime.getAsLong());
    calls.add(call);
    meters.waiting.incrementAndGet();
    collected.add(call);
    if (collected.size() == 1) {
      context.runOnContext(v -> flush());
    }
    return call.promise.future();
  }

  @Override
  public Future<Response> eval(Script script, List<String> keys, List<String> arguments) {
    if (!loaded.contains(script.sha1())) {
      return whole(script, keys, arguments);
    }
    return send(request(Command.EVALSHA, script.sha1(), keys, arguments))
        .recover(
            failure ->
                failure instanceof RedisError error && error.noScript()
                    ? whole(script, keys, arguments)
                    : Future.failedFuture(failure));
  }

  @Override
  public boolean connected() {
    return connection != null;
  }

  @Override
  public void onReconnect(Runnable handler) {
    onReconnect.add(handler);
  }

  @Override
  public Future<Void> close() {
    context.runOnContext(v -> vertx.cancelTimer(timer));
    return reconnecting.close();
  }

  private Future<Response> whole(Script script, List<String> keys, List<String> arguments) {
    RedisConnection at = connection;
    return send(request(Command.EVAL, script.text(), keys, arguments))
        .onSuccess(
            answer -> {
              if (connection == at) {
                loaded.add(script.sha1());
              }
            });
  }

  private static Request request(
      Command command, String script, List<String> keys, List<String> arguments) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    arguments.forEach(request::arg);
    return request;
  }

  private void flush() {
    List<Call> batch = collected;
    collected = new ArrayList<>();
    RedisConnection at = connection;
    if (batch.isEmpty() || at == null) {
      return;
    }
    meters.sent.increment(batch.size());
    if (batch.size() == 1 || nanoTime.getAsLong() - aloneUntil < 0) {
      batch.forEach(call -> at.send(call.request).onComplete(r -> single(call, r)));
    } else {
      at.batch(batch.stream().map(call -> call.request).toList())
          .onSuccess(
              answers -> {
                for (int i = 0; i < batch.size(); i++) {
                  answered(batch.get(i)).tryComplete(answers.get(i));
                }
              })
          .onFailure(failure -> spoiled(batch, failure));
    }
  }

  private void single(Call call, AsyncResult<Response> result) {
    Promise<Response> promise = answered(call);
    if (result.succeeded()) {
      promise.tryComplete(result.result());
    } else if (BatchErrors.connectionLost(result.cause())) {
      fail(promise, new RedisUnavailable("the connection to Redis was lost", result.cause()));
    } else {
      fail(promise, new RedisError(result.cause().getMessage()));
    }
  }

  private void spoiled(List<Call> batch, Throwable failure) {
    boolean lost = BatchErrors.connectionLost(failure);
    BatchErrors errors = BatchErrors.of(failure);
    if (!lost) {
      aloneUntil = nanoTime.getAsLong() + ALONE_NANOS;
    }
    for (int i = 0; i < batch.size(); i++) {
      Promise<Response> promise = answered(batch.get(i));
      String own = lost ? null : errors.at(i);
      fail(
          promise,
          own == null
              ? new RedisUnavailable("the outcome is unknown: its answer was lost", failure)
              : new RedisError(own));
    }
  }

  private Promise<Response> answered(Call call) {
    call.answered = true;
    while (!calls.isEmpty() && calls.peek().answered) {
      calls.poll();
      meters.waiting.decrementAndGet();
    }
    return call.promise;
  }

  private void fail(Promise<Response> promise, RuntimeException failure) {
    if (promise.tryFail(failure)) {
      meters.failed.increment();
    }
  }

  private Future<Response> refuse(String why) {
    meters.failed.increment();
    return Future.failedFuture(new RedisUnavailable(why, null));
  }

  private void watch() {
    long timeout = config.timeout().toNanos();
    long now = nanoTime.getAsLong();
    List<Call> late = calls.stream().takeWhile(c -> now - c.askedNanos >= timeout).toList();
    late.forEach(
        c -> fail(c.promise, new RedisUnavailable("no answer within redis.timeout", null)));
    if (!late.isEmpty() && now - late.getFirst().askedNanos >= PATIENCE * timeout) {
      reconnecting.drop(connection);
    }
  }

  private void up(RedisConnection fresh) {
    boolean again = reconnecting.again();
    connection = fresh;
    if (again) {
      onReconnect.forEach(Runnable::run);
    }
  }

  private void down() {
    connection = null;
    loaded.clear();
    collected = new ArrayList<>();
    List<Call> unanswered = List.copyOf(calls);
    calls.clear();
    meters.waiting.addAndGet(-unanswered.size());
    for (Call call : unanswered) {
      call.answered = true;
      fail(call.promise, new RedisUnavailable("the connection to Redis was lost", null));
    }
  }
}
