package io.levee.desk;

import io.levee.channel.agent.AgentFrame.Problem;
import io.levee.conversation.ConversationId;
import java.util.Optional;

/** What agents are told when something cannot be done. */
final class Answers {
  private Answers() {}

  static void notYours(SocketSeat seat, ConversationId conversation, String messageId) {
    problem(
        seat,
        conversation,
        messageId,
        "not-yours",
        403,
        "this conversation is not on your desk, or no longer; nothing was done");
  }

  static void unavailable(SocketSeat seat, ConversationId conversation, String messageId) {
    problem(
        seat,
        conversation,
        messageId,
        "unavailable",
        503,
        "this could not be stored now; try again in a moment");
  }

  static void problem(
      SocketSeat seat, ConversationId conversation, String type, int status, String detail) {
    problem(seat, conversation, "", type, status, detail);
  }

  /**
   * @param conversation null: about none
   * @param messageId empty: about none
   */
  static void problem(
      SocketSeat seat,
      ConversationId conversation,
      String messageId,
      String type,
      int status,
      String detail) {
    seat.tell(new Problem(Optional.ofNullable(conversation), messageId, type, status, detail));
  }
}
