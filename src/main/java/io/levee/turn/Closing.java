package io.levee.turn;

import io.levee.conversation.Effect;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Kind;
import io.levee.conversation.Message;
import io.levee.conversation.Session;
import io.levee.conversation.Wording;
import io.levee.desk.Conversations.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the house itself adds to a conversation. */
final class Closing {
  private Closing() {}

  /** The shopper ends it; nothing when it has ended. */
  static Optional<Step> step(Session session, Instant now) {
    if (session.closed()) {
      return Optional.empty();
    }
    boolean withPeople =
        session.handledBy() == HandledBy.QUEUE || session.handledBy() == HandledBy.HUMAN;
    Message closed = say(session, Kind.CLOSED, "system.closed", now);
    return Optional.of(
        new Step(
            List.of(closed),
            session.close().at(closed.seq()),
            withPeople ? List.of(new Effect.Leave()) : List.of(),
            Optional.empty(),
            withPeople));
  }

  /** The queue takes no more: a ticket instead; nothing when the shopper does not wait any more. */
  static Optional<Step> ticket(Session session, String number, String words, Instant now) {
    if (session.closed() || session.handledBy() != HandledBy.QUEUE) {
      return Optional.empty();
    }
    Message ticket =
        Message.system(session.id(), session.lastSeq() + 1, Kind.TICKET, words, now, "");
    return Optional.of(
        new Step(
            List.of(ticket),
            session.with(HandledBy.TICKET, session.handover().ticket(number)).at(ticket.seq()),
            List.of(),
            Optional.empty(),
            true));
  }

  private static Message say(Session session, Kind kind, String key, Instant now) {
    return Message.system(
        session.id(),
        session.lastSeq() + 1,
        kind,
        Wording.of(session.talk().language(), key),
        now,
        "");
  }
}
