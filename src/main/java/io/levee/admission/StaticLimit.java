package io.levee.admission;

import java.util.function.IntSupplier;

/** A limit that somebody else sets. */
record StaticLimit(IntSupplier set) implements Limit {
  @Override
  public int limit() {
    return set.getAsInt();
  }

  @Override
  public void onSample(long nanos, int inFlight, Release release) {
    // What somebody sets does not move by itself.
  }
}
