package io.levee.turn;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Message;
import io.levee.conversation.Session;
import io.levee.desk.Conversations.Appended;
import io.levee.desk.Conversations.Step;
import io.levee.journal.Committed;
import io.levee.journal.Entry;
import io.levee.journal.Journal;
import io.levee.session.Lanes;
import io.levee.session.SessionCodec;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How people and the house itself write into a conversation: on its lane, numbered and journaled
 * like a shopper's message, without the bot. One per event loop, which owns it.
 */
final class Appender {
  private final Supplier<TurnConfig> config;
  private final Lanes lanes;
  private final Loader loader;
  private final Journal journal;
  private final Arrival arrival;
  private final TurnMeters meters;

  Appender(
      Supplier<TurnConfig> config,
      Lanes lanes,
      Loader loader,
      Journal journal,
      Arrival arrival,
      TurnMeters meters) {
    this.config = config;
    this.lanes = lanes;
    this.loader = loader;
    this.journal = journal;
    this.arrival = arrival;
    this.meters = meters;
  }

  Future<Appended> append(
      Customer customer, ConversationId conversation, Function<Session, Optional<Step>> step) {
    return lanes.runAnyway(customer.lane(), () -> append(customer, conversation, step, 1));
  }

  private Future<Appended> append(
      Customer customer,
      ConversationId conversation,
      Function<Session, Optional<Step>> step,
      int attempt) {
    return loader
        .stored(customer, Optional.of(conversation), attempt > 1)
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.succeededFuture(new Appended.Unknown());
              }
              Session session = found.get();
              Optional<Step> wanted = step.apply(session);
              if (wanted.isPresent()) {
                return commit(session, wanted.get(), step, attempt);
              }
              // Nothing is written that would find out whether what is remembered still holds.
              return attempt == 1
                  ? append(customer, conversation, step, 2)
                  : Future.succeededFuture(new Appended.Refused(session));
            });
  }

  private Future<Appended> commit(
      Session session, Step wanted, Function<Session, Optional<Step>> step, int attempt) {
    Entry entry =
        new Entry(
            session.id(),
            session.customer(),
            wanted.messages(),
            SessionCodec.encode(wanted.next()),
            wanted.effects(),
            wanted.standing(),
            wanted.settles(),
            wanted.next().closed() && !session.closed(),
            false,
            0,
            "");
    return journal
        .commit(entry)
        .compose(
            committed ->
                switch (committed) {
                  case Committed.Stored stored ->
                      arrival
                          .of(wanted.next(), List.of(entry))
                          .map(unused -> new Appended.Stored(wanted.messages(), wanted.next()));
                  case Committed.Duplicate twice ->
                      Future.succeededFuture(
                          same(twice.original(), wanted.messages().getFirst())
                              ? new Appended.Duplicate(twice.original())
                              : new Appended.Reused());
                  case Committed.LostRace race -> {
                    meters.lostRace();
                    yield attempt >= config.get().maxAttempts()
                        ? Future.failedFuture(new TooContended())
                        : append(session.customer(), session.id(), step, attempt + 1);
                  }
                });
  }

  private static boolean same(Message original, Message now) {
    return original.saysTheSame(now.text(), now.attachments());
  }
}
