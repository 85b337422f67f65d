package io.levee.desk.account;

/** So many logins wait to be checked that one more is not taken now: try again. */
public final class LoginBusy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LoginBusy() {
    super("desk.maxLogins logins wait to be checked; try again", null, false, false);
  }
}
