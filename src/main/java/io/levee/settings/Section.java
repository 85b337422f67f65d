package io.levee.settings;

import java.util.List;

/** One room's part of the configuration: a record, each component a {@link Setting}. */
public interface Section {
  /** Every fault at once, keyed relative to this section; empty when valid. */
  List<Fault> faults();
}
