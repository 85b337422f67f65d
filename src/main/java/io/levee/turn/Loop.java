package io.levee.turn;

import io.levee.admission.Admission;
import io.levee.conversation.Customer;
import io.levee.journal.Journal;
import io.levee.journal.Outbox;
import io.levee.session.Lanes;
import io.levee.session.Sessions;
import io.vertx.core.Context;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.SplittableRandom;

/**
 * What one event loop owns of the road. Nothing in here is touched from another thread.
 *
 * @param context of that event loop
 */
record Loop(
    Context context,
    Admission admission,
    Turn turn,
    Appender appender,
    Loader loader,
    Effects effects,
    Sessions sessions,
    Lanes lanes,
    Journal journal,
    Outbox outbox) {

  /**
   * Builds one; to be called on the event loop that will own it.
   *
   * @param number which of {@code count} loops it is, from 0
   */
  static Loop build(
      Context context, int number, int count, Shared shared, Stores stores, Clock clock) {
    Sessions sessions =
        new Sessions(
            context, stores.redis(), shared.session(), number, shared.meters(), System::nanoTime);
    Lanes lanes = new Lanes(shared.session(), number, shared.meters());
    // Conversation ids are names, not secrets: whoever asks for one must own it.
    Loader loader =
        new Loader(
            sessions, stores.journal(), clock, new SplittableRandom(new SecureRandom().nextLong()));
    TurnMeters meters = new TurnMeters(shared.meters());
    Overflow overflow =
        new Overflow(
            clock,
            (language, ticket, now) ->
                shared
                    .dialogue()
                    .noRoom(language, ticket, now, shared.mindset().get().knowledge().zone()));
    Returns returns = new Returns(shared.shops(), shared.turn(), clock, shared.meters());
    Effects effects =
        new Effects(
            shared.people(),
            shared.live(),
            stores.outbox(),
            overflow,
            shared.positions(),
            shared.elsewhere(),
            returns);
    Arrival arrival =
        new Arrival(sessions, shared.live(), shared.elsewhere(), shared.people(), effects);
    Appender appender =
        new Appender(shared.turn(), lanes, loader, stores.journal(), arrival, meters);
    overflow.through(appender);
    returns.through(appender);
    Admission admission =
        new Admission(
            shared.admission(),
            System::nanoTime,
            clock,
            new SplittableRandom(),
            count,
            number,
            shared.meters());
    Backlog backlog = new Backlog(context.owner(), System::nanoTime);
    context
        .owner()
        .setPeriodic(
            Admission.TICK.toMillis(),
            tick -> {
              admission.tick(backlog.nanos());
              backlog.send();
            });
    Turn turn =
        new Turn(
            context.owner(),
            context,
            shared.turn(),
            admission,
            lanes,
            sessions,
            loader,
            new Thinking(
                context,
                shared.turn(),
                admission::level,
                shared.mindset(),
                shared.dialogue(),
                shared.people(),
                shared.shops(),
                shared.catalogues(),
                clock),
            stores.journal(),
            arrival,
            clock,
            meters);
    return new Loop(
        context,
        admission,
        turn,
        appender,
        loader,
        effects,
        sessions,
        lanes,
        stores.journal(),
        stores.outbox());
  }

  /** Which of {@code count} loops a customer travels on. */
  static int of(Customer customer, int count) {
    int hash = customer.lane().hashCode();
    return Math.floorMod(hash ^ (hash >>> 16), count);
  }
}
