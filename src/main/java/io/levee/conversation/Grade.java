package io.levee.conversation;

import java.util.Locale;

/** How grave a complaint is (一般, 严重, 危机), and so who may take it. */
public enum Grade {
  /** Any agent may take it. */
  ORDINARY(0),
  /** For seniors. */
  SERIOUS(1),
  /** For supervisors: authorities, lawyers or the press were named. */
  CRISIS(2);

  private final String wire = name().toLowerCase(Locale.ROOT);
  private final int level;

  Grade(int level) {
    this.level = level;
  }

  /** 0 and up: the graver, the higher. */
  public int level() {
    return level;
  }

  /** The name in the journal. */
  public String wire() {
    return wire;
  }

  /** The graver of the two. */
  public Grade or(Grade other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * @return the grade of that wire name; {@link #ORDINARY} when there is none, as in what an older
   *     version wrote
   */
  public static Grade ofWire(String wire) {
    for (Grade grade : values()) {
      if (grade.wire.equals(wire)) {
        return grade;
      }
    }
    return ORDINARY;
  }
}
