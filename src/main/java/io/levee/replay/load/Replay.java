package io.levee.replay.load;

import io.levee.replay.plan.Scenario;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.function.Supplier;

/**
 * The front door of the load tester. A scenario comes from {@link
 * io.levee.replay.plan.ScenarioFile}, which also reads a text block:
 *
 * <pre>{@code
 * Scenario scenario = ScenarioFile.parse("peak", """
 *     rate: 2000
 *     warmup: 3s
 *     phases: [{kind: constant, for: 20s}]
 *     texts: {order.track: [我的快递到哪了]}
 *     """, Path.of(""), List.of());
 * ReplayResult result = Replay.run(scenario, targets, Progress.NONE).await();
 * }</pre>
 */
public final class Replay {
  private Replay() {}

  /**
   * Runs it, on an event loop of its own that is gone afterwards.
   *
   * @return completes with what it came to, some time after the scenario's end (until the last
   *     answer, at most its patience, and until the sample is verified); fails with {@link
   *     CannotRun} when nobody could connect or log in
   */
  public static Future<ReplayResult> run(Scenario scenario, Targets targets, Progress progress) {
    return run(scenario, targets, progress, Promise.<Void>promise().future());
  }

  /**
   * One that can be stopped: nobody says anything new then, answers under way are waited for, and
   * the result is of what was run until then.
   *
   * @param stop when it completes, the run ends
   * @return as of the other; fails with {@link CannotRun} when it was stopped before it began, too
   */
  public static Future<ReplayResult> run(
      Scenario scenario, Targets targets, Progress progress, Future<Void> stop) {
    return run(scenario, targets, progress, stop, Stage.Waits.USUAL);
  }

  static Future<ReplayResult> run(
      Scenario scenario, Targets targets, Progress progress, Future<Void> stop, Stage.Waits waits) {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2)
                // Send lag says it better.
                .setBlockedThreadCheckInterval(60_000));
    Promise<ReplayResult> done = Promise.promise();
    Supplier<Future<ReplayResult>> start =
        () -> new Engine(vertx, scenario, targets, progress, waits).start(stop);
    vertx.runOnContext(ignored -> start.get().onComplete(done::handle));
    return done.future().eventually(vertx::close);
  }
}
