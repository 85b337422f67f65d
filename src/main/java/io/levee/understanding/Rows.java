package io.levee.understanding;

/**
 * Many vectors of one length, one after the other, their number of dimensions even. In two bytes a
 * dimension, though one would hold them: such the JVM multiplies and adds by pairs, twice as fast
 * as bytes. Immutable once filled.
 */
final class Rows {
  private final short[] steps;
  private final float[] scales;
  private final int dimensions;

  Rows(int count, int dimensions) {
    this.steps = new short[count * dimensions];
    this.scales = new float[count];
    this.dimensions = dimensions;
  }

  void set(int row, QuantizedVector vector) {
    byte[] bytes = vector.bytes();
    for (int d = 0; d < dimensions; d++) {
      steps[row * dimensions + d] = bytes[d];
    }
    scales[row] = vector.scale();
  }

  int count() {
    return scales.length;
  }

  int dimensions() {
    return dimensions;
  }

  float value(int row, int dimension) {
    return steps[row * dimensions + dimension] * scales[row];
  }

  /** To compare a vector with many of these. For one thread. */
  Probe probe(QuantizedVector vector) {
    short[] its = new short[dimensions];
    for (int d = 0; d < dimensions; d++) {
      its[d] = vector.bytes()[d];
    }
    return new Probe(its, vector.scale());
  }

  /** The same with one of them. */
  Probe probe(int row) {
    short[] its = new short[dimensions];
    System.arraycopy(steps, row * dimensions, its, 0, dimensions);
    return new Probe(its, scales[row]);
  }

  /** One vector, compared with many. */
  final class Probe {
    private final short[] its;
    private final float scale;
    private final int[] pairs = new int[dimensions / 2];

    private Probe(short[] its, float scale) {
      this.its = its;
      this.scale = scale;
    }

    float cosine(int row) {
      return dot(its, steps, row * dimensions, pairs) * scale * scales[row];
    }
  }

  private static int dot(short[] a, short[] b, int from, int[] pairs) {
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = a[2 * i] * b[from + 2 * i] + a[2 * i + 1] * b[from + 2 * i + 1];
    }
    int sum = 0;
    for (int i = 0; i < pairs.length; i++) {
      sum += pairs[i];
    }
    return sum;
  }
}
