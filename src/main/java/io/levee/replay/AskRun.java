package io.levee.replay;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Asks all questions, so many at once, each tried again until it is taken or patience ends. The ids
 * of customers and messages follow from the lines alone, their numbers and their texts: the same
 * run again sends the same messages, and what was taken before is answered as a duplicate; other
 * texts are other customers' messages.
 *
 * <p>Runs on one event loop: the one it is started on.
 */
final class AskRun {
  private final Vertx vertx;
  private final Asker asker;
  private final AskOptions options;
  private final LongSupplier nanoTime;
  private final Consumer<Answered> each;
  private final List<Answered> results = new ArrayList<>();

  /**
   * @param each told of every question that is done
   */
  AskRun(
      Vertx vertx,
      Asker asker,
      AskOptions options,
      LongSupplier nanoTime,
      Consumer<Answered> each) {
    this.vertx = vertx;
    this.asker = asker;
    this.options = options;
    this.nanoTime = nanoTime;
    this.each = each;
  }

  static String messageId(Question question) {
    return "ask-" + question.name();
  }

  static String customer(String prefix, Question question) {
    return prefix + "-" + question.name();
  }

  /**
   * @return completes with one result a question, in the order they were done; never fails
   */
  Future<List<Answered>> run(List<Question> questions) {
    Iterator<Question> rest = questions.iterator();
    List<Future<Void>> workers = new ArrayList<>();
    for (int i = 0; i < Math.min(options.concurrency(), questions.size()); i++) {
      Promise<Void> finished = Promise.promise();
      work(rest, finished);
      workers.add(finished.future());
    }
    return Future.join(workers).map(all -> results);
  }

  private void work(Iterator<Question> rest, Promise<Void> finished) {
    if (!rest.hasNext()) {
      finished.complete();
      return;
    }
    Promise<Answered> answered = Promise.promise();
    attempt(rest.next(), nanoTime.getAsLong(), new Backoff(), answered);
    answered
        .future()
        .onSuccess(
            result -> {
              results.add(result);
              each.accept(result);
              // By way of the loop: answers that are there at once must not pile up the stack.
              vertx.runOnContext(ignored -> work(rest, finished));
            });
  }

  private void attempt(Question question, long from, Backoff backoff, Promise<Answered> done) {
    asker
        .ask(question)
        .onSuccess(reply -> done.complete(answered(question, reply, from)))
        .onFailure(
            why -> {
              Duration asked = why instanceof TryAgain again ? again.after() : Duration.ZERO;
              long pause = backoff.nextMillis(asked);
              boolean givesUp =
                  why instanceof Refused
                      || !options.retry()
                      || millis(from) + pause > options.patience().toMillis();
              if (givesUp) {
                done.complete(failed(question, why, from));
              } else {
                vertx
                    .timer(pause, TimeUnit.MILLISECONDS)
                    .onSuccess(ignored -> attempt(question, from, backoff, done));
              }
            });
  }

  private Answered answered(Question question, Asker.Reply reply, long from) {
    return new Answered(
        question,
        reply.outcome(),
        reply.intent(),
        reply.confidence(),
        reply.handledBy(),
        reply.duplicate(),
        millis(from),
        reply.outcome() == Answered.Outcome.UNANSWERED ? "taken, but not answered in time" : "");
  }

  private Answered failed(Question question, Throwable why, long from) {
    String error = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    return new Answered(question, Answered.Outcome.FAILED, "", 0, "", false, millis(from), error);
  }

  private long millis(long from) {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - from);
  }
}
