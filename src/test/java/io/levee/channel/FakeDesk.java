package io.levee.channel;

import io.levee.channel.agent.AgentCommand;
import io.levee.channel.agent.AgentDesk;
import io.levee.channel.agent.AgentFrame;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A desk that keeps what it is asked and tells what a test wants told. */
public final class FakeDesk implements AgentDesk {
  public final List<AgentCommand> commands = new CopyOnWriteArrayList<>();
  public volatile Consumer<AgentFrame> line;
  public volatile OptionalInt capacity = OptionalInt.empty();
  public volatile boolean left;
  public volatile boolean down;

  @Override
  public Future<Optional<Login>> login(String user, String password) {
    if (down) {
      return Future.failedFuture("down");
    }
    return Future.succeededFuture(
        password.equals("demo")
            ? Optional.of(new Login("desk-" + user, Instant.parse("2030-01-01T00:00:00Z")))
            : Optional.empty());
  }

  @Override
  public Future<Optional<Seat>> sit(
      String token, OptionalInt wanted, boolean available, Consumer<AgentFrame> told) {
    if (!token.startsWith("desk-")) {
      return Future.succeededFuture(Optional.empty());
    }
    capacity = wanted;
    line = told;
    told.accept(new AgentFrame.Welcome("Alice", Set.of("general"), "agent", List.of()));
    return Future.succeededFuture(
        Optional.of(
            new Seat() {
              @Override
              public void on(AgentCommand command) {
                commands.add(command);
              }

              @Override
              public void alive() {}

              @Override
              public void leave() {
                left = true;
              }
            }));
  }
}
