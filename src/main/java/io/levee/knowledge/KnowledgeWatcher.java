package io.levee.knowledge;

import io.levee.knowledge.LoadResult.Invalid;
import io.levee.knowledge.LoadResult.Loaded;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes changed knowledge files over while the gateway runs: all of them when they are valid, else
 * none, and the old knowledge stays.
 *
 * <p>Looks at the files' stamps on a timer rather than by file events, which network and container
 * file systems do not send. The stamps are taken before the files are read, so that a file which
 * was half written when it was read is read again. All state belongs to the one context it was made
 * for; files are read on worker threads.
 */
public final class KnowledgeWatcher {
  private static final Logger LOG = LoggerFactory.getLogger(KnowledgeWatcher.class);

  /** Who lives by the knowledge. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Makes everything ready for that knowledge and swaps it in.
     *
     * @return completes when the swap is made; fails when the old knowledge stays
     */
    Future<Void> onChange(Knowledge knowledge);
  }

  private final Vertx vertx;
  private final Context context;
  private final Path directory;
  private final Supplier<KnowledgeConfig> config;
  private final Listener listener;
  private final MeterRegistry meters;

  private volatile Knowledge current;
  private volatile List<KnowledgeFault> lastFaults = List.of();

  // Touched on the context only.
  private String stamp = "";
  private Future<Void> running;
  private long timer = -1;
  private boolean closed;

  /**
   * @param directory the knowledge files' directory
   * @param initial what is in use already
   * @param listener called on this watcher's context, never twice at once
   */
  public KnowledgeWatcher(
      Vertx vertx,
      Path directory,
      Supplier<KnowledgeConfig> config,
      Knowledge initial,
      Listener listener,
      MeterRegistry meters) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.directory = directory;
    this.config = config;
    this.current = initial;
    this.listener = listener;
    this.meters = meters;
    Gauge.builder("levee.knowledge.faults", this, w -> w.lastFaults.size())
        .description("Faults that keep the newest knowledge files from being taken over")
        .strongReference(true)
        .register(meters);
    Gauge.builder("levee.knowledge.entries", this, w -> w.current.entries().size())
        .description("Knowledge entries in use")
        .strongReference(true)
        .register(meters);
  }

  /** Begins to look. */
  public void start() {
    context.runOnContext(ignored -> arm());
  }

  /**
   * Looks now instead of waiting for the timer.
   *
   * @return completes when what is new has been taken over or refused; shared with a look that is
   *     under way; never fails
   */
  public Future<Void> check() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(ignored -> look().onComplete(done));
    return done.future();
  }

  /** Looks no more; completes once a look under way is over. */
  public Future<Void> close() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        ignored -> {
          closed = true;
          vertx.cancelTimer(timer);
          (running == null ? Future.<Void>succeededFuture() : running).onComplete(done);
        });
    return done.future();
  }

  /** The knowledge in use. */
  public Knowledge current() {
    return current;
  }

  /** What keeps the newest files from being taken over; empty when they are in use. */
  public List<KnowledgeFault> lastFaults() {
    return lastFaults;
  }

  private void arm() {
    if (!closed) {
      timer =
          vertx.setTimer(
              config.get().watchEvery().toMillis(), fired -> look().onComplete(looked -> arm()));
    }
  }

  private Future<Void> look() {
    if (closed) {
      return Future.succeededFuture();
    }
    if (running == null) {
      String before = stamp;
      Future<Void> look =
          vertx
              .executeBlocking(() -> read(before), false)
              .compose(this::adopt)
              .recover(this::broken);
      running = look;
      look.onComplete(over -> running = null);
      return look;
    }
    return running;
  }

  /** What a worker thread found. */
  private record Found(String stamp, LoadResult result) {}

  private Found read(String before) {
    KnowledgeConfig now = config.get();
    String seen;
    try {
      seen = KnowledgeFiles.stamp(directory, now.maxFiles() + 1);
    } catch (IOException gone) {
      seen = gone.toString();
    }
    return seen.equals(before)
        ? new Found(seen, new Loaded(current, List.of()))
        : new Found(seen, KnowledgeLoader.load(directory, now));
  }

  private Future<Void> adopt(Found found) {
    boolean looked = found.stamp().equals(stamp);
    stamp = found.stamp();
    return switch (found.result()) {
      case Invalid(var faults) -> {
        refuse(faults);
        yield Future.succeededFuture();
      }
      case Loaded(var knowledge, var warnings) -> {
        if (looked) {
          yield Future.succeededFuture();
        }
        tell(warnings, "warning in a knowledge file");
        if (knowledge.version().equals(current.version())) {
          lastFaults = List.of();
          yield Future.succeededFuture();
        }
        yield listener.onChange(knowledge).onSuccess(swapped -> swapped(knowledge));
      }
    };
  }

  private void swapped(Knowledge knowledge) {
    current = knowledge;
    lastFaults = List.of();
    count("swapped");
    LOG.atInfo()
        .addKeyValue("version", knowledge.version())
        .addKeyValue("entries", knowledge.entries().size())
        .log("new knowledge is in use");
  }

  private void refuse(List<KnowledgeFault> faults) {
    lastFaults = faults;
    count("refused");
    tell(faults, "fault in a knowledge file");
    LOG.atWarn()
        .addKeyValue("faults", faults.size())
        .addKeyValue("version", current.version())
        .log("the changed knowledge files are not taken over; the old knowledge stays in use");
  }

  /** Tried again when a file changes: what failed once would flood the log every two seconds. */
  private Future<Void> broken(Throwable why) {
    count("failed");
    lastFaults = List.of(new KnowledgeFault(directory.toString(), 0, "not taken over: " + why));
    LOG.atError()
        .setCause(why)
        .addKeyValue("version", current.version())
        .log("the changed knowledge cannot be taken over; the old knowledge stays in use");
    return Future.succeededFuture();
  }

  private void count(String outcome) {
    meters.counter("levee.knowledge.reloads", "outcome", outcome).increment();
  }

  private static void tell(List<KnowledgeFault> faults, String what) {
    for (KnowledgeFault fault : faults) {
      LOG.atWarn()
          .addKeyValue("file", fault.file())
          .addKeyValue("line", fault.line())
          .addKeyValue("problem", fault.problem())
          .log(what);
    }
  }
}
