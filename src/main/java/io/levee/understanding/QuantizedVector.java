package io.levee.understanding;

/**
 * A unit vector in one byte a dimension: a quarter of the memory of floats, and enough for models
 * whose own weights are eight bits.
 *
 * @param bytes the vector, scaled so that its largest component is ±127
 * @param scale what one step is worth
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record QuantizedVector(byte[] bytes, float scale) {

  static QuantizedVector of(float[] vector) {
    float largest = 1e-6f;
    for (float x : vector) {
      largest = Math.max(largest, Math.abs(x));
    }
    byte[] bytes = new byte[vector.length];
    for (int i = 0; i < vector.length; i++) {
      bytes[i] = (byte) Math.round(vector[i] * 127 / largest);
    }
    return new QuantizedVector(bytes, largest / 127);
  }

  /** The vector, as near as the steps allow; the caller's own. */
  float[] floats() {
    float[] vector = new float[bytes.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = bytes[i] * scale;
    }
    return vector;
  }
}
