package io.levee.turn;

import io.levee.admission.Verdict;
import io.levee.conversation.Inbound;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One message on its customer's lane.
 *
 * @param road what is done when the lane is free for it
 */
record Traveller(
    Inbound in,
    Told told,
    Verdict.Permit permit,
    long since,
    Function<Traveller, Future<Void>> road)
    implements Supplier<Future<Void>> {
  /** One commit shall not be a single customer's. */
  private static final int MOST_TOGETHER = 16;

  @Override
  public Future<Void> get() {
    return road.apply(this);
  }

  /**
   * Whether it may be answered and stored together with those: it means the same conversation, and
   * is none of them come twice.
   */
  boolean mayJoin(List<Traveller> others) {
    if (others.size() >= MOST_TOGETHER
        || !others.getFirst().in.conversation().equals(in.conversation())) {
      return false;
    }
    for (Traveller other : others) {
      if (other.in.messageId().equals(in.messageId())) {
        return false;
      }
    }
    return true;
  }
}
