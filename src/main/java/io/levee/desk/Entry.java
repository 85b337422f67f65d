package io.levee.desk;

import io.levee.channel.agent.AgentFrame.Suggestions;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import java.util.HashMap;
import java.util.Map;

/** A conversation on an agent's desk, as this node's sockets know it. */
final class Entry {
  final ConversationId conversation;
  final Customer customer;

  /**
   * The agent's own messages on their way to the journal, and the socket to acknowledge them to.
   */
  final Map<String, SocketSeat> unstored = new HashMap<>();

  /** What was suggested last; null: nothing yet. */
  Suggestions suggested;

  /** The highest number seen; what comes from before it says nothing about where it stands. */
  int lastSeq;

  /** Being read from the journal: nothing is told meanwhile. */
  boolean reading = true;

  /** Something happened while it was read. */
  boolean again;

  Entry(ConversationId conversation, Customer customer) {
    this.conversation = conversation;
    this.customer = customer;
  }
}
