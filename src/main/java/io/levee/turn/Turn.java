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
import io.levee.conversation.Place;
import io.levee.conversation.Sender;
import io.levee.conversation.Session;
import io.levee.conversation.Understood;
import io.levee.journal.Committed;
import io.levee.journal.Entry;
import io.levee.journal.Journal;
import io.levee.journal.StoreUnavailable;
import io.levee.session.LaneFull;
import io.levee.session.Lanes;
import io.levee.session.SessionCodec;
import io.levee.session.Sessions;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one message, from the channel that brought it to the answer on disk.
 *
 * <p>{@link #accept} asks admission and puts the message on its customer's lane. {@link #travel}
 * loads the conversation; {@link #answer} lets the bot think and commits question and answer in
 * one, or, when thinking takes long, the question first. {@link Arrival} is the end of the road:
 * the messages go to every reader, the effects are carried out, the session is kept.
 *
 * <p>Two things may send it back: another gateway was first ({@link #again}), or nothing can be
 * stored ({@link #unstored}). One per event loop, which owns it.
 */
final class Turn {
  private static final Logger log = LoggerFactory.getLogger(Turn.class);

  private final Vertx vertx;
  private final Context context;
  private final Supplier<TurnConfig> config;
  private final Admission admission;
  private final Lanes lanes;
  private final Sessions sessions;
  private final Loader loader;
  private final Mind mind;
  private final Journal journal;
  private final Arrival arrival;
  private final Clock clock;
  private final TurnMeters meters;

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
    this.vertx = vertx;
    this.context = context;
    this.config = config;
    this.admission = admission;
    this.lanes = lanes;
    this.sessions = sessions;
    this.loader = loader;
    this.mind = mind;
    this.journal = journal;
    this.arrival = arrival;
    this.clock = clock;
    this.meters = meters;
  }

  Future<Outcome> accept(Inbound in, Until until) {
    return switch (admission.ask(in.customer(), rank(in.customer(), in.conversation()))) {
      case Verdict.Refused no -> Future.succeededFuture(busy(no));
      case Verdict.Admitted yes -> {
        Traveller one =
            new Traveller(in, new Told(until), yes.permit(), System.nanoTime(), this::depart);
        lanes.run(in.orderingKey(), one).onComplete(end -> over(one, end));
        yield one.told().future();
      }
    };
  }

  private void over(Traveller one, AsyncResult<Void> end) {
    one.permit().release(end.succeeded() ? Limit.Release.COMPLETED : Limit.Release.OVERLOADED);
    if (end.failed()) {
      one.told().tell(notTaken(one.in(), end.cause()));
    }
    meters.turn(one.told().future().result(), System.nanoTime() - one.since());
  }

  /**
   * Sets out at the end of this tick, with those who came in it and those who waited behind. Only
   * the first takes one of admission's places: the others wait for nothing of their own.
   */
  private Future<Void> depart(Traveller first) {
    first.permit().begin();
    Promise<Void> tick = Promise.promise();
    context.runOnContext(end -> tick.complete());
    return tick.future()
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

  private Future<Void> go(List<Traveller> all) {
    Inbound first = all.getFirst().in();
    return all.size() == 1
        ? travel(first, all.getFirst().told(), 1)
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
    return travel(one.in(), one.told(), attempt)
        .recover(lost -> one.told().tell(notTaken(one.in(), lost)));
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
    return answer(session, one.in(), thought, one.told(), 1)
        .recover(lost -> unstored(one.in(), one.told(), lost))
        .recover(lost -> one.told().tell(notTaken(one.in(), lost)));
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
    Answered last = answered.getLast();
    List<Entry> steps = new ArrayList<>(answered.size());
    answered.subList(0, answered.size() - 1).forEach(one -> steps.add(one.entry("")));
    steps.add(last.entry(SessionCodec.encode(last.next())));
    List<Traveller> these = all.subList(0, answered.size());
    return journal
        .commit(steps)
        .transform(
            committed -> {
              if (committed.failed() && committed.cause() instanceof StoreUnavailable lost) {
                answered.forEach(one -> unstored(one.thought(), one.told(), lost));
                return Future.succeededFuture(false);
              }
              return committed.succeeded() && committed.result() instanceof Committed.Stored
                  ? arrive(answered, steps).map(true)
                  : apart(these, 2).map(false);
            });
  }

  /** Only the last of them may have come to a person. */
  private Future<Void> arrive(List<Answered> all, List<Entry> steps) {
    Answered last = all.getLast();
    all.subList(0, all.size() - 1).forEach(one -> one.told().tell(one.outcome(Optional.empty())));
    return arrive(last.next(), steps, last.told(), last::outcome);
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
  Optional<Outcome.Busy> turnAway(Customer customer, boolean again) {
    Rank rank = rank(customer, Optional.empty());
    if (again) {
      return admission.hasRoom(customer, rank)
          ? Optional.empty()
          : Optional.of(busy(new Verdict.Refused(Verdict.Reason.PRIORITY, admission.retryAfter())));
    }
    return admission.turnAway(customer, rank).map(Turn::busy);
  }

  private static Outcome.Busy busy(Verdict.Refused no) {
    return new Outcome.Busy(no.reason().tag(), no.reason().serverBusy(), no.retryAfter());
  }

  private Future<Void> travel(Inbound in, Told told, int attempt) {
    return loader
        .load(in.customer(), in.conversation(), attempt > 1)
        .compose(
            found -> {
              if (found.isEmpty()) {
                return told.tell(new Outcome.Rejected(Outcome.Fault.NOT_FOUND));
              }
              Session session = found.get();
              if (session.closed()) {
                return ended(session, in, told);
              }
              if (session.lastSeq() == 0) {
                return begin(session, in, told, attempt);
              }
              return session.handledBy() == HandledBy.HUMAN
                  ? append(session, in, told, attempt)
                  : answer(session, in, told, attempt);
            })
        .recover(lost -> unstored(in, told, lost));
  }

  /**
   * A new conversation, unless the message comes twice and ended the customer's last one. At first
   * that is presumed, and the commit finds out; whoever would be turned away is looked up.
   */
  private Future<Void> begin(Session session, Inbound in, Told told, int attempt) {
    if (attempt == 1) {
      return admission.mayBegin(in.customer())
          ? answer(session, in, told, attempt)
          : travel(in, told, attempt + 1);
    }
    return journal
        .lately(in.customer(), in.messageId())
        .compose(
            found -> {
              if (found
                  .filter(m -> m.original().saysTheSame(in.text(), in.attachments()))
                  .isPresent()) {
                return duplicate(in, found.get()).compose(told::tell);
              }
              Optional<Verdict.Refused> no = admission.askToBegin(in.customer());
              return no.isPresent()
                  ? told.tell(busy(no.get()))
                  : answer(session, in, told, attempt);
            });
  }

  /** A person has it: the message is kept and passed on, the bot is silent. */
  private Future<Void> append(Session session, Inbound in, Told told, int attempt) {
    Message message = Answered.question(session, in, Optional.empty());
    Session next = session.at(message.seq());
    Entry entry = entry(in, List.of(message), next);
    return commit(entry, in, told, attempt)
        .recover(lost -> unstored(Thought.silent(next), told, lost))
        .compose(
            stored ->
                stored
                    ? arrive(
                        next,
                        List.of(entry),
                        told,
                        place -> accepted(next, message, List.of(), place))
                    : Future.succeededFuture());
  }

  /**
   * The end of the road; whoever waits for more than the disk is told with the place in the queue.
   */
  private Future<Void> arrive(
      Session next, List<Entry> stored, Told told, Function<Optional<Place>, Outcome> outcome) {
    Future<Optional<Place>> arrived = arrival.of(next, stored);
    if (told.onceStored()) {
      told.tell(outcome.apply(Optional.empty()));
      return arrived.mapEmpty();
    }
    return arrived
        .compose(place -> place.isPresent() ? Future.succeededFuture(place) : arrival.place(next))
        .compose(place -> told.tell(outcome.apply(place)));
  }

  private Future<Void> answer(Session session, Inbound in, Told told, int attempt) {
    return answer(session, in, mind.think(session, in), told, attempt);
  }

  private Future<Void> answer(
      Session session, Inbound in, Future<Thought> thought, Told told, int attempt) {
    return soon(thought)
        .compose(
            ready ->
                ready
                    ? inOne(session, in, thought.result(), told, attempt)
                    : inTwo(session, in, thought, told, attempt));
  }

  /** Question and answer in one commit. */
  private Future<Void> inOne(Session session, Inbound in, Thought thought, Told told, int attempt) {
    Answered one = Answered.of(in, told, session, thought, clock.instant());
    Entry entry = one.entry(SessionCodec.encode(one.next()));
    return commit(entry, in, told, attempt)
        .recover(lost -> unstored(thought, told, lost))
        .compose(
            stored ->
                stored
                    ? arrive(one.next(), List.of(entry), told, one::outcome)
                    : Future.succeededFuture());
  }

  /** The question is kept and acknowledged now; the answer follows when it is found. */
  private Future<Void> inTwo(
      Session session, Inbound in, Future<Thought> thought, Told told, int attempt) {
    Message question = Answered.question(session, in, Optional.empty());
    Session asked = session.at(question.seq());
    Entry entry =
        new Entry(
            session.id(),
            session.customer(),
            List.of(question),
            SessionCodec.encode(asked),
            List.of(),
            Optional.empty(),
            false,
            false,
            true,
            0,
            in.correlationId());
    return commit(entry, in, told, attempt)
        .compose(
            stored -> {
              if (!stored) {
                return Future.succeededFuture();
              }
              Outcome.Accepted pending =
                  new Outcome.Accepted(
                      asked.id(),
                      in.messageId(),
                      question.seq(),
                      false,
                      true,
                      asked.handledBy(),
                      false,
                      Optional.empty(),
                      List.of(),
                      Optional.empty());
              return arrival
                  .of(asked, List.of(entry))
                  .compose(
                      unused -> {
                        if (told.stored(pending)) {
                          vertx.setTimer(
                              told.left(config.get().deadline()), late -> told.tell(pending));
                        }
                        return thought.compose(t -> follow(asked, question, in, t, told, 1));
                      })
                  .recover(
                      lost -> {
                        log.atWarn()
                            .addKeyValue("conversation", asked.id())
                            .addKeyValue("seq", question.seq())
                            .addKeyValue("correlation", in.correlationId())
                            .addKeyValue("cause", lost.toString())
                            .log("A stored question has no answer yet; it is taken up again");
                        return told.tell(pending);
                      });
            });
  }

  /** The answer to a question that was stored before. */
  private Future<Void> follow(
      Session session, Message question, Inbound in, Thought thought, Told told, int attempt) {
    List<Message> answers = thought.numbered(session.lastSeq(), clock.instant());
    Session next = thought.next().at(answers.getLast().seq());
    Entry entry = entry(in, answers, next, thought, question.seq());
    return journal
        .commit(entry)
        .compose(
            committed ->
                switch (committed) {
                  case Committed.Stored stored ->
                      arrive(
                          next,
                          List.of(entry),
                          told,
                          place -> accepted(next, question, answers, place, thought));
                  case Committed.Duplicate answered -> duplicate(in, answered).compose(told::tell);
                  case Committed.LostRace race -> {
                    meters.lostRace();
                    yield attempt >= config.get().maxAttempts()
                        ? Future.failedFuture(new TooContended())
                        : resume(in, question, told, attempt + 1);
                  }
                });
  }

  /**
   * Takes up a stored question whose answer is missing: its gateway died, or somebody else wrote
   * into the conversation meanwhile.
   */
  private Future<Void> resume(Inbound in, Message question, Told told, int attempt) {
    return journal
        .find(question.conversation(), Sender.CUSTOMER, question.messageId())
        .compose(
            found ->
                found.isPresent() && !found.get().pending()
                    ? duplicate(in, found.get()).compose(told::tell)
                    : loader
                        .load(in.customer(), Optional.of(question.conversation()), true)
                        .compose(
                            now -> {
                              if (now.isEmpty()
                                  || now.get().closed()
                                  || now.get().handledBy() == HandledBy.HUMAN) {
                                return journal
                                    .unanswered(question.conversation(), question.seq())
                                    .compose(none -> unanswered(now, question, told));
                              }
                              Session session = now.get();
                              return mind.think(session, in)
                                  .compose(
                                      thought ->
                                          follow(session, question, in, thought, told, attempt));
                            }));
  }

  /** A person has it by now, or it has ended: no answer follows. */
  private static Future<Void> unanswered(Optional<Session> now, Message question, Told told) {
    return now.isEmpty()
        ? Future.succeededFuture()
        : told.tell(accepted(now.get(), question, List.of(), Optional.empty()));
  }

  /** As {@link #resume}, on the customer's lane. */
  Future<Void> resume(Inbound in, Message question) {
    return lanes.runAnyway(in.orderingKey(), () -> resume(in, question, new Told(Until.STORED), 1));
  }

  /**
   * Commits and deals with all that is not {@link Committed.Stored}.
   *
   * @return whether it is stored now; if not, what there was to tell is told
   */
  private Future<Boolean> commit(Entry entry, Inbound in, Told told, int attempt) {
    return journal
        .commit(entry)
        .compose(
            committed ->
                switch (committed) {
                  case Committed.Stored stored -> Future.succeededFuture(true);
                  case Committed.Duplicate twice ->
                      duplicate(in, twice).compose(told::tell).map(false);
                  case Committed.LostRace race -> again(in, told, attempt).map(false);
                });
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
                    ? duplicate(in, found.get()).compose(told::tell)
                    : told.tell(new Outcome.Rejected(Outcome.Fault.CLOSED)));
  }

  /** The stored answer, and how the conversation stands now. */
  private Future<Outcome> duplicate(Inbound in, Committed.Duplicate twice) {
    Message original = twice.original();
    if (!original.saysTheSame(in.text(), in.attachments())) {
      return Future.succeededFuture(new Outcome.Rejected(Outcome.Fault.REUSED));
    }
    return loader
        .truth(in.customer(), Optional.of(original.conversation()))
        .compose(
            found -> {
              Session now = found.orElseGet(() -> loader.startOf(in.customer()));
              return arrival.place(now).map(place -> duplicate(in, twice, now, place));
            });
  }

  private static Outcome duplicate(
      Inbound in, Committed.Duplicate twice, Session now, Optional<Place> place) {
    Message original = twice.original();
    Optional<Understood> understood =
        original
            .understood()
            .or(() -> twice.answers().stream().flatMap(m -> m.understood().stream()).findFirst());
    return new Outcome.Accepted(
        original.conversation(),
        in.messageId(),
        original.seq(),
        true,
        twice.pending(),
        now.handledBy(),
        understood.map(Understood::degraded).orElse(false),
        understood,
        twice.answers(),
        place);
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

  private Future<Boolean> unstored(Thought thought, Told told, Throwable lost) {
    if (!(lost instanceof StoreUnavailable)) {
      return Future.failedFuture(lost);
    }
    // What promises a person, a ticket or a deed is only true once it is stored.
    boolean promises = thought.next().handledBy() != HandledBy.BOT || !thought.effects().isEmpty();
    String words = promises ? "" : thought.firstWords();
    return told.tell(new Outcome.NotStored(words, config.get().retryAfter())).map(false);
  }

  private Outcome notTaken(Inbound in, Throwable why) {
    if (why instanceof LaneFull) {
      return new Outcome.Busy("lane-full", false, Duration.ofMillis(500));
    }
    if (why instanceof TooContended) {
      return new Outcome.Busy("contended", true, Duration.ofMillis(200));
    }
    log.atError()
        .addKeyValue("message", in.messageId())
        .addKeyValue("correlation", in.correlationId())
        .setCause(why)
        .log("A turn broke off; the message was not taken");
    return new Outcome.Busy("fault", true, config.get().retryAfter());
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

  private static Entry entry(Inbound in, List<Message> messages, Session next) {
    return new Entry(
        next.id(),
        next.customer(),
        messages,
        SessionCodec.encode(next),
        List.of(),
        Optional.empty(),
        false,
        false,
        false,
        0,
        in.correlationId());
  }

  private static Entry entry(
      Inbound in, List<Message> messages, Session next, Thought thought, int answers) {
    return new Entry(
        next.id(),
        next.customer(),
        messages,
        SessionCodec.encode(next),
        thought.effects(),
        thought.standing(),
        thought.settles(),
        next.closed(),
        false,
        answers,
        in.correlationId());
  }

  private static Outcome accepted(
      Session next,
      Message question,
      List<Message> answers,
      Optional<Place> place,
      Thought thought) {
    return new Outcome.Accepted(
        next.id(),
        question.messageId(),
        question.seq(),
        false,
        false,
        next.handledBy(),
        thought.degraded(),
        thought.understood(),
        answers,
        place);
  }

  private static Outcome accepted(
      Session next, Message question, List<Message> answers, Optional<Place> place) {
    return new Outcome.Accepted(
        next.id(),
        question.messageId(),
        question.seq(),
        false,
        false,
        next.handledBy(),
        false,
        Optional.empty(),
        answers,
        place);
  }

  /** Other gateways were first again and again. */
  static final class TooContended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooContended() {
      super("other gateways were first again and again", null, false, false);
    }
  }
}
