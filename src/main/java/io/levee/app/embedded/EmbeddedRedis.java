package io.levee.app.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A Redis server of Levee's own; its data is kept for a smoother restart. */
public final class EmbeddedRedis extends EmbeddedServer {
  private EmbeddedRedis(Path home) throws IOException {
    super(new RedisProgram(home), home);
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
  @Override
  public String url() {
    return "redis://127.0.0.1:" + port();
  }
}
