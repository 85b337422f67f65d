package io.levee.understanding;

import java.util.List;

/** Turns a text into a point on the unit sphere; near points mean near the same. Thread-safe. */
interface Encoder extends AutoCloseable {
  /** The vector of one normalised text, length {@link #dimensions()}, L2 norm 1. Blocks. */
  float[] encode(String text);

  /**
   * The vectors of several texts, in their order: cheaper than one by one where they are about as
   * long. They may differ a little from those of {@link #encode}. Blocks.
   */
  default List<float[]> encodeAll(List<String> texts) {
    return texts.stream().map(this::encode).toList();
  }

  /** Encodes the text when it is run: what can be done before is done now. */
  default Runnable prepared(String text) {
    return () -> encode(text);
  }

  int dimensions();

  /** What it begins with, null when that is not known: words without inference. */
  default WordVectors words() {
    return null;
  }

  @Override
  void close();
}
