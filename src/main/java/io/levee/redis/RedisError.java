package io.levee.redis;

/** Redis's own error answer, such as {@code WRONGTYPE Operation against …}. */
public final class RedisError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RedisError(String answer) {
    super(answer, null, false, false);
  }

  /** Whether the server does not know the script of that digest. */
  boolean noScript() {
    return getMessage() != null && getMessage().startsWith("NOSCRIPT");
  }
}
