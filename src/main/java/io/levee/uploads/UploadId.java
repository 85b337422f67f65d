package io.levee.uploads;

import java.security.SecureRandom;
import java.util.Base64;

/** Names of images that nobody can guess, since knowing one is what lets one look. */
final class UploadId {
  private static final int BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private UploadId() {}

  /** 128 random bits in base64url: 22 characters. May wait for the system's random source. */
  static String mint() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
