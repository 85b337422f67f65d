package io.levee.app;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Asks a person for a new password, twice; or takes it from standard input. */
final class Passwords {
  private static final int LEAST_LENGTH = 4;

  /** NIST SP 800-63B, 3.1.1.2: at least eight. */
  private static final int GOOD_LENGTH = 8;

  private Passwords() {}

  static Optional<String> read(PrintWriter err) throws IOException {
    return read(err, false);
  }

  /**
   * @param piped whether it comes from standard input, whoever sits there
   * @return empty when it is none to work with, which is told on {@code err}
   */
  static Optional<String> read(PrintWriter err, boolean piped) throws IOException {
    String password = piped || !Terminal.interactive() ? piped() : asked();
    if (password.length() < LEAST_LENGTH) {
      err.println(
          "no password: the two differ, or it has fewer than " + LEAST_LENGTH + " characters");
      err.flush();
      return Optional.empty();
    }
    if (password.length() < GOOD_LENGTH) {
      err.println(
          "Warning: a password of fewer than " + GOOD_LENGTH + " characters is soon guessed");
      err.flush();
    }
    return Optional.of(password);
  }

  private static String asked() {
    Console console = System.console();
    char[] once = console.readPassword("Password: ");
    char[] again = console.readPassword("Again: ");
    return once != null && Arrays.equals(once, again) ? new String(once) : "";
  }

  private static String piped() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line;
  }
}
