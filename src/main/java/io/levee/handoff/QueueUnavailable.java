package io.levee.handoff;

/** Redis did not answer, or not in time. */
public final class QueueUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public QueueUnavailable(String what, Throwable cause) {
    super(what, cause, false, false);
  }
}
