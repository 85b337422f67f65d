package io.levee.channel.agent;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** What the agents' channel needs of the rest of the house. Safe from any event loop. */
public interface AgentDesk {

  /**
   * What a login gives.
   *
   * @param token opens sockets until {@code expiresAt}
   * @param refreshToken good once, until {@code refreshExpiresAt}, for another login
   */
  record Login(String token, Instant expiresAt, String refreshToken, Instant refreshExpiresAt) {}

  /** What became of an attempt to log in. */
  sealed interface LoginOutcome {
    record Granted(Login login) implements LoginOutcome {}

    /** User and password do not fit. */
    record Wrong() implements LoginOutcome {}

    /** Too many wrong ones in a row: not even looked at. */
    record Locked(Duration retryAfter) implements LoginOutcome {}
  }

  Future<LoginOutcome> login(String user, String password);

  /**
   * @return completes with a new login; empty when that refresh token is not good, or not any more
   */
  Future<Optional<Login>> refresh(String refreshToken);

  /** Ends the login that the refresh token belongs to, if there is one. */
  Future<Void> logout(String refreshToken);

  /** What became of a hello. */
  sealed interface Sitting {
    /** The {@link AgentFrame.Welcome} was given to the line before. */
    record Seated(Seat seat) implements Sitting {}

    /** The token does not hold. */
    record Stranger() implements Sitting {}

    /** The agent has as many sockets as they may have. */
    record TooMany() implements Sitting {}
  }

  /**
   * An agent's socket says hello.
   *
   * @param capacity what it asks for; empty: the account's own
   * @param line takes frames for this socket, from any thread
   */
  Future<Sitting> sit(
      String token, OptionalInt capacity, boolean available, Consumer<AgentFrame> line);

  /** One socket at an agent's desk. */
  interface Seat {
    /** Carries a command out; what comes of it is told through the line. */
    void on(AgentCommand command);

    /** The socket answered a ping or sent something: the agent is here. */
    void alive();

    /** The socket is gone. */
    void leave();
  }
}
