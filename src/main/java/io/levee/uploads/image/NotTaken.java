package io.levee.uploads.image;

/** The file is no image that is taken; the message says what was wrong and what to do. */
public final class NotTaken extends Exception {
  private static final long serialVersionUID = 1L;

  /** Which kind of wrong it is. */
  public enum Why {
    /** None of the {@link Format}s. */
    FORMAT,
    /** It begins like one, and is not one to its end. */
    BROKEN,
    /** More pixels than one would want to look at. */
    PIXELS
  }

  private final Why why;

  NotTaken(Why why, String message) {
    super(message, null, false, false);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
