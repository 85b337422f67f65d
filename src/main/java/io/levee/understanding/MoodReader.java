package io.levee.understanding;

import io.levee.conversation.Language;

/**
 * Reads moods with the Chinese model's help, where it is loaded. Blocks for an inference: not for
 * event loops.
 */
public final class MoodReader {
  private static final int LONGEST = 400;

  private final Models models;

  public MoodReader(Models models) {
    this.models = models;
  }

  /** 1 furious – 3 neutral – 5 delighted. */
  public int of(String text) {
    QuantizedVector vector = vector(text);
    return vector == null ? Sentiment.of(text) : Sentiment.of(text, vector);
  }

  /** Whether a text that judges something, such as a review, is praise rather than complaint. */
  public boolean praises(String text) {
    QuantizedVector vector = vector(text);
    return vector == null ? Sentiment.praises(text) : Sentiment.praises(text, vector);
  }

  /** Null where there is no model for it, or nothing to read. */
  private QuantizedVector vector(String text) {
    String plain = Normalizer.normalize(text);
    if (plain.isEmpty()
        || !models.speak(Language.ZH)
        || Languages.of(plain, Language.ZH) != Language.ZH) {
      return null;
    }
    return models.embed(Language.ZH, plain.substring(0, Math.min(LONGEST, plain.length())));
  }
}
