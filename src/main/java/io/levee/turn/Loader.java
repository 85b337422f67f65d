package io.levee.turn;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Language;
import io.levee.conversation.Session;
import io.levee.journal.Journal;
import io.levee.journal.Tail;
import io.levee.session.SessionCodec;
import io.levee.session.Sessions;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Finds where a conversation stands: near, in Redis, else rebuilt from the journal's tail. */
final class Loader {
  private final Sessions sessions;
  private final Journal journal;
  private final Clock clock;
  private final RandomGenerator random;

  Loader(Sessions sessions, Journal journal, Clock clock, RandomGenerator random) {
    this.sessions = sessions;
    this.journal = journal;
    this.clock = clock;
    this.random = random;
  }

  /**
   * The conversation named, or the customer's open one, or a new one of which nothing is stored.
   * Whom nobody remembers is presumed to be new: to begin a second conversation loses the race for
   * the commit, and then it is loaded afresh.
   *
   * @param afresh true when what is remembered proved to be out of date
   * @return completes with it; empty when one is named that this customer does not have; fails with
   *     {@link io.levee.journal.StoreUnavailable}
   */
  Future<Optional<Session>> load(
      Customer customer, Optional<ConversationId> named, boolean afresh) {
    boolean presumes = named.isEmpty() && !afresh && sessions.canTell();
    return Chain.then(
        presumes ? remembered(customer, named) : stored(customer, named, afresh),
        found ->
            Future.succeededFuture(
                found.isPresent() || named.isPresent()
                    ? found.map(session -> session.of(customer))
                    : Optional.of(startOf(customer))));
  }

  /** As {@link #load}, without starting a new one. */
  Future<Optional<Session>> stored(
      Customer customer, Optional<ConversationId> named, boolean afresh) {
    if (afresh) {
      sessions.forget(customer);
      return fromJournal(customer, named);
    }
    Future<Optional<Session>> remembered = remembered(customer, named);
    return Chain.then(
        remembered, found -> found.isPresent() ? remembered : fromJournal(customer, named));
  }

  private Future<Optional<Session>> remembered(Customer customer, Optional<ConversationId> named) {
    Future<Optional<Session>> known = sessions.find(customer);
    return Chain.then(
        known,
        found ->
            found.isEmpty() || fits(found.get(), customer, named)
                ? known
                : Future.succeededFuture(Optional.empty()));
  }

  /** As the journal has it now; what is remembered and older is put right. */
  Future<Optional<Session>> truth(Customer customer, Optional<ConversationId> named) {
    return fromJournal(customer, named).onSuccess(found -> found.ifPresent(sessions::correct));
  }

  Session startOf(Customer customer) {
    return Session.start(ConversationId.mint(clock.instant(), random), customer, Language.ZH);
  }

  private static boolean fits(Session session, Customer customer, Optional<ConversationId> named) {
    return session.customer().lane().equals(customer.lane())
        && named.map(session.id()::equals).orElse(!session.closed());
  }

  private Future<Optional<Session>> fromJournal(Customer customer, Optional<ConversationId> named) {
    return (named.isPresent() ? journal.tail(named.get()) : journal.open(customer))
        .map(
            tail ->
                tail.filter(end -> end.customer().lane().equals(customer.lane()))
                    .map(Loader::rebuild));
  }

  private static Session rebuild(Tail tail) {
    Session session = SessionCodec.decode(tail.state()).at(tail.lastSeq());
    return tail.closed() ? session.close() : session;
  }
}
