package io.levee.storefront;

import java.time.Duration;

/** Why the shop gave no answer. Each says what was wrong; none carries anything personal. */
public abstract sealed class ShopFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private ShopFailure(String what) {
    // Expected failures: where in this code they were noticed says nothing.
    super(what, null, false, false);
  }

  /** A short name for metrics, such as {@code not-found}. */
  public abstract String kind();

  /** There is no such order, or it is somebody else's: these two cannot be told apart. */
  public static final class NotFound extends ShopFailure {
    private static final long serialVersionUID = 1L;

    public NotFound() {
      super("the customer has no such order");
    }

    @Override
    public String kind() {
      return "not-found";
    }
  }

  /** An anonymous visitor has no orders: they must sign in first. */
  public static final class NeedsIdentity extends ShopFailure {
    private static final long serialVersionUID = 1L;

    public NeedsIdentity() {
      super("an anonymous visitor has no orders; let them sign in to the shop");
    }

    @Override
    public String kind() {
      return "needs-identity";
    }
  }

  /** The customer's session in the shop is over: they must sign in again. */
  public static final class SessionExpired extends ShopFailure {
    private static final long serialVersionUID = 1L;

    public SessionExpired() {
      super("the customer's session in the shop is over; let them sign in again");
    }

    @Override
    public String kind() {
      return "session-expired";
    }
  }

  /** The shop does not know this gateway: an operator must set its key right. */
  public static final class CredentialRejected extends ShopFailure {
    private static final long serialVersionUID = 1L;

    public CredentialRejected() {
      super("the shop does not take this gateway's key; set the storefront's shop.apiKey");
    }

    @Override
    public String kind() {
      return "credential-rejected";
    }
  }

  /** The shop understood and will not tell. */
  public static final class Refused extends ShopFailure {
    private static final long serialVersionUID = 1L;

    public Refused(String what) {
      super(what);
    }

    @Override
    public String kind() {
      return "refused";
    }
  }

  /** The shop cannot do that, or there is none. */
  public static final class Unsupported extends ShopFailure {
    private static final long serialVersionUID = 1L;

    public Unsupported(String what) {
      super(what);
    }

    @Override
    public String kind() {
      return "unsupported";
    }
  }

  /** The shop asks to be asked less often. */
  public static final class Limited extends ShopFailure {
    private static final long serialVersionUID = 1L;
    private final Duration retryAfter;

    public Limited(Duration retryAfter) {
      super("the shop asks for a pause of " + retryAfter.toMillis() + " ms");
      this.retryAfter = retryAfter;
    }

    /** How long the shop wants to be left alone. */
    public Duration retryAfter() {
      return retryAfter;
    }

    @Override
    public String kind() {
      return "limited";
    }
  }

  /** The shop did not answer, or not in time, or was not asked because it lately did not. */
  public static final class Unavailable extends ShopFailure {
    private static final long serialVersionUID = 1L;

    public Unavailable(String what) {
      super(what);
    }

    @Override
    public String kind() {
      return "unavailable";
    }
  }

  /** The shop's answer cannot be what it should be; it is not shown to anybody. */
  public static final class BadReply extends ShopFailure {
    private static final long serialVersionUID = 1L;
    private final String pointer;

    public BadReply(String pointer, String what) {
      super("the shop's reply at '" + pointer + "' " + what);
      this.pointer = pointer;
    }

    /** Where in the reply, as a JSON pointer (RFC 6901); empty: the whole. */
    public String pointer() {
      return pointer;
    }

    @Override
    public String kind() {
      return "bad-reply";
    }
  }
}
