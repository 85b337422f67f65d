package io.levee.replay;

import java.util.Locale;

/**
 * What became of a question.
 *
 * @param intent the intent's name; empty when none was recognised
 * @param confidence 0–1; 0 without intent
 * @param handledBy as on the wire; over a socket as far as it can be seen there
 * @param duplicate it had been taken before; this is the stored answer
 * @param millis from the first try to the answer; to giving up, when there was none
 * @param error why there is no answer; empty when there is one
 */
record Answered(
    Question question,
    Outcome outcome,
    String intent,
    double confidence,
    String handledBy,
    boolean duplicate,
    long millis,
    String error) {

  enum Outcome {
    ANSWERED,
    CLARIFIED,
    HANDED_OVER,
    TICKET,
    NOT_UNDERSTOOD,
    /** Taken, and no answer came in time. */
    UNANSWERED,
    FAILED;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Whether the gateway took it. */
  boolean acked() {
    return outcome != Outcome.FAILED;
  }

  boolean answered() {
    return acked() && outcome != Outcome.UNANSWERED;
  }

  /**
   * What an answer is.
   *
   * @param options how many options the answer offers: a question back offers some
   */
  static Outcome judge(String handledBy, String intent, int options) {
    return switch (handledBy) {
      case "queue", "human" -> Outcome.HANDED_OVER;
      case "ticket" -> Outcome.TICKET;
      default ->
          !intent.isEmpty()
              ? Outcome.ANSWERED
              : options > 0 ? Outcome.CLARIFIED : Outcome.NOT_UNDERSTOOD;
    };
  }
}
