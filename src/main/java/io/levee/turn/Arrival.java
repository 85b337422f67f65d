package io.levee.turn;

import io.levee.channel.Live;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import io.levee.conversation.Session;
import io.levee.journal.Entry;
import io.levee.session.Sessions;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The end of the road: stored messages reach every reader, and their effects the world. */
final class Arrival {
  private final Sessions sessions;
  private final Live live;
  private final Elsewhere elsewhere;
  private final People people;
  private final Effects effects;

  Arrival(Sessions sessions, Live live, Elsewhere elsewhere, People people, Effects effects) {
    this.sessions = sessions;
    this.live = live;
    this.elsewhere = elsewhere;
    this.people = people;
    this.effects = effects;
  }

  /**
   * @param session as it stands after the messages
   * @param stored the messages; the last of them with the session's state, and what was written to
   *     the outbox
   * @return completes when the effects were carried out, or have to wait in the outbox, with the
   *     customer's place in the queue if they got one; never fails
   */
  Future<Optional<Place>> of(Session session, List<Entry> stored) {
    Entry last = stored.getLast();
    List<Message> messages = stored.size() == 1 ? last.messages() : all(stored);
    sessions.keep(session, last.state());
    live.publish(session.customer(), messages);
    elsewhere.tell(session.customer(), session.id(), session.lastSeq());
    if (!session.handover().agent().isEmpty()) {
      people.stored(session, messages);
    }
    return last.effects().isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : effects.carry(session, last.effects());
  }

  /**
   * The same, and the channel is told what became of {@code last}; if it waits for more than the
   * disk, with the place in the queue.
   */
  Future<Void> tell(Answered last, List<Entry> stored) {
    Future<Optional<Place>> arrived = of(last.next(), stored);
    if (last.told().onceStored()) {
      last.told().tell(last.outcome(Optional.empty()));
      return arrived.mapEmpty();
    }
    Future<Optional<Place>> place =
        Chain.then(arrived, got -> got.isPresent() ? arrived : place(last.next()));
    return Chain.then(place, found -> last.told().tell(last.outcome(found)));
  }

  private static List<Message> all(List<Entry> stored) {
    List<Message> all = new ArrayList<>(2 * stored.size());
    stored.forEach(step -> all.addAll(step.messages()));
    return List.copyOf(all);
  }

  /** The customer's place, if they wait and it is to be had; never fails. */
  Future<Optional<Place>> place(Session session) {
    return session.handledBy() == HandledBy.QUEUE && !session.closed()
        ? people.place(session.customer().storefront(), session.id()).otherwise(Optional.empty())
        : Future.succeededFuture(Optional.empty());
  }
}
