package io.levee.channel;

import io.levee.channel.agent.AgentCommand;
import io.levee.channel.agent.AgentDesk;
import io.levee.channel.agent.AgentFrame;
import io.vertx.core.Future;
import java.time.Duration;
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
  public final List<String> loggedOut = new CopyOnWriteArrayList<>();
  public volatile Consumer<AgentFrame> line;
  public volatile OptionalInt capacity = OptionalInt.empty();
  public volatile boolean left;
  public volatile boolean down;

  @Override
  public Future<LoginOutcome> login(String user, String password) {
    if (down) {
      return Future.failedFuture("down");
    }
    return Future.succeededFuture(
        switch (password) {
          case "demo" -> new LoginOutcome.Granted(given(user));
          case "often" -> new LoginOutcome.Locked(Duration.ofMillis(41_500));
          default -> new LoginOutcome.Wrong();
        });
  }

  private static Login given(String user) {
    Instant later = Instant.parse("2030-01-01T00:00:00Z");
    return new Login("desk-" + user, later, "again-" + user, later);
  }

  @Override
  public Future<Optional<Login>> refresh(String refreshToken) {
    return Future.succeededFuture(
        Optional.of(refreshToken)
            .filter(token -> token.startsWith("again-"))
            .map(token -> given(token.substring("again-".length()))));
  }

  @Override
  public Future<Void> logout(String refreshToken) {
    loggedOut.add(refreshToken);
    return Future.succeededFuture();
  }

  @Override
  public Future<Sitting> sit(
      String token, OptionalInt wanted, boolean available, Consumer<AgentFrame> told) {
    if (token.equals("desk-many")) {
      return Future.succeededFuture(new Sitting.TooMany());
    }
    if (!token.startsWith("desk-")) {
      return Future.succeededFuture(new Sitting.Stranger());
    }
    capacity = wanted;
    line = told;
    told.accept(
        new AgentFrame.Welcome(
            "Alice", Set.of("general"), "agent", List.of(), AgentFrame.Workplace.BARE));
    return Future.succeededFuture(
        new Sitting.Seated(
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
