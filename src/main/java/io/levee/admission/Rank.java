package io.levee.admission;

/**
 * Who is served before whom when not all can be, most important first. Within a rank it goes by
 * customer, see {@link Threshold}.
 */
public enum Rank {
  /** A person has the conversation, or it waits for one. */
  PERSON(0),
  /** The shop's best customers, by the tier in their token. */
  VIP(1),
  /** A conversation that has begun. */
  RUNNING(2),
  /** Everybody else. */
  NEW(3);

  /** 0 for the most important. */
  final int place;

  Rank(int place) {
    this.place = place;
  }

  /** Whether somebody of this rank may go a little beyond the limit. */
  boolean hasHeadroom() {
    return this == PERSON || this == VIP;
  }
}
