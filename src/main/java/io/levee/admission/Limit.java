package io.levee.admission;

/**
 * How many messages may be worked on at once. Owned by one event loop; never called from another
 * thread. The shape follows Netflix's concurrency-limits.
 */
public interface Limit {

  /** The limit now, 1 or more. */
  int limit();

  /** The limit for those who come first; they are spared what the limit tries out, if it does. */
  default int limitForTheFirst() {
    return limit();
  }

  /**
   * One message is done.
   *
   * @param nanos how long it was worked on, without waiting for its customer's one before
   * @param inFlight how many were being worked on when it began, itself included
   * @param release how it ended
   */
  void onSample(long nanos, int inFlight, Release release);

  /** How a message's work ended. */
  enum Release {
    /** It was served: its time tells something. */
    COMPLETED,
    /** Its time tells nothing, such as when it was a duplicate. */
    IGNORED,
    /** Something behind the gateway had too much to do. */
    OVERLOADED
  }

  /**
   * Tells what a promotion expects.
   *
   * @param multiple of the usual traffic, 1 or more: what bounds the limit is raised by it
   */
  default void expect(double multiple) {}
}
