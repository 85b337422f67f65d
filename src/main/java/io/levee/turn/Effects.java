package io.levee.turn;

import io.levee.channel.Live;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Effect;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Place;
import io.levee.conversation.Session;
import io.levee.handoff.HumanQueue;
import io.levee.journal.Outbox;
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

  Effects(People people, Live live, Outbox outbox, Overflow overflow, Positions positions) {
    this.people = people;
    this.live = live;
    this.outbox = outbox;
    this.overflow = overflow;
    this.positions = positions;
  }

  /**
   * Carries out what came with the last message of that session.
   *
   * @return completes with the place in the queue if one was got; never fails: what could not be
   *     done stays in the outbox
   */
  Future<Optional<Place>> carry(Session session, List<Effect> effects) {
    List<Future<Optional<Place>>> all = new ArrayList<>(effects.size());
    for (Effect effect : effects) {
      all.add(carry(session, effect));
    }
    return Future.all(all)
        .map(done -> all.stream().flatMap(place -> place.result().stream()).findFirst())
        .onSuccess(done -> done(session.id(), session.lastSeq()))
        .recover(
            later -> {
              log.atInfo()
                  .addKeyValue("conversation", session.id())
                  .addKeyValue("seq", session.lastSeq())
                  .addKeyValue("cause", later.getMessage())
                  .log("An effect waits in the outbox");
              return Future.succeededFuture(Optional.empty());
            });
  }

  /** Whether that effect is still wanted, as the conversation now stands. */
  static boolean wanted(Effect effect, Session now) {
    return switch (effect) {
      case Effect.Enqueue wait -> now.handledBy() == HandledBy.QUEUE && !now.closed();
      case Effect.Leave leave ->
          now.closed() || now.handledBy() == HandledBy.BOT || now.handledBy() == HandledBy.TICKET;
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
                      session.id(), customer, wait.skill(), wait.priority(), wait.since()))
              .compose(result -> placed(session, result));
      case Effect.Leave leave ->
          people.leave(customer.storefront(), session.id()).map(gone -> Optional.empty());
    };
  }

  void done(ConversationId conversation, int seq) {
    outbox
        .done(conversation, seq)
        .onFailure(
            again ->
                log.atInfo()
                    .addKeyValue("conversation", conversation)
                    .log("An effect was carried out and will be looked at again"));
  }

  private Future<Optional<Place>> placed(Session session, HumanQueue.Enqueued result) {
    return switch (result) {
      case HumanQueue.Enqueued.At at -> {
        live.place(session.customer(), session.id(), at.place());
        positions.watch(session.customer(), session.id(), at.place());
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
