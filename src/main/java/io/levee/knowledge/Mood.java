package io.levee.knowledge;

/** How the shopper seems to feel, as far as the choice of words goes. */
public enum Mood {
  USUAL,
  /** Annoyed or worse: the kinder words are for them. */
  UPSET
}
