package io.levee.journal;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;

/**
 * The end of a conversation: what a session is rebuilt from.
 *
 * @param lastSeq the number of its last message
 * @param closed whether it ended
 * @param state the state kept with its last message that has one, encoded
 */
public record Tail(
    ConversationId conversation, Customer customer, int lastSeq, boolean closed, String state) {}
