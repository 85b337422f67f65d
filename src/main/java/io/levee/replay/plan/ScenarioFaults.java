package io.levee.replay.plan;

import java.util.List;

/** A scenario cannot be run as it is written: all that is wrong with it, each with its key. */
public final class ScenarioFaults extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  ScenarioFaults(String where, List<String> faults) {
    super(where + ": " + String.join("; ", faults), null, false, false);
    this.faults = List.copyOf(faults);
  }

  /** Each names the key, what is wrong, and what is allowed. */
  public List<String> faults() {
    return faults;
  }
}
