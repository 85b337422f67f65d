package io.levee.channel.wire;

import io.levee.conversation.Understood.Candidate;
import io.levee.json.JsonBytes;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The field {@code intent}, written once for all who ask the same: a number takes as long to write
 * as the rest of a message. Kept as {@link AnswerBytes} are. Safe from any thread.
 */
final class IntentBytes {
  private static final AtomicReferenceArray<IntentBytes> RECENT = new AtomicReferenceArray<>(1024);

  private static final byte[] INTENT = JsonBytes.ascii(",\"intent\":{\"name\":");
  private static final byte[] CONFIDENCE = JsonBytes.ascii(",\"confidence\":");
  private static final byte[] END = JsonBytes.ascii("}");

  private final Candidate candidate;
  private final byte[] field;

  private IntentBytes(Candidate candidate) {
    this.candidate = candidate;
    this.field =
        new JsonBytes(96)
            .raw(INTENT)
            .string(candidate.intent())
            .raw(CONFIDENCE)
            .number(candidate.confidence())
            .raw(END)
            .bytes();
  }

  /** With the comma before it. */
  static byte[] of(Candidate candidate) {
    int hash = candidate.hashCode();
    int place = (hash ^ (hash >>> 16)) & (RECENT.length() - 1);
    IntentBytes known = RECENT.get(place);
    if (known != null && known.candidate.equals(candidate)) {
      return known.field;
    }
    IntentBytes fresh = new IntentBytes(candidate);
    RECENT.set(place, fresh);
    return fresh.field;
  }
}
