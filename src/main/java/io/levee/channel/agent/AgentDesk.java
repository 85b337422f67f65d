package io.levee.channel.agent;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** What the agents' channel needs of the rest of the house. Safe from any event loop. */
public interface AgentDesk {

  /** A token to open sockets with. */
  record Login(String token, Instant expiresAt) {}

  /**
   * @return completes with a token; empty when user and password do not fit
   */
  Future<Optional<Login>> login(String user, String password);

  /**
   * An agent's socket says hello.
   *
   * @param capacity what it asks for; empty: the account's own
   * @param line takes frames for this socket, from any thread
   * @return completes with the seat after the {@link AgentFrame.Welcome} was given to {@code line};
   *     empty when the token does not hold
   */
  Future<Optional<Seat>> sit(
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
