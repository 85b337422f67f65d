package io.levee.understanding;

/** How much work a text may cost; brown-out lowers it. */
public enum Depth {
  /** Every stage. */
  FULL,
  /** No inference: on a cache miss the lexical stage has the last word. */
  LEXICAL_ONLY,
  /** Only what was heard before or stands word for word in the knowledge base. */
  CACHED_ONLY
}
