package io.levee.admission;

import java.time.Duration;
import java.util.Locale;

/** Yes, or not now. */
public sealed interface Verdict {

  /** Yes: the permit must be released exactly once, when the work ends. */
  record Admitted(Permit permit) implements Verdict {}

  /** Not now: nothing was done, and the same may be asked again after {@code retryAfter}. */
  record Refused(Reason reason, Duration retryAfter) implements Verdict {}

  /** Why not. */
  enum Reason {
    /** This visitor sends too much. */
    VISITOR_RATE,
    /** This storefront sends too much. */
    STOREFRONT_RATE,
    /** The gateway works on as much as it may. */
    CONCURRENCY,
    /** Not all can be served, and others come first for now. */
    PRIORITY,
    /** They were told to wait, and came back before, as too many did. */
    TOO_SOON,
    /** New conversations are not begun for now. */
    BROWNOUT;

    private final String tag = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** For metrics and problem details: {@code visitor-rate}, … */
    public String tag() {
      return tag;
    }

    /** Whether the gateway as a whole has too much to do, and not this sender. */
    public boolean serverBusy() {
      return this != VISITOR_RATE && this != STOREFRONT_RATE;
    }
  }

  /** The right to be worked on. */
  interface Permit {
    /** The work begins now; before, it waited for its customer's one before. */
    void begin();

    void release(Limit.Release release);
  }
}
