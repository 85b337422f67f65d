package io.levee.understanding;

/** Turns a text into a point on the unit sphere; near points mean near the same. Thread-safe. */
interface Encoder extends AutoCloseable {
  /** The vector of one normalised text, length {@link #dimensions()}, L2 norm 1. Blocks. */
  float[] encode(String text);

  int dimensions();

  /**
   * How the text is worded, see {@link WordVectors}: a point on another unit sphere, at the cost of
   * a few look-ups. Null when the encoder has no such.
   */
  default float[] wording(String text) {
    return null;
  }

  @Override
  void close();
}
