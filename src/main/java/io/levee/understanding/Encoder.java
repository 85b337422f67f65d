package io.levee.understanding;

/** Turns a text into a point on the unit sphere; near points mean near the same. Thread-safe. */
interface Encoder extends AutoCloseable {
  /** The vector of one normalised text, length {@link #dimensions()}, L2 norm 1. Blocks. */
  float[] encode(String text);

  int dimensions();

  /** What it begins with, null when that is not known: words without inference. */
  default WordVectors words() {
    return null;
  }

  @Override
  void close();
}
