package io.levee.turn;

import io.levee.channel.Outcome;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Inbound;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import io.levee.conversation.Session;
import io.levee.journal.Committed;
import io.levee.journal.Entry;
import io.levee.journal.Journal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers to questions that were stored before: the bot took its time, or the gateway that stored
 * one died over it. One per event loop, which owns it.
 */
final class Later {
  private static final Logger log = LoggerFactory.getLogger(Later.class);

  private final Vertx vertx;
  private final Supplier<TurnConfig> config;
  private final Loader loader;
  private final Mind mind;
  private final Journal journal;
  private final Arrival arrival;
  private final Repeats repeats;
  private final Clock clock;
  private final TurnMeters meters;

  Later(
      Vertx vertx,
      Supplier<TurnConfig> config,
      Loader loader,
      Mind mind,
      Journal journal,
      Arrival arrival,
      Repeats repeats,
      Clock clock,
      TurnMeters meters) {
    this.vertx = vertx;
    this.config = config;
    this.loader = loader;
    this.mind = mind;
    this.journal = journal;
    this.arrival = arrival;
    this.repeats = repeats;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * Passes the stored question on, and stores the answer when it comes.
   *
   * @return never fails: what cannot be stored now is taken up again
   */
  Future<Void> follow(Answered question, Entry stored, Future<Thought> thought) {
    return arrival
        .of(question.next(), List.of(stored))
        .compose(
            place -> {
              if (question.told().stored(question.outcomeSoFar())) {
                vertx.setTimer(
                    question.told().left(config.get().deadline()),
                    late -> question.told().tell(question.outcomeSoFar()));
              }
              return thought.compose(
                  t ->
                      store(
                          question.next(),
                          question.question(),
                          question.in(),
                          t,
                          question.told(),
                          1));
            })
        .recover(
            lost -> {
              log.atWarn()
                  .addKeyValue("conversation", question.next().id())
                  .addKeyValue("seq", question.question().seq())
                  .addKeyValue("correlation", question.in().correlationId())
                  .addKeyValue("cause", lost.toString())
                  .log("A stored question has no answer yet; it is taken up again");
              return question.told().tell(question.outcomeSoFar());
            });
  }

  private Future<Void> store(
      Session session, Message question, Inbound in, Thought thought, Told told, int attempt) {
    Answered answer = Answered.late(in, told, question, session, thought, clock.instant());
    Entry entry = answer.entry();
    return journal
        .commit(entry)
        .compose(
            committed ->
                switch (committed) {
                  case Committed.Stored stored -> arrival.tell(answer, List.of(entry));
                  case Committed.Duplicate answered ->
                      repeats.outcome(in, answered).compose(told::tell);
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
   * into the conversation meanwhile. To be called on the customer's lane.
   */
  Future<Void> resume(Inbound in, Message question, Told told) {
    return resume(in, question, told, 1);
  }

  private Future<Void> resume(Inbound in, Message question, Told told, int attempt) {
    return journal
        .find(question.conversation(), Sender.CUSTOMER, question.messageId())
        .compose(
            found ->
                found.isPresent() && !found.get().pending()
                    ? repeats.outcome(in, found.get()).compose(told::tell)
                    : loader
                        .load(in.customer(), Optional.of(question.conversation()), true)
                        .compose(now -> resume(now, question, in, told, attempt)));
  }

  private Future<Void> resume(
      Optional<Session> now, Message question, Inbound in, Told told, int attempt) {
    if (now.isPresent() && !now.get().closed() && now.get().handledBy() != HandledBy.HUMAN) {
      Session session = now.get();
      return mind.think(session, in)
          .compose(thought -> store(session, question, in, thought, told, attempt));
    }
    // A person has it by now, or it has ended: no answer follows.
    return journal
        .unanswered(question.conversation(), question.seq())
        .compose(
            none ->
                now.isEmpty()
                    ? Future.succeededFuture()
                    : told.tell(unanswered(in, told, question, now.get())));
  }

  private static Outcome unanswered(Inbound in, Told told, Message question, Session now) {
    return new Answered(in, told, question, List.of(), now, Thought.silent(now), true)
        .outcome(Optional.empty());
  }
}
