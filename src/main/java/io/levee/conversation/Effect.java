package io.levee.conversation;

import java.time.Instant;
import java.util.Map;

/**
 * Something that a turn wants done outside its conversation. Written with the turn, carried out
 * afterwards, again if need be: whoever carries it out must take a repetition for what it is.
 */
public sealed interface Effect {

  /**
   * Into the queue for a person.
   *
   * @param skill which people: a skill's name
   * @param priority 0 is usual; higher goes first
   * @param since when the wait began
   * @param grade who may take it
   */
  record Enqueue(String skill, int priority, Instant since, Grade grade) implements Effect {

    /** Of an ordinary one. */
    public Enqueue(String skill, int priority, Instant since) {
      this(skill, priority, since, Grade.ORDINARY);
    }
  }

  /** Out of the queue, or off the agent's desk: it was closed, or went back to the bot. */
  record Leave() implements Effect {}

  /**
   * Asks the shop to take goods back; the customer is told what became of it.
   *
   * @param order the order's number
   * @param pieces how many pieces go back, by the id of the order's line; not empty
   * @param reason the code of one of the shop's reasons
   */
  record Return(String order, Map<String, Integer> pieces, String reason) implements Effect {
    public Return {
      pieces = Map.copyOf(pieces);
    }
  }
}
