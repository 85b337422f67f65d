package io.levee.channel.shopper;

import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import java.util.HashMap;
import java.util.Map;

/** What a socket asked for and has no answer to yet. Confined to the socket's event loop. */
final class InFlight {
  private final Map<String, Integer> messages = new HashMap<>();
  private int count;

  void began(String messageId) {
    messages.merge(messageId, 1, Integer::sum);
    count++;
  }

  void ended(String messageId) {
    messages.computeIfPresent(messageId, (id, n) -> n == 1 ? null : n - 1);
    count--;
  }

  /** Something that is no message. */
  void began() {
    count++;
  }

  void ended() {
    count--;
  }

  int count() {
    return count;
  }

  /** Whether that is a message of this socket whose outcome is not known yet. */
  boolean awaits(Message message) {
    return message.from() == Sender.CUSTOMER && messages.containsKey(message.messageId());
  }
}
