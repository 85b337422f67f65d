package io.levee.app.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A Redis server of Levee's own: on the loopback address, its data kept for a smoother restart,
 * started again when it dies. All methods may block for seconds.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private final Supervisor supervisor;

  private EmbeddedRedis(Path home) throws IOException {
    this.supervisor = new Supervisor(new RedisProgram(home), home);
  }

  /**
   * Starts it, or takes over one that a killed gateway left running.
   *
   * @param home where all of it is kept, such as {@code .levee/redis}; made if need be
   * @return once it serves
   * @throws IOException if another gateway uses {@code home}, or the server does not come up; the
   *     message says what to do
   */
  public static EmbeddedRedis start(Path home) throws IOException {
    return new EmbeddedRedis(home);
  }

  /**
   * @return {@code redis://127.0.0.1:port}
   */
  public String url() {
    return "redis://127.0.0.1:" + supervisor.port();
  }

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

  @Override
  public void close() {
    supervisor.close();
  }
}
