package io.levee.turn;

import io.levee.channel.Outcome;
import io.levee.channel.Road;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Inbound;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import io.levee.conversation.Session;
import io.levee.desk.Conversations;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The road of a node: every customer's messages travel on one of its event loops, always the same.
 * Hops there with what the channels and the desk ask for, and back with what came of it.
 */
public final class Roads implements Road, Conversations {
  /** No place that anybody has. */
  private static final Place NOWHERE = new Place(0, 0);

  private static final Future<Optional<Outcome.Busy>> ROOM =
      Future.succeededFuture(Optional.empty());

  private final Vertx vertx;
  private final Clock clock;
  private final AtomicInteger next = new AtomicInteger();
  private volatile List<Loop> loops = List.of();
  private volatile People people;
  private volatile Positions positions;
  private volatile Sweep sweep;

  /** A road that is not open yet: the channels and the desk are built upon it first. */
  public Roads(Vertx vertx, Clock clock) {
    this.vertx = vertx;
    this.clock = clock;
  }

  /**
   * Opens it on those event loops.
   *
   * @return completes when every loop has its stores and messages may come
   */
  public Future<Void> open(List<Context> contexts, Shared shared, Stores.Opener stores) {
    people = shared.people();
    positions = shared.positions();
    shared.elsewhere().watch((customer, id) -> positions.watch(customer, id, NOWHERE));
    List<Future<Loop>> built = new ArrayList<>(contexts.size());
    for (int i = 0; i < contexts.size(); i++) {
      int number = i;
      Context context = contexts.get(i);
      Promise<Loop> promise = Promise.promise();
      context.runOnContext(
          there -> {
            try {
              promise.complete(
                  Loop.build(context, number, contexts.size(), shared, stores.open(number), clock));
            } catch (RuntimeException broken) {
              promise.fail(broken);
            }
          });
      built.add(promise.future());
    }
    return Future.all(built)
        .map(
            all -> {
              loops = built.stream().map(Future::result).toList();
              sweep = new Sweep(vertx, shared.turn(), this);
              loops.getFirst().context().runOnContext(there -> sweep.start());
              return null;
            });
  }

  /** Takes up nothing more that was left undone. Messages under way go on. */
  public Future<Void> close() {
    if (sweep == null) {
      return Future.succeededFuture();
    }
    return hop(
        loops.getFirst(),
        loop -> {
          sweep.stop();
          return Future.succeededFuture();
        });
  }

  @Override
  public Future<Outcome> accept(Inbound message, Until until) {
    return on(message.customer(), loop -> loop.turn().accept(message, until));
  }

  @Override
  public Future<Optional<Outcome.Busy>> turnAway(Customer customer) {
    Loop loop = loops.get(Loop.of(customer, loops.size()));
    return loop.admission().pressed()
        ? hop(loop, there -> Future.succeededFuture(there.turn().turnAway(customer)))
        : ROOM;
  }

  @Override
  public boolean hasRoomForAll(Customer customer) {
    return !loops.get(Loop.of(customer, loops.size())).admission().pressed();
  }

  @Override
  public Future<Optional<Standing>> standing(
      Customer customer, Optional<ConversationId> conversation) {
    return on(
        customer,
        loop ->
            loop.loader()
                .truth(customer, conversation)
                .compose(
                    found -> {
                      if (found.isEmpty()) {
                        return Future.succeededFuture(
                            conversation.isPresent() ? Optional.empty() : Optional.of(nowhere()));
                      }
                      Session session = found.get();
                      return place(session)
                          .map(
                              place -> {
                                place.ifPresent(p -> positions.watch(customer, session.id(), p));
                                return Optional.of(standing(session, place));
                              });
                    }));
  }

  @Override
  public Future<Optional<Customer>> owner(String storefront, ConversationId conversation) {
    return anywhere(
        loop ->
            loop.journal()
                .tail(conversation)
                .map(
                    tail ->
                        tail.map(end -> end.customer())
                            .filter(owner -> owner.storefront().equals(storefront))));
  }

  @Override
  public Future<List<Message>> history(ConversationId conversation, int after, int limit) {
    return anywhere(loop -> loop.journal().read(conversation, after, limit));
  }

  @Override
  public Future<Map<ConversationId, Integer>> lastSeqs(Collection<ConversationId> conversations) {
    return anywhere(loop -> loop.journal().lastSeqs(conversations));
  }

  @Override
  public Future<Optional<Outcome.Fault>> close(Customer customer, ConversationId conversation) {
    return append(customer, conversation, session -> Closing.step(session, clock.instant()))
        .map(
            appended ->
                appended instanceof Appended.Unknown
                    ? Optional.of(Outcome.Fault.NOT_FOUND)
                    : Optional.empty());
  }

  @Override
  public Future<Optional<Outcome.Fault>> rate(
      Customer customer, ConversationId conversation, int score, String comment) {
    return on(
        customer,
        loop ->
            loop.loader()
                .stored(customer, Optional.of(conversation), false)
                .compose(
                    found ->
                        found.isEmpty()
                            ? Future.succeededFuture(false)
                            : loop.journal().rate(conversation, score, comment))
                .map(kept -> kept ? Optional.empty() : Optional.of(Outcome.Fault.NOT_FOUND)));
  }

  @Override
  public void typing(Customer customer, ConversationId conversation) {
    on(customer, loop -> loop.loader().stored(customer, Optional.of(conversation), false))
        .onSuccess(
            found ->
                found
                    .filter(session -> session.handledBy() == HandledBy.HUMAN)
                    .ifPresent(
                        session ->
                            people.typing(customer, conversation, session.handover().agent())));
  }

  @Override
  public Future<Appended> append(
      Customer customer, ConversationId conversation, Function<Session, Optional<Step>> step) {
    return on(customer, loop -> loop.appender().append(customer, conversation, step));
  }

  @Override
  public Future<Optional<Session>> session(Customer customer, ConversationId conversation) {
    return on(customer, loop -> loop.loader().truth(customer, Optional.of(conversation)));
  }

  /** All that wait for a person or have one, as the journal says. */
  public Future<List<io.levee.conversation.Standing>> standings(String storefront) {
    return anywhere(loop -> loop.journal().standings(storefront));
  }

  /** Another gateway has gone on with that customer: what is remembered here is out of date. */
  public void outdated(Customer customer) {
    Loop loop = loops.get(Loop.of(customer, loops.size()));
    loop.context().runOnContext(unused -> loop.sessions().forget(customer));
  }

  /** Completes when no message is being worked on. Asks the loops again every 20 ms. */
  public Future<Void> idle() {
    return Future.join(loops.stream().map(loop -> hop(loop, this::idle)).toList()).mapEmpty();
  }

  <T> Future<T> on(Customer customer, Function<Loop, Future<T>> work) {
    return hop(loops.get(Loop.of(customer, loops.size())), work);
  }

  <T> Future<T> anywhere(Function<Loop, Future<T>> work) {
    for (Loop loop : loops) {
      if (isHere(loop)) {
        return attempt(work, loop);
      }
    }
    return hop(loops.get(Math.floorMod(next.getAndIncrement(), loops.size())), work);
  }

  private <T> Future<T> hop(Loop loop, Function<Loop, Future<T>> work) {
    if (isHere(loop)) {
      return attempt(work, loop);
    }
    Context caller = vertx.getOrCreateContext();
    Promise<T> promise = Promise.promise();
    loop.context()
        .runOnContext(
            there ->
                attempt(work, loop)
                    .onComplete(result -> caller.runOnContext(back -> promise.handle(result))));
    return promise.future();
  }

  /** A request has a context of its own; what counts is the thread that runs it. */
  private static boolean isHere(Loop loop) {
    return ((ContextInternal) loop.context()).inThread();
  }

  /** A throw must not leave whoever waits without an answer. */
  private static <T> Future<T> attempt(Function<Loop, Future<T>> work, Loop loop) {
    try {
      return work.apply(loop);
    } catch (RuntimeException broken) {
      return Future.failedFuture(broken);
    }
  }

  private Future<Void> idle(Loop loop) {
    return loop.lanes().idle()
        ? Future.succeededFuture()
        : vertx.timer(20, TimeUnit.MILLISECONDS).compose(t -> idle(loop));
  }

  private Future<Optional<Place>> place(Session session) {
    return session.handledBy() == HandledBy.QUEUE && !session.closed()
        ? people.place(session.customer().storefront(), session.id()).otherwise(Optional.empty())
        : Future.succeededFuture(Optional.empty());
  }

  private static Standing nowhere() {
    return new Standing(Optional.empty(), 0, false, HandledBy.BOT, "", Optional.empty());
  }

  private static Standing standing(Session session, Optional<Place> place) {
    return new Standing(
        Optional.of(session.id()),
        session.lastSeq(),
        session.closed(),
        session.handledBy(),
        session.handover().agentName(),
        place);
  }
}
