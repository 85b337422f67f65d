package io.levee.admission;

/**
 * Who is served before whom when not all can be, most important first. Within a rank it goes by
 * customer, see {@link Threshold}.
 */
public enum Rank {
  /** A person has the conversation, or it waits for one. */
  PERSON,
  /** The shop's best customers, by the tier in their token. */
  VIP,
  /** A conversation that has begun. */
  RUNNING,
  /** Everybody else. */
  NEW;

  /** Whether somebody of this rank may go a little beyond the limit. */
  boolean hasHeadroom() {
    return this == PERSON || this == VIP;
  }
}
