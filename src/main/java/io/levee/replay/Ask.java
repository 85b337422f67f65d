package io.levee.replay;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.MalformedInputException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** {@code levee ask}: every line of a file as a customer of its own. */
public final class Ask {
  private final Target target;
  private final AskOptions options;
  private final PrintStream out;
  private final PrintStream err;
  private final int columns;
  private volatile long began;

  /**
   * @param out takes the table and totals
   * @param err takes progress and complaints
   * @param columns how wide the terminal is
   */
  public Ask(Target target, AskOptions options, PrintStream out, PrintStream err, int columns) {
    this.target = target;
    this.options = options;
    this.out = out;
    this.err = err;
    this.columns = columns;
  }

  /**
   * Asks and prints. Blocks until done.
   *
   * @return 0 when every line got an answer, else 1
   */
  public int run() throws InterruptedException {
    List<Question> questions;
    try {
      questions = Question.read(options.file(), options.column(), options.limit());
    } catch (MalformedInputException e) {
      err.println(options.file() + " is not UTF-8 text");
      return 1;
    } catch (IOException e) {
      err.println("cannot read " + options.file() + ": " + e.getMessage());
      return 1;
    }
    List<Answered> results = results(questions);
    Totals totals = new Totals(results, (System.nanoTime() - began) / 1e9);
    if (options.json()) {
      out.println(totals.json().encodePrettily());
    } else {
      Table.print(out, results, options.rows(), columns);
      out.println();
      out.print(totals.text());
    }
    return totals.complete() ? 0 : 1;
  }

  private List<Answered> results(List<Question> questions) throws InterruptedException {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try (ProgressBar bar = bar(questions.size())) {
      Promise<List<Answered>> done = Promise.promise();
      vertx.runOnContext(
          ignored -> start(vertx, questions, result -> bar.step()).onComplete(done::handle));
      return done.future().await();
    } finally {
      vertx.close().await();
    }
  }

  private Future<List<Answered>> start(
      Vertx vertx, List<Question> questions, Consumer<Answered> each) {
    Wire wire = new Wire(vertx, target, options.concurrency());
    Asker asker =
        options.socket()
            ? new SocketAsker(vertx, wire, target, options.prefix(), InstantSource.system())
            : new HttpAsker(vertx, wire, target, options.prefix());
    return wire.knock(options.concurrency())
        .compose(
            known -> {
              began = System.nanoTime();
              return new AskRun(vertx, asker, options, System::nanoTime, each).run(questions);
            });
  }

  private ProgressBar bar(int size) {
    return new ProgressBarBuilder()
        .setTaskName("asking")
        .setInitialMax(size)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .setConsumer(new ConsoleProgressBarConsumer(err, columns))
        .showSpeed()
        .build();
  }
}
