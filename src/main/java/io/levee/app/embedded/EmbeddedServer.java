package io.levee.app.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A server of Levee's own: on the loopback address, its data kept, started again when it dies. All
 * methods may block for seconds.
 */
public abstract sealed class EmbeddedServer implements AutoCloseable
    permits EmbeddedPostgres, EmbeddedRedis {
  private final Supervisor supervisor;

  EmbeddedServer(Program program, Path home) throws IOException {
    this.supervisor = new Supervisor(program, home);
  }

  /** Where it is reached, with all that is needed to get in. */
  public abstract String url();

  public int port() {
    return supervisor.port();
  }

  /** The process id of the server as it runs now. */
  public long pid() {
    return supervisor.process().pid();
  }

  /** Stops it until {@link #resume}. */
  public void pause() {
    supervisor.pause();
  }

  /** Starts it again, on the same port. */
  public void resume() throws IOException {
    supervisor.resume();
  }

  /** For tests: as if this gateway had been killed. */
  void abandon() {
    supervisor.abandon();
  }

  /** Ends it in order; connections are cut, what was acknowledged is kept. */
  @Override
  public void close() {
    supervisor.close();
  }
}
