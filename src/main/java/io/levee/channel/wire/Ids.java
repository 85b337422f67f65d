package io.levee.channel.wire;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Names that others give, and that we give: of messages, and of what the logs follow. */
public final class Ids {
  private static final int LONGEST = 64;

  private Ids() {}

  /** Whether it is 1-64 characters of {@code A-Z a-z 0-9 _ . : -}. */
  public static boolean isSane(String id) {
    if (id.isEmpty() || id.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && "_.:-".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** A name for the logs: unlikely to come twice, and no secret. */
  public static String correlation() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
