package io.levee.simulate;

/**
 * Who asks, waits and is served, as seen from outside the gateway: shoppers' sockets and agents'
 * sockets, counted. Confined to one thread.
 */
final class Floor {
  private int seats;
  private int taken;
  private int most;
  private int asking;
  private int waiting;
  private int leaving;
  private int unmatched;

  /** An agent with so many seats has sat down. */
  void opened(int more) {
    seats += more;
  }

  int free() {
    return seats - taken;
  }

  int busy() {
    return taken;
  }

  int waiting() {
    return waiting;
  }

  /** The most seats that were ever taken at once, beyond those that there are too. */
  int mostBusy() {
    return most;
  }

  void asks() {
    asking++;
  }

  /** The gateway took the wish, one way or the other. */
  void answered() {
    asking--;
  }

  void waits() {
    waiting++;
  }

  void waitsNoMore() {
    waiting--;
  }

  void leaves() {
    leaving++;
  }

  void left() {
    leaving--;
  }

  void taken() {
    taken++;
    most = Math.max(most, taken);
  }

  void freed() {
    taken--;
  }

  /** One of shopper and agent has been told about the other. */
  void half() {
    unmatched++;
  }

  /** Now both have. */
  void whole() {
    unmatched--;
  }

  /**
   * Whether the gateway has something to do that customers would notice: a wish to answer, a
   * farewell to confirm, and above all a shopper who waits beside a free agent.
   */
  boolean owed() {
    return asking > 0 || leaving > 0 || unmatched > 0 || (waiting > 0 && taken < seats);
  }

  @Override
  public String toString() {
    return "%d asking, %d waiting, %d leaving, %d told on one side only, %d of %d seats taken"
        .formatted(asking, waiting, leaving, unmatched, taken, seats);
  }
}
