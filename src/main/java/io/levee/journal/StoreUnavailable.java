package io.levee.journal;

/** The store did not answer, or not in time: whether anything was written is unknown. */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailable(String what, Throwable cause) {
    // An expected failure: the cause says all there is to say, a stack trace of ours adds nothing.
    super(what, cause, false, false);
  }
}
