package io.levee.conversation;

import java.time.Instant;

/**
 * Where a conversation stands with people, as the journal remembers it: what the human queue is
 * rebuilt from when Redis comes back empty.
 *
 * @param skill which people are asked for
 * @param priority 0 is usual; higher goes first
 * @param since when the wait began
 * @param agent the user name of the agent who has it; empty: it waits
 * @param grade who may take it
 */
public record Standing(
    ConversationId conversation,
    Customer customer,
    String skill,
    int priority,
    Instant since,
    String agent,
    Grade grade) {

  /** Of an ordinary one. */
  public Standing(
      ConversationId conversation,
      Customer customer,
      String skill,
      int priority,
      Instant since,
      String agent) {
    this(conversation, customer, skill, priority, since, agent, Grade.ORDINARY);
  }

  public boolean waits() {
    return agent.isEmpty();
  }
}
