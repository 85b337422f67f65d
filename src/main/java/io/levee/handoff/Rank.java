package io.levee.handoff;

/**
 * What an agent may take: everything up to the {@link io.levee.conversation.Grade} of their own.
 */
public enum Rank {
  AGENT,
  SENIOR,
  SUPERVISOR;

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
