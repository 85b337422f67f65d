package io.levee.journal;

import io.levee.conversation.ConversationId;
import io.levee.postgres.PostgresLink;
import io.levee.postgres.PostgresUnavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Gathers the entries of a tick, and those that come while commits are under way, and writes them
 * as one statement. One flush to disk then pays for all of them: the busier, the cheaper. So a
 * second commit begins beside another only when it is full, or the other one is slow. Plain talk
 * goes by itself: its statement costs a fraction of the one that can do everything.
 */
final class GroupCommit {
  private static final int MOST_RETRIES = 5;

  /** Steps of one conversation and who waits for them: true when they were stored. */
  private record Waiting(List<Entry> steps, boolean talk, Promise<Boolean> stored, long since) {
    ConversationId conversation() {
      return steps.getFirst().conversation();
    }
  }

  private final Vertx vertx;
  private final Context context;
  private final PostgresLink link;
  private final Supplier<JournalConfig> config;
  private final LongSupplier nanoTime;
  private final Timer commits;
  private final DistributionSummary sizes;
  private final Counter refused;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Set<ConversationId> busy = new HashSet<>();
  private int waitingSteps;
  private int inFlight;
  private long begun;
  private boolean flushDue;
  private boolean expiryDue;

  GroupCommit(
      Vertx vertx,
      PostgresLink link,
      Supplier<JournalConfig> config,
      MeterRegistry meters,
      LongSupplier nanoTime) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.link = link;
    this.config = config;
    this.nanoTime = nanoTime;
    Tags tags = Tags.of("loop", Thread.currentThread().getName());
    this.commits =
        Timer.builder("levee.journal.commit").publishPercentileHistogram().register(meters);
    this.sizes = DistributionSummary.builder("levee.journal.batch").register(meters);
    this.refused = meters.counter("levee.journal.refused");
    Gauge.builder("levee.journal.waiting", this, c -> c.waitingSteps).tags(tags).register(meters);
    Gauge.builder("levee.journal.in_flight", this, c -> c.inFlight).tags(tags).register(meters);
  }

  /**
   * @param steps of one conversation, each beginning where the one before ends
   * @return completes with whether they were stored; fails with {@link StoreUnavailable}, or with
   *     {@link IllegalArgumentException} when PostgreSQL cannot hold them
   */
  Future<Boolean> add(List<Entry> steps) {
    if (waitingSteps >= config.get().maxWaiting()) {
      refused.increment();
      return Future.failedFuture(
          new StoreUnavailable(
              waitingSteps + " turns wait for a commit already (journal.maxWaiting)", null));
    }
    Waiting one = new Waiting(steps, isTalk(steps), Promise.promise(), nanoTime.getAsLong());
    waiting.add(one);
    waitingSteps += steps.size();
    expireLater();
    flushSoon();
    return one.stored.future();
  }

  private static boolean isTalk(List<Entry> steps) {
    for (Entry step : steps) {
      if (!step.isTalk()) {
        return false;
      }
    }
    return true;
  }

  /** At the end of this tick, so that all of it travels together. */
  private void flushSoon() {
    if (!flushDue) {
      flushDue = true;
      context.runOnContext(
          v -> {
            flushDue = false;
            flush();
          });
    }
  }

  private void flush() {
    while (mayBegin()) {
      List<Waiting> batch = nextBatch();
      if (batch.isEmpty()) {
        return;
      }
      commit(batch);
    }
  }

  /** The next one gathers while one is under way, unless it is full or that one takes its time. */
  private boolean mayBegin() {
    return inFlight == 0
        || (inFlight < config.get().maxInFlight()
            && (waitingSteps >= config.get().maxBatch()
                || nanoTime.getAsLong() - begun >= config.get().slowCommit().toNanos()));
  }

  /**
   * Each conversation once, none whose last steps are under way, and all of the first one's kind.
   */
  private List<Waiting> nextBatch() {
    List<Waiting> batch = new ArrayList<>();
    int steps = 0;
    Iterator<Waiting> each = waiting.iterator();
    while (each.hasNext() && steps < config.get().maxBatch()) {
      Waiting one = each.next();
      if ((batch.isEmpty() || one.talk == batch.getFirst().talk) && busy.add(one.conversation())) {
        each.remove();
        batch.add(one);
        steps += one.steps.size();
      }
    }
    waitingSteps -= steps;
    if (steps > 0) {
      sizes.record(steps);
    }
    // The order in which the statement locks rows, so that two gateways never wait for each other.
    batch.sort(Comparator.comparing(Waiting::conversation));
    return batch;
  }

  private void commit(List<Waiting> batch) {
    inFlight++;
    long began = nanoTime.getAsLong();
    begun = began;
    long deadline =
        vertx.setTimer(
            config.get().commitTimeout().toMillis(),
            t -> batch.forEach(w -> w.stored.tryFail(late())));
    // Who waits for the next one may be the last to come for a while: nobody else would look.
    long slow = vertx.setTimer(config.get().slowCommit().toMillis() + 1, t -> flush());
    write(batch, 0)
        .onComplete(
            done -> {
              vertx.cancelTimer(deadline);
              vertx.cancelTimer(slow);
              commits.record(nanoTime.getAsLong() - began, TimeUnit.NANOSECONDS);
              inFlight--;
              batch.forEach(w -> busy.remove(w.conversation()));
              flush();
            });
  }

  /**
   * @return completes, and never fails, when all of the batch know what became of them
   */
  private Future<Void> write(List<Waiting> batch, int retries) {
    List<List<Entry>> steps = batch.stream().map(Waiting::steps).toList();
    return Future.succeededFuture()
        .compose(
            v ->
                batch.getFirst().talk
                    ? link.execute(Sql.COMMIT_TALK, Batch.ofTalk(steps))
                    : link.execute(
                        Sql.COMMIT, Batch.of(steps, config.get().effectLease().toMillis())))
        .map(Rows::stored)
        .compose(
            stored -> {
              batch.forEach(w -> w.stored.tryComplete(stored.test(w.conversation())));
              return Future.<Void>succeededFuture();
            },
            failure -> failed(batch, retries, failure));
  }

  private Future<Void> failed(List<Waiting> batch, int retries, Throwable failure) {
    if (failure instanceof PgException pg && isConflict(pg) && retries < MOST_RETRIES) {
      return write(batch, retries + 1);
    }
    boolean unavailable = failure instanceof PostgresUnavailable;
    if (failure instanceof PgException pg ? isData(pg) : !unavailable) {
      return apart(batch, failure);
    }
    String what = unavailable ? failure.getMessage() : "the journal cannot write";
    batch.forEach(w -> w.stored.tryFail(new StoreUnavailable(what, failure)));
    return Future.succeededFuture();
  }

  /** The statement did nothing because of one conversation: halves it until that one is alone. */
  private Future<Void> apart(List<Waiting> batch, Throwable why) {
    if (batch.size() == 1) {
      batch
          .getFirst()
          .stored
          .tryFail(new IllegalArgumentException("PostgreSQL cannot hold this step", why));
      return Future.succeededFuture();
    }
    int half = batch.size() / 2;
    return write(batch.subList(0, half), 0)
        .compose(v -> write(batch.subList(half, batch.size()), 0));
  }

  /** Deadlock and serialization failure: nothing was done, and trying again helps. */
  private static boolean isConflict(PgException failure) {
    return failure.getSqlState().startsWith("40");
  }

  /** A value that does not fit (22), breaks a constraint (23) or is too large for an index (54). */
  private static boolean isData(PgException failure) {
    String state = failure.getSqlState();
    return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
  }

  /** One timer for all that wait: they wait in the order in which they came. */
  private void expireLater() {
    if (expiryDue || waiting.isEmpty()) {
      return;
    }
    expiryDue = true;
    long age = nanoTime.getAsLong() - waiting.getFirst().since;
    long left = config.get().commitTimeout().toMillis() - TimeUnit.NANOSECONDS.toMillis(age);
    vertx.setTimer(Math.max(1, left), t -> expire());
  }

  private void expire() {
    expiryDue = false;
    long patience = config.get().commitTimeout().toNanos();
    while (!waiting.isEmpty() && nanoTime.getAsLong() - waiting.getFirst().since >= patience) {
      Waiting late = waiting.removeFirst();
      waitingSteps -= late.steps.size();
      late.stored.tryFail(late());
    }
    expireLater();
  }

  private StoreUnavailable late() {
    return new StoreUnavailable(
        "not on disk within %d ms (journal.commitTimeout)"
            .formatted(config.get().commitTimeout().toMillis()),
        null);
  }
}
