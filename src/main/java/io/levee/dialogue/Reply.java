package io.levee.dialogue;

import io.levee.conversation.Kind;
import java.util.List;

/**
 * One message to store and send.
 *
 * @param kind {@link Kind#TEXT} for the bot's words, any other for the system's
 * @param options answers to choose from, best first
 * @param intent of several questions the one that it answers: an entry's id; empty where the
 *     message asks one thing, or where it answers none
 */
public record Reply(Kind kind, String text, List<String> options, String intent) {
  public Reply {
    options = List.copyOf(options);
  }

  /** Answers the message as a whole. */
  public Reply(Kind kind, String text, List<String> options) {
    this(kind, text, options, "");
  }

  static Reply bot(String text, List<String> options) {
    return new Reply(Kind.TEXT, text, options);
  }

  static Reply system(Kind kind, String text) {
    return new Reply(kind, text, List.of());
  }

  Reply to(String question) {
    return new Reply(kind, text, options, question);
  }
}
