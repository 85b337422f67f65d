package io.levee.desk.account;

import io.levee.desk.AgentAccount;

/**
 * One row of {@code agent_account}.
 *
 * @param user the name to sign in with
 * @param card what is known of them; its hash is empty for who signs in elsewhere only
 * @param enabled whether they may sign in
 * @param generation tokens of an earlier one do not hold any more
 */
public record Account(String user, AgentAccount card, boolean enabled, int generation) {
  static final int FIRST = 1;

  /** One that is to be added. */
  public static Account fresh(String user, AgentAccount card) {
    return new Account(user, card, true, FIRST);
  }
}
