package io.levee.channel.shopper;

import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a socket asked for and has no answer to yet. Confined to the socket's event loop. */
final class InFlight {
  /** In their order, which is that of their answers but for what is turned away. */
  private final Deque<String> messages = new ArrayDeque<>(4);

  private int others;

  void began(String messageId) {
    messages.addLast(messageId);
  }

  void ended(String messageId) {
    messages.removeFirstOccurrence(messageId);
  }

  /** Something that is no message. */
  void began() {
    others++;
  }

  void ended() {
    others--;
  }

  int count() {
    return messages.size() + others;
  }

  /** Whether that is a message of this socket whose outcome is not known yet. */
  boolean awaits(Message message) {
    return message.from() == Sender.CUSTOMER && messages.contains(message.messageId());
  }
}
