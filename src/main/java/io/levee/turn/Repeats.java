package io.levee.turn;

import io.levee.channel.Outcome;
import io.levee.conversation.Inbound;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import io.levee.conversation.Session;
import io.levee.conversation.Understood;
import io.levee.journal.Committed;
import io.vertx.core.Future;
import java.util.Optional;

/** What a message that comes again is told: the stored answer, and how the conversation stands. */
record Repeats(Loader loader, Arrival arrival) {

  /**
   * @return completes with what to tell; fails with {@link io.levee.journal.StoreUnavailable}
   */
  Future<Outcome> outcome(Inbound in, Committed.Duplicate twice) {
    Message original = twice.original();
    if (!original.saysTheSame(in.text(), in.attachments())) {
      return Future.succeededFuture(new Outcome.Rejected(Outcome.Fault.REUSED));
    }
    return loader
        .truth(in.customer(), Optional.of(original.conversation()))
        .compose(
            found -> {
              Session now = found.orElseGet(() -> loader.startOf(in.customer()));
              return arrival.place(now).map(place -> outcome(in, twice, now, place));
            });
  }

  private static Outcome outcome(
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
}
