package io.levee.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects the faults of a {@link Section}. */
public final class Faults {
  private final List<Fault> found = new ArrayList<>();

  /** A fault unless {@code least <= value <= most}. */
  public Faults within(String key, long value, long least, long most) {
    if (value < least || value > most) {
      add(key, "is " + value + "; give a number from " + least + " to " + most);
    }
    return this;
  }

  /** A fault unless {@code least <= value <= most}. */
  public Faults within(String key, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      add(key, "is " + value + "; give a number from " + least + " to " + most);
    }
    return this;
  }

  /** A fault unless {@code least <= value <= most}. */
  public Faults within(String key, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      add(key, "is " + say(value) + "; give a duration from " + say(least) + " to " + say(most));
    }
    return this;
  }

  /** A fault when {@code value} is blank. */
  public Faults present(String key, String value) {
    if (value == null || value.isBlank()) {
      add(key, "is empty; it is needed");
    }
    return this;
  }

  /** A fault, when {@code wrong}. */
  public Faults when(boolean wrong, String key, String problem) {
    if (wrong) {
      add(key, problem);
    }
    return this;
  }

  /** Those of a record that is {@link Inlined}. */
  public Faults of(Section inlined) {
    found.addAll(inlined.faults());
    return this;
  }

  private void add(String key, String problem) {
    found.add(new Fault(key, problem));
  }

  public List<Fault> list() {
    return List.copyOf(found);
  }

  private static String say(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
