package io.levee.turn;

import io.levee.conversation.Language;
import io.levee.knowledge.Knowledge;
import io.levee.understanding.Hearing;
import io.levee.understanding.Understanding;

/**
 * What the shop knows and how it is recognised: two views of the same files, swapped together.
 *
 * @param understanding built from {@code knowledge}'s phrases
 */
public record Mindset(Knowledge knowledge, Understanding understanding) {
  /** How messages are heard in a talk. */
  Hearing hearing() {
    return new Hearing(understanding, this::title);
  }

  private String title(String intent, Language language) {
    return knowledge.entry(intent).map(entry -> entry.title(language)).orElse("");
  }
}
