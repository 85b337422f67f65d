package io.levee.turn;

import io.levee.conversation.Language;
import io.levee.knowledge.Knowledge;
import io.levee.understanding.Hearing;
import io.levee.understanding.Understanding;

/**
 * What the shop knows and how it is recognised: two views of the same files, swapped together.
 *
 * @param understanding built from {@code knowledge}'s phrases
 * @param readings made anew with them
 */
public record Mindset(Knowledge knowledge, Understanding understanding, Readings readings) {
  private static final int FEW = 1_000;

  /** That remembers few texts. */
  public Mindset(Knowledge knowledge, Understanding understanding) {
    this(knowledge, understanding, FEW);
  }

  /**
   * @param texts so many are kept as they were read
   */
  public Mindset(Knowledge knowledge, Understanding understanding, int texts) {
    this(knowledge, understanding, new Readings(texts));
  }

  /** How many texts are kept as they were read. */
  public long texts() {
    return readings.size();
  }

  /** How messages are heard in a talk. */
  Hearing hearing() {
    return new Hearing(understanding, this::title);
  }

  private String title(String intent, Language language) {
    return knowledge.entry(intent).map(entry -> entry.title(language)).orElse("");
  }
}
