package io.levee.dialogue;

import io.levee.conversation.Kind;
import java.util.List;

/**
 * One message to store and send.
 *
 * @param kind {@link Kind#TEXT} for the bot's words, any other for the system's
 * @param options answers to choose from, best first
 */
public record Reply(Kind kind, String text, List<String> options) {
  public Reply {
    options = List.copyOf(options);
  }

  static Reply bot(String text, List<String> options) {
    return new Reply(Kind.TEXT, text, options);
  }

  static Reply system(Kind kind, String text) {
    return new Reply(kind, text, List.of());
  }
}
