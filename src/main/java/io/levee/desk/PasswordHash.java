package io.levee.desk;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;

/**
 * Passwords as Argon2id hashes (<a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106</a>),
 * with the parameters of OWASP's first recommendation for little memory: 19 MiB, two passes, one
 * lane. Both methods that compute take tens of milliseconds: never call them on an event loop.
 */
public final class PasswordHash {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  /** Checked where no account is, so that a stranger's name takes as long as a known one's. */
  public static final String NOBODY =
      "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
          + "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  private PasswordHash() {}

  /** The hash to put into the configuration, with a fresh salt and its parameters inside. */
  public static String of(String password) {
    Argon2Function function =
        Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    return Password.hash(password).addRandomSalt(SALT_BYTES).with(function).getResult();
  }

  /** Whether the password is the one that was hashed; false too when it is no hash. */
  public static boolean fits(String password, String hash) {
    if (password.isEmpty() || !isOne(hash)) {
      return false;
    }
    try {
      return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    } catch (IllegalArgumentException broken) {
      return false;
    }
  }

  /** Whether that is a hash, as {@link #of} makes them. */
  public static boolean isOne(String hash) {
    return hash != null
        && hash.matches("\\$argon2(id|i|d)\\$v=\\d+\\$m=\\d+,t=\\d+,p=\\d+\\$.+\\$.+");
  }
}
