package io.levee.conversation;

/**
 * Where a conversation stands with people. All fields are empty while only the bot had it.
 *
 * @param skill which people were asked for: a skill's name
 * @param why {@code requested}, {@code rejected}, {@code angry} or {@code transferred}
 * @param agent the user name of the agent who has it
 * @param agentName the name of that agent to show
 * @param ticket the ticket's number
 * @param grade how grave it is
 * @param later whether the shopper reads the answer later, and keeps the place without waiting here
 */
public record Handover(
    String skill,
    String why,
    String agent,
    String agentName,
    String ticket,
    Grade grade,
    boolean later) {
  public static final Handover NONE = new Handover("", "", "", "", "");

  public Handover {
    // What an older version wrote has none.
    grade = grade == null ? Grade.ORDINARY : grade;
  }

  /** Of an ordinary one. */
  public Handover(String skill, String why, String agent, String agentName, String ticket) {
    this(skill, why, agent, agentName, ticket, Grade.ORDINARY, false);
  }

  /** Asked for, not taken yet. */
  public static Handover waiting(String skill, String why) {
    return new Handover(skill, why, "", "", "");
  }

  public Handover takenBy(String user, String name) {
    return new Handover(skill, why, user, name, ticket, grade, later);
  }

  public Handover ticket(String number) {
    return new Handover(skill, why, "", "", number, grade, false);
  }

  /** The same, of that grade. */
  public Handover of(Grade now) {
    return new Handover(skill, why, agent, agentName, ticket, now, later);
  }

  /** The same for a shopper who reads the answer later. */
  public Handover readLater() {
    return new Handover(skill, why, agent, agentName, ticket, grade, true);
  }
}
