package io.levee.turn;

import io.levee.admission.Admission;
import io.levee.admission.Verdict;
import io.levee.channel.Outcome;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Inbound;
import io.levee.conversation.Sender;
import io.levee.conversation.Session;
import io.levee.journal.Committed;
import io.levee.journal.Entry;
import io.levee.journal.Journal;
import io.levee.journal.StoreUnavailable;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The way of one message by itself: its conversation is loaded, the bot thinks, and question and
 * answer are committed in one, or, when thinking takes long, the question first.
 *
 * <p>Two things may send it back: another gateway was first ({@link #again}), or nothing can be
 * stored ({@link #unstored}). One per event loop, which owns it.
 */
final class Single {
  private final Vertx vertx;
  private final Supplier<TurnConfig> config;
  private final Admission admission;
  private final Loader loader;
  private final Mind mind;
  private final Journal journal;
  private final Arrival arrival;
  private final Repeats repeats;
  private final Later later;
  private final Clock clock;
  private final TurnMeters meters;

  Single(
      Vertx vertx,
      Supplier<TurnConfig> config,
      Admission admission,
      Loader loader,
      Mind mind,
      Journal journal,
      Arrival arrival,
      Repeats repeats,
      Later later,
      Clock clock,
      TurnMeters meters) {
    this.vertx = vertx;
    this.config = config;
    this.admission = admission;
    this.loader = loader;
    this.mind = mind;
    this.journal = journal;
    this.arrival = arrival;
    this.repeats = repeats;
    this.later = later;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * @param attempt from 1; what is remembered is not trusted any more from the second on
   * @return completes when it has been told what became of it; fails when it was not taken
   */
  Future<Void> travel(Inbound in, Told told, int attempt) {
    Future<Void> done =
        Chain.then(
            loader.load(in.customer(), in.conversation(), attempt > 1),
            found ->
                found.isEmpty()
                    ? told.tell(new Outcome.Rejected(Outcome.Fault.NOT_FOUND))
                    : travel(found.get(), in, told, attempt));
    return Chain.unless(done, lost -> unstored(in, told, lost));
  }

  private Future<Void> travel(Session session, Inbound in, Told told, int attempt) {
    if (session.closed()) {
      return ended(session, in, told);
    }
    if (session.lastSeq() == 0) {
      return begin(session, in, told, attempt);
    }
    return session.handledBy() == HandledBy.HUMAN
        ? store(Answered.silently(in, told, session), attempt)
        : answer(session, in, mind.think(session, in), told, attempt);
  }

  /**
   * A new conversation, unless the message comes twice and ended the customer's last one. At first
   * that is presumed, and the commit finds out; to turn somebody away must cost no look-up.
   */
  private Future<Void> begin(Session session, Inbound in, Told told, int attempt) {
    Optional<Verdict.Refused> no = admission.askToBegin(in.customer());
    if (no.isPresent()) {
      return told.tell(Refusals.busy(no.get()));
    }
    return attempt == 1
        ? answer(session, in, mind.think(session, in), told, attempt)
        : journal
            .lately(in.customer(), in.messageId())
            .compose(
                found ->
                    found
                            .filter(m -> m.original().saysTheSame(in.text(), in.attachments()))
                            .isPresent()
                        ? repeats.outcome(in, found.get()).compose(told::tell)
                        : answer(session, in, mind.think(session, in), told, attempt));
  }

  /** Goes on where the bot has begun to think already. */
  Future<Void> answer(Session session, Inbound in, Told told, Future<Thought> thought) {
    return answer(session, in, thought, told, 1).recover(lost -> unstored(in, told, lost));
  }

  private Future<Void> answer(
      Session session, Inbound in, Future<Thought> thought, Told told, int attempt) {
    return thought.succeeded()
        ? store(session, in, thought.result(), told, attempt)
        : soon(thought)
            .compose(
                ready ->
                    ready
                        ? store(session, in, thought.result(), told, attempt)
                        : ask(Answered.silently(in, told, session), thought, attempt));
  }

  private Future<Void> store(Session session, Inbound in, Thought thought, Told told, int attempt) {
    return store(Answered.of(in, told, session, thought, clock.instant()), attempt);
  }

  /** Question and answer in one commit. */
  private Future<Void> store(Answered one, int attempt) {
    Entry entry = one.entry();
    return journal
        .commit(entry)
        .transform(
            end ->
                end.succeeded() && end.result() instanceof Committed.Stored
                    ? arrival.tell(one, List.of(entry))
                    : notStored(one, end, attempt));
  }

  private Future<Void> notStored(Answered one, AsyncResult<Committed> end, int attempt) {
    Future<Boolean> told =
        end.succeeded()
            ? settle(end.result(), one.in(), one.told(), attempt)
            : Future.failedFuture(end.cause());
    return told.recover(lost -> unstored(one.thought(), one.told(), lost)).mapEmpty();
  }

  /** The question is kept and acknowledged now; the answer follows when it is found. */
  private Future<Void> ask(Answered question, Future<Thought> thought, int attempt) {
    Entry entry = question.pending();
    return commit(entry, question.in(), question.told(), attempt)
        .compose(
            stored -> stored ? later.follow(question, entry, thought) : Future.succeededFuture());
  }

  /**
   * Commits and deals with all that is not {@link Committed.Stored}.
   *
   * @return whether it is stored now; if not, what there was to tell is told
   */
  private Future<Boolean> commit(Entry entry, Inbound in, Told told, int attempt) {
    return journal.commit(entry).compose(committed -> settle(committed, in, told, attempt));
  }

  private Future<Boolean> settle(Committed committed, Inbound in, Told told, int attempt) {
    return switch (committed) {
      case Committed.Stored stored -> Future.succeededFuture(true);
      case Committed.Duplicate twice -> repeats.outcome(in, twice).compose(told::tell).map(false);
      case Committed.LostRace race -> again(in, told, attempt).map(false);
    };
  }

  private Future<Void> again(Inbound in, Told told, int attempt) {
    meters.lostRace();
    return attempt >= config.get().maxAttempts()
        ? Future.failedFuture(new TooContended())
        : travel(in, told, attempt + 1);
  }

  /** The conversation has ended: only a message that was stored before is welcome. */
  private Future<Void> ended(Session session, Inbound in, Told told) {
    return journal
        .find(session.id(), Sender.CUSTOMER, in.messageId())
        .compose(
            found ->
                found.isPresent()
                    ? repeats.outcome(in, found.get()).compose(told::tell)
                    : told.tell(new Outcome.Rejected(Outcome.Fault.CLOSED)));
  }

  /** Nothing can be stored, not even looked up: what the bot would say may help all the same. */
  private Future<Void> unstored(Inbound in, Told told, Throwable lost) {
    if (!(lost instanceof StoreUnavailable)) {
      return Future.failedFuture(lost);
    }
    if (told.future().isComplete()) {
      return Future.succeededFuture();
    }
    // A conversation that cannot be looked up may be with a person: the bot does not butt in.
    return in.conversation().isPresent()
        ? told.tell(new Outcome.NotStored("", config.get().retryAfter()))
        : mind.think(loader.startOf(in.customer()), in)
            .compose(thought -> unstored(thought, told, lost).mapEmpty());
  }

  /**
   * Tells what the bot would have said.
   *
   * @return completes with false; fails with what is no {@link StoreUnavailable}
   */
  Future<Boolean> unstored(Thought thought, Told told, Throwable lost) {
    if (!(lost instanceof StoreUnavailable)) {
      return Future.failedFuture(lost);
    }
    // What promises a person, a ticket or a deed is only true once it is stored.
    boolean promises = thought.next().handledBy() != HandledBy.BOT || !thought.effects().isEmpty();
    String words = promises ? "" : thought.firstWords();
    return told.tell(new Outcome.NotStored(words, config.get().retryAfter())).map(false);
  }

  /** Completes with true as soon as {@code thought} does, with false if that takes too long. */
  private Future<Boolean> soon(Future<Thought> thought) {
    if (thought.isComplete()) {
      return thought.map(true);
    }
    Promise<Boolean> promise = Promise.promise();
    long timer =
        vertx.setTimer(config.get().ackAfter().toMillis(), late -> promise.tryComplete(false));
    thought.onComplete(
        done -> {
          vertx.cancelTimer(timer);
          if (done.succeeded()) {
            promise.tryComplete(true);
          } else {
            promise.tryFail(done.cause());
          }
        });
    return promise.future();
  }
}
