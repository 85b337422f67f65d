package io.levee.turn;

import io.levee.conversation.Customer;
import io.levee.journal.Journal;
import io.levee.journal.Outbox;
import io.levee.session.Lanes;
import io.levee.session.Sessions;
import io.vertx.core.Context;

/**
 * What one event loop owns of the road. Nothing in here is touched from another thread.
 *
 * @param context of that event loop
 */
record Loop(
    Context context,
    Turn turn,
    Appender appender,
    Loader loader,
    Effects effects,
    Sessions sessions,
    Lanes lanes,
    Journal journal,
    Outbox outbox) {

  /** Which of {@code count} loops a customer travels on. */
  static int of(Customer customer, int count) {
    int hash = customer.lane().hashCode();
    return Math.floorMod(hash ^ (hash >>> 16), count);
  }
}
