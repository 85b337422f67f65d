package io.levee.turn;

import io.levee.channel.Live;
import io.levee.conversation.Customer;
import io.levee.conversation.Effect;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Place;
import io.levee.conversation.Session;
import io.levee.handoff.HumanQueue;
import io.levee.journal.Outbox;
import io.levee.journal.Outbox.Due;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what turns want done outside their conversation. The outbox has it all in writing:
 * what cannot be done now is done later, and what is done twice has one effect.
 */
final class Effects {
  private static final Logger log = LoggerFactory.getLogger(Effects.class);

  private final People people;
  private final Live live;
  private final Outbox outbox;
  private final Overflow overflow;
  private final Positions positions;
  private final Elsewhere elsewhere;
  private final Returns returns;

  Effects(
      People people,
      Live live,
      Outbox outbox,
      Overflow overflow,
      Positions positions,
      Elsewhere elsewhere,
      Returns returns) {
    this.people = people;
    this.live = live;
    this.outbox = outbox;
    this.overflow = overflow;
    this.positions = positions;
    this.elsewhere = elsewhere;
    this.returns = returns;
  }

  /**
   * Carries out what came with the last message of that session. The shop is not waited for.
   *
   * @return completes with the place in the queue if one was got; never fails: what could not be
   *     done stays in the outbox
   */
  Future<Optional<Place>> carry(Session session, List<Effect> effects) {
    List<Future<Optional<Place>>> all = new ArrayList<>(effects.size());
    for (int ordinal = 0; ordinal < effects.size(); ordinal++) {
      Due due =
          new Due(
              session.id(),
              session.lastSeq(),
              ordinal,
              session.customer(),
              effects.get(ordinal),
              0);
      all.add(
          due.effect() instanceof Effect.Return back
              ? begin(due, back)
              : finish(due, carry(session, due.effect())));
    }
    return Future.all(all)
        .map(done -> all.stream().flatMap(place -> place.result().stream()).findFirst());
  }

  /** Carries it out off the customer's lane; nobody waits for the shop. */
  Future<Optional<Place>> begin(Due due, Effect.Return back) {
    carry(due, back).onFailure(later -> waits(due, later));
    return Future.succeededFuture(Optional.empty());
  }

  private Future<Optional<Place>> finish(Due due, Future<Optional<Place>> carried) {
    return carried
        .onSuccess(place -> done(due))
        .recover(
            later -> {
              waits(due, later);
              return Future.succeededFuture(Optional.empty());
            });
  }

  private static void waits(Due due, Throwable later) {
    log.atInfo()
        .addKeyValue("conversation", due.conversation())
        .addKeyValue("seq", due.seq())
        .addKeyValue("cause", later.getMessage())
        .log("An effect waits in the outbox");
  }

  /** Whether that effect is still wanted, as the conversation now stands. */
  static boolean wanted(Effect effect, Session now) {
    return switch (effect) {
      case Effect.Enqueue wait -> now.handledBy() == HandledBy.QUEUE && !now.closed();
      case Effect.Leave leave ->
          now.closed() || now.handledBy() == HandledBy.BOT || now.handledBy() == HandledBy.TICKET;
      case Effect.Return back -> true;
    };
  }

  /** Carries one out. Fails when it has to be tried again. */
  Future<Optional<Place>> carry(Session session, Effect effect) {
    Customer customer = session.customer();
    return switch (effect) {
      case Effect.Enqueue wait ->
          people
              .enqueue(
                  new HumanQueue.Waiting(
                      session.id(),
                      customer,
                      wait.skill(),
                      wait.priority(),
                      wait.since(),
                      wait.grade()))
              .compose(result -> placed(session, result));
      case Effect.Leave leave ->
          people.leave(customer.storefront(), session.id()).map(gone -> Optional.empty());
      case Effect.Return back ->
          throw new IllegalArgumentException("a return is carried out off the lane");
    };
  }

  /** Off the customer's lane. Fails when it has to be tried again. */
  Future<Void> carry(Due due, Effect.Return back) {
    return returns
        .carry(due.customer(), due.conversation(), due.seq(), back, due.attempts())
        .onSuccess(told -> done(due));
  }

  private void done(Due due) {
    outbox
        .done(due.conversation(), due.seq(), due.ordinal())
        .onFailure(
            again ->
                log.atInfo()
                    .addKeyValue("conversation", due.conversation())
                    .log("An effect was carried out and will be looked at again"));
  }

  private Future<Optional<Place>> placed(Session session, HumanQueue.Enqueued result) {
    return switch (result) {
      case HumanQueue.Enqueued.At at -> {
        live.place(session.customer(), session.id(), at.place());
        positions.watch(session.customer(), session.id(), at.place());
        elsewhere.tellWaits(session.customer(), session.id());
        yield Future.succeededFuture(Optional.of(at.place()));
      }
      case HumanQueue.Enqueued.Taken taken -> Future.succeededFuture(Optional.empty());
      case HumanQueue.Enqueued.Full full -> {
        overflow.queueIsFull(session.customer(), session.id());
        // Stays in the outbox until the ticket is written, when it is not wanted any more.
        yield Future.failedFuture("the queue is full; a ticket is being written");
      }
    };
  }
}
