package io.levee.channel.wire;

import io.levee.conversation.Message;
import io.levee.json.JsonBytes;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The pieces of a bot's answer that are the same for all who get it, written once. What they are
 * made of is kept with them and compared, so that they cannot be those of another answer. Safe from
 * any thread.
 *
 * @param words the text as a JSON string
 * @param choices the options as a JSON array
 */
record AnswerBytes(String text, List<String> options, byte[] words, byte[] choices) {
  /** Of two answers that meet in one place the later stays: what is asked most is soon there. */
  private static final AtomicReferenceArray<AnswerBytes> RECENT = new AtomicReferenceArray<>(1024);

  static AnswerBytes of(Message answer) {
    int place = place(answer.text());
    AnswerBytes known = RECENT.get(place);
    if (known != null
        && known.text.equals(answer.text())
        && known.options.equals(answer.options())) {
      return known;
    }
    AnswerBytes fresh =
        new AnswerBytes(
            answer.text(), answer.options(), words(answer.text()), choices(answer.options()));
    RECENT.set(place, fresh);
    return fresh;
  }

  private static int place(String text) {
    int hash = text.hashCode();
    return (hash ^ hash >>> 16) & RECENT.length() - 1;
  }

  private static byte[] words(String text) {
    return new JsonBytes(text.length() * 3 + 2).string(text).bytes();
  }

  private static byte[] choices(List<String> options) {
    return new JsonBytes(128).strings(options).bytes();
  }
}
