package io.levee.postgres;

/**
 * PostgreSQL cannot be reached, did not answer in time, cannot serve now, or too many statements
 * wait for it. Whether the statement had an effect is unknown.
 */
public final class PostgresUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PostgresUnavailable(String what, Throwable cause) {
    super(what, cause, false, false);
  }
}
