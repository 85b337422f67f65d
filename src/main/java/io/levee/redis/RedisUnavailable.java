package io.levee.redis;

/** Redis cannot be reached, did not answer in time, or too many requests wait for it. */
public final class RedisUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RedisUnavailable(String what, Throwable cause) {
    super(what, cause, false, false);
  }
}
