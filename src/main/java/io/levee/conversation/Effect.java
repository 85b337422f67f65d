package io.levee.conversation;

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
   */
  record Enqueue(String skill, int priority) implements Effect {}

  /** Out of the queue, or off the agent's desk: it was closed, or went back to the bot. */
  record Leave() implements Effect {}
}
