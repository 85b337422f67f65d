package io.levee.handoff;

/**
 * What an agent may take: everything up to the {@link io.levee.conversation.Grade} of their own.
 */
public enum Rank {
  AGENT(0),
  SENIOR(1),
  SUPERVISOR(2);

  private final int level;

  Rank(int level) {
    this.level = level;
  }

  /** 0 and up, as in the scripts; a grade of that level needs this rank. */
  int level() {
    return level;
  }

  /**
   * @throws IllegalArgumentException if there is none
   */
  static Rank ofLevel(int level) {
    for (Rank rank : values()) {
      if (rank.level == level) {
        return rank;
      }
    }
    throw new IllegalArgumentException("no rank has level " + level);
  }

  /**
   * @param role of the agent's account
   * @return {@link #AGENT} for a role that is none of these; an admin ranks with supervisors
   */
  public static Rank of(String role) {
    return switch (String.valueOf(role)) {
      case "senior" -> SENIOR;
      case "supervisor", "admin" -> SUPERVISOR;
      default -> AGENT;
    };
  }
}
