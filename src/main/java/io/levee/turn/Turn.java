package io.levee.turn;

import io.levee.admission.Admission;
import io.levee.admission.Limit;
import io.levee.admission.Rank;
import io.levee.admission.Verdict;
import io.levee.channel.Outcome;
import io.levee.channel.Road.Until;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Inbound;
import io.levee.conversation.Message;
import io.levee.conversation.Session;
import io.levee.journal.Committed;
import io.levee.journal.Entry;
import io.levee.journal.Journal;
import io.levee.journal.StoreUnavailable;
import io.levee.session.Lanes;
import io.levee.session.Sessions;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The life of messages, from the channel that brought them to the answer on disk.
 *
 * <p>{@link #accept} asks admission and puts the message on its customer's lane. Those of one
 * customer that come together are answered and stored {@link #together}, as far as they only say
 * something; all others go by themselves ({@link Single}). {@link Arrival} is the end of the road.
 * One per event loop, which owns it.
 */
final class Turn {
  private final Context context;
  private final Supplier<TurnConfig> config;
  private final Admission admission;
  private final Lanes lanes;
  private final Sessions sessions;
  private final Loader loader;
  private final Mind mind;
  private final Journal journal;
  private final Arrival arrival;
  private final Single single;
  private final Later later;
  private final Clock clock;
  private final TurnMeters meters;
  private Promise<Void> tick;

  Turn(
      Vertx vertx,
      Context context,
      Supplier<TurnConfig> config,
      Admission admission,
      Lanes lanes,
      Sessions sessions,
      Loader loader,
      Mind mind,
      Journal journal,
      Arrival arrival,
      Clock clock,
      TurnMeters meters) {
    Repeats repeats = new Repeats(loader, arrival);
    this.context = context;
    this.config = config;
    this.admission = admission;
    this.lanes = lanes;
    this.sessions = sessions;
    this.loader = loader;
    this.mind = mind;
    this.journal = journal;
    this.arrival = arrival;
    this.later = new Later(vertx, config, loader, mind, journal, arrival, repeats, clock, meters);
    this.single =
        new Single(
            vertx, config, admission, loader, mind, journal, arrival, repeats, later, clock,
            meters);
    this.clock = clock;
    this.meters = meters;
  }

  Future<Outcome> accept(Inbound in, Until until) {
    Rank rank = rank(in.customer(), in.conversation());
    Told told = new Told(until);
    if (told.onceStored()) {
      admission.askPatiently(in.customer(), rank, verdict -> accept(in, told, verdict));
    } else {
      admission.askBriefly(in.customer(), rank, verdict -> accept(in, told, verdict));
    }
    return told.future();
  }

  private void accept(Inbound in, Told told, Verdict verdict) {
    switch (verdict) {
      case Verdict.Refused no -> told.tell(Refusals.busy(no));
      case Verdict.Admitted yes -> {
        Traveller one = new Traveller(in, told, yes.permit(), System.nanoTime(), this::depart);
        lanes.run(in.orderingKey(), one).onComplete(end -> over(one, end));
      }
    }
  }

  private void over(Traveller one, AsyncResult<Void> end) {
    one.permit().release(released(one, end));
    if (end.failed()) {
      broken(one, end.cause());
    }
    meters.turn(one.told().future().result(), System.nanoTime() - one.since());
  }

  private static Limit.Release released(Traveller one, AsyncResult<Void> end) {
    if (end.failed()) {
      return Limit.Release.OVERLOADED;
    }
    boolean served =
        one.told().future().result() instanceof Outcome.Accepted stored && !stored.duplicate();
    return served ? Limit.Release.COMPLETED : Limit.Release.IGNORED;
  }

  private Future<Void> broken(Traveller one, Throwable why) {
    return one.told().tell(Refusals.broken(one.in(), why, config.get().retryAfter()));
  }

  /** As far as it is known without asking anybody. */
  private Rank rank(Customer customer, Optional<ConversationId> named) {
    return sessions
        .near(customer)
        .map(
            near ->
                switch (near.handledBy()) {
                  case HUMAN, QUEUE -> Rank.PERSON;
                  case BOT, TICKET -> Rank.RUNNING;
                })
        .orElse(named.isPresent() ? Rank.RUNNING : Rank.NEW);
  }

  /** See {@link io.levee.channel.Road#turnAway}. */
  Optional<Outcome.Busy> turnAway(Customer customer) {
    return admission.turnAway(customer, rank(customer, Optional.empty())).map(Refusals::busy);
  }

  /** As {@link Later#resume}, on the customer's lane. */
  Future<Void> resume(Inbound in, Message question) {
    return lanes.runAnyway(
        in.orderingKey(), () -> later.resume(in, question, new Told(Until.STORED)));
  }

  /**
   * Sets out at the end of this tick, with those who came in it and those who waited behind. Only
   * the first takes one of admission's places: the others wait for nothing of their own.
   */
  private Future<Void> depart(Traveller first) {
    first.permit().begin();
    return endOfTick()
        .compose(
            end -> {
              List<Traveller> all = new ArrayList<>(2);
              all.add(first);
              lanes.takeAlong(
                  first.in().orderingKey(),
                  Traveller.class,
                  next -> next.mayJoin(all) && all.add(next));
              return go(all);
            });
  }

  /** One for all that set out in this tick. */
  private Future<Void> endOfTick() {
    if (tick == null) {
      Promise<Void> now = Promise.promise();
      tick = now;
      context.runOnContext(
          end -> {
            tick = null;
            now.complete();
          });
    }
    return tick.future();
  }

  private Future<Void> go(List<Traveller> all) {
    Inbound first = all.getFirst().in();
    return all.size() == 1
        ? single.travel(first, all.getFirst().told(), 1)
        : loader
            .load(first.customer(), first.conversation(), false)
            .transform(
                found ->
                    found.succeeded() && found.result().filter(Turn::isWithTheBot).isPresent()
                        ? together(found.result().get(), all)
                        : apart(all, 1));
  }

  private static boolean isWithTheBot(Session session) {
    return session.lastSeq() > 0 && session.handledBy() == HandledBy.BOT && !session.closed();
  }

  /** One after the other, the first alone. */
  private Future<Void> apart(List<Traveller> all, int attempt) {
    return alone(all.getFirst(), attempt)
        .compose(
            done -> all.size() == 1 ? Future.succeededFuture() : go(all.subList(1, all.size())));
  }

  private Future<Void> alone(Traveller one, int attempt) {
    return single.travel(one.in(), one.told(), attempt).recover(lost -> broken(one, lost));
  }

  /** Answers those whom the bot can answer at once, in one commit, and goes on with the others. */
  private Future<Void> together(Session session, List<Traveller> all) {
    List<Answered> answered = new ArrayList<>(all.size());
    Session now = session;
    for (Traveller next : all) {
      Future<Thought> thought = mind.think(now, next.in());
      if (!thought.succeeded()) {
        Session then = now;
        return store(answered, all)
            .compose(asThought -> asThought ? answer(then, next, thought) : alone(next, 1))
            .compose(done -> goOn(all, answered.size() + 1));
      }
      Answered one = Answered.of(next.in(), next.told(), now, thought.result(), clock.instant());
      answered.add(one);
      now = one.next();
      if (!one.isTalk()) {
        break;
      }
    }
    return store(answered, all).compose(done -> goOn(all, answered.size()));
  }

  private Future<Void> goOn(List<Traveller> all, int from) {
    return from == all.size() ? Future.succeededFuture() : go(all.subList(from, all.size()));
  }

  private Future<Void> answer(Session session, Traveller one, Future<Thought> thought) {
    return single.answer(session, one.in(), one.told(), thought).recover(lost -> broken(one, lost));
  }

  /**
   * Commits the answers to the first of {@code all}.
   *
   * @return whether they are stored; if not, each has been on its way alone. Never fails.
   */
  private Future<Boolean> store(List<Answered> answered, List<Traveller> all) {
    if (answered.isEmpty()) {
      return Future.succeededFuture(true);
    }
    List<Entry> steps = new ArrayList<>(answered.size());
    answered.subList(0, answered.size() - 1).forEach(one -> steps.add(one.step()));
    steps.add(answered.getLast().entry());
    List<Traveller> these = all.subList(0, answered.size());
    return journal
        .commit(steps)
        .transform(
            committed -> {
              if (committed.failed() && committed.cause() instanceof StoreUnavailable lost) {
                answered.forEach(one -> single.unstored(one.thought(), one.told(), lost));
                return Future.succeededFuture(false);
              }
              return committed.succeeded() && committed.result() instanceof Committed.Stored
                  ? arrive(answered, steps).map(true)
                  : apart(these, 2).map(false);
            });
  }

  /** Only the last of them may have come to a person. */
  private Future<Void> arrive(List<Answered> all, List<Entry> steps) {
    all.subList(0, all.size() - 1).forEach(one -> one.told().tell(one.outcome(Optional.empty())));
    return arrival.tell(all.getLast(), steps);
  }
}
