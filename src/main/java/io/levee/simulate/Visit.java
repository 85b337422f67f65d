package io.levee.simulate;

/** One simulated shopper's way through the queue. Confined to the simulation's thread. */
final class Visit {
  enum Stage {
    COMING,
    ASKING,
    WAITING,
    SERVED,
    LEAVING,
    DONE
  }

  final SamplePath.Draw draw;
  final String customer;
  Shopper shopper;
  Stage stage = Stage.COMING;

  /** When they asked, by the customers' clock. */
  double asked;

  /** What they were told first, in seconds; negative: nothing. */
  int announced = -1;

  /** As {@link System#nanoTime}. */
  long askedNanos;

  /** Whether an agent was free when they asked. */
  boolean foundFree;

  boolean joined;
  Agent agent;

  /** Whether only one of shopper and agent knows of the other so far. */
  boolean half;

  String conversation = "";

  /** How often they came to an agent: a service that was cut short must not end the next one. */
  int services;

  Visit(SamplePath.Draw draw, String customer) {
    this.draw = draw;
    this.customer = customer;
  }
}
