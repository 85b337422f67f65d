package io.levee.replay.load;

/** Is told how a run goes on. Called from a thread of its own, one call at a time. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (second, seconds) -> {};

  /**
   * A second is over.
   *
   * @param seconds how long it will last, warm-up and waiting for the last answers aside
   */
  void second(Second second, double seconds);
}
