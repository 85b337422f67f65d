package io.levee.replay;

import io.vertx.core.Future;

/** One way to ask a gateway. */
interface Asker {
  /**
   * Asks once as that question's own customer.
   *
   * @return completes with what came of it; fails with {@link TryAgain} for what may pass, with
   *     {@link Refused} for what will not, and with an I/O error when the connection broke
   */
  Future<Reply> ask(Question question);

  /** What the gateway said: {@code outcome}, {@code intent}, … as in {@link Answered}. */
  record Reply(
      Answered.Outcome outcome,
      String intent,
      double confidence,
      String handledBy,
      boolean duplicate) {}
}
