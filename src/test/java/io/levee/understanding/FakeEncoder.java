package io.levee.understanding;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts, can be held up, and gives every text a vector of its own. */
final class FakeEncoder implements Encoder {
  private static final int DIMENSIONS = 32;

  final AtomicInteger runs = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  volatile boolean broken;

  /** From now on, texts wait for {@link #release}. */
  void hold() {
    gate = new CountDownLatch(1);
  }

  void release() {
    gate.countDown();
  }

  @Override
  public float[] encode(String text) {
    runs.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (broken) {
      throw new IllegalStateException("broken on purpose");
    }
    float[] vector = new float[DIMENSIONS];
    vector[Math.floorMod(text.hashCode(), DIMENSIONS)] = 1;
    return vector;
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public void close() {}
}
