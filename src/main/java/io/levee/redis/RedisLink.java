package io.levee.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/**
 * One event loop's connection to Redis. Requests of one tick travel together; the connection comes
 * back by itself, with growing pauses. Called on its loop; futures complete on it.
 */
public interface RedisLink {

  /**
   * @return completes with Redis's answer; fails with {@link RedisUnavailable} at once while there
   *     is no connection or too many requests wait, and after {@code redis.timeout} without an
   *     answer; fails with {@link RedisError}, the server's own error, otherwise
   */
  Future<Response> send(Request request);

  /**
   * Runs a Lua script by its digest, loading it when the server does not know it.
   *
   * @return as {@link #send}
   */
  Future<Response> eval(Script script, List<String> keys, List<String> arguments);

  boolean connected();

  /**
   * Asks for a sign of life.
   *
   * @return completes when Redis answers; fails as {@link #send}
   */
  default Future<Void> ping() {
    return send(Request.cmd(Command.PING)).mapEmpty();
  }

  /** Called after each connection that follows a lost one. */
  void onReconnect(Runnable handler);

  Future<Void> close();
}
