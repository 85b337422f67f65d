package io.levee.app.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** A PostgreSQL server of Levee's own. */
public final class EmbeddedPostgres extends EmbeddedServer {
  private final PostgresProgram program;

  private EmbeddedPostgres(PostgresProgram program, Path home) throws IOException {
    super(program, home);
    this.program = program;
  }

  /**
   * Starts it, or takes over one that a killed gateway left running.
   *
   * @param home where all of it is kept, such as {@code .levee/postgres}; made if need be
   * @return once it serves
   * @throws IOException if another gateway uses {@code home}, or the server does not come up; the
   *     message says what to do
   */
  public static EmbeddedPostgres start(Path home) throws IOException {
    return start(home, home.resolve("programs"));
  }

  /**
   * The same with the server's programs unpacked elsewhere.
   *
   * @param programs made if need be; may be shared
   */
  public static EmbeddedPostgres start(Path home, Path programs) throws IOException {
    return new EmbeddedPostgres(new PostgresProgram(home, programs), home);
  }

  /**
   * The address of one that somebody else keeps running on that directory, as {@link #url}; empty
   * when none runs there.
   */
  public static Optional<String> running(Path home) throws IOException {
    PostgresProgram program = new PostgresProgram(home, home.resolve("programs"));
    Optional<Program.Running> found = program.running();
    return found.isEmpty() ? Optional.empty() : Optional.of(url(program, found.get().port()));
  }

  private static String url(PostgresProgram program, int port) throws IOException {
    return "postgresql://%s:%s@127.0.0.1:%d/postgres"
        .formatted(PostgresProgram.USER, program.password(), port);
  }

  /**
   * @return {@code postgresql://user:password@127.0.0.1:port/postgres}
   */
  @Override
  public String url() {
    try {
      return url(program, port());
    } catch (IOException e) {
      throw new UncheckedIOException("the password file of the embedded server is gone", e);
    }
  }
}
