package io.levee.channel.wire;

import io.levee.conversation.Message;
import io.levee.json.JsonBytes;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The pieces of a bot's answer that are the same for all who get it, written once. What they are
 * made of is kept with them and compared, so that they cannot be those of another answer. Safe from
 * any thread.
 */
final class AnswerBytes {
  /** Of two answers that meet in one place the later stays: what is asked most is soon there. */
  private static final AtomicReferenceArray<AnswerBytes> RECENT = new AtomicReferenceArray<>(1024);

  private final String text;
  private final List<String> options;
  private final byte[] words;
  private final byte[] choices;

  private AnswerBytes(String text, List<String> options) {
    this.text = text;
    this.options = options;
    this.words = new JsonBytes(text.length() * 3 + 2).string(text).bytes();
    this.choices = new JsonBytes(128).strings(options).bytes();
  }

  static AnswerBytes of(Message answer) {
    int place = place(answer.text());
    AnswerBytes known = RECENT.get(place);
    if (known != null
        && known.text.equals(answer.text())
        && known.options.equals(answer.options())) {
      return known;
    }
    AnswerBytes fresh = new AnswerBytes(answer.text(), answer.options());
    RECENT.set(place, fresh);
    return fresh;
  }

  private static int place(String text) {
    int hash = text.hashCode();
    return (hash ^ (hash >>> 16)) & (RECENT.length() - 1);
  }

  /** The text as a JSON string. */
  byte[] words() {
    return words;
  }

  /** The options as a JSON array. */
  byte[] choices() {
    return choices;
  }
}
