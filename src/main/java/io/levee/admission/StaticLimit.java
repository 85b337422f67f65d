package io.levee.admission;

import java.util.function.Supplier;

/** The limit that stands in the configuration. */
record StaticLimit(Supplier<AdmissionConfig> config) implements Limit {
  @Override
  public int limit() {
    return config.get().maxInFlight();
  }

  @Override
  public void onSample(long nanos, int inFlight, Release release) {
    // What stands in the configuration does not move.
  }
}
