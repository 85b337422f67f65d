package io.levee.desk;

import io.levee.channel.agent.AgentCommand;
import io.levee.channel.agent.AgentDesk.Seat;
import io.levee.channel.agent.AgentFrame;
import io.levee.conversation.ConversationId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One socket of an agent. Its fields belong to the desk's context. */
final class SocketSeat implements Seat {
  final LocalAgent agent;

  /** The last number told of each conversation. */
  final Map<ConversationId, Integer> told = new HashMap<>();

  /** When the token runs out that it was opened with, or went on with. */
  Instant until;

  Instant lastSign;
  boolean welcomed;
  boolean gone;
  private final Home home;
  private final Consumer<AgentFrame> line;
  private final BiConsumer<SocketSeat, AgentCommand> commands;
  private final Consumer<SocketSeat> signs;
  private final Consumer<SocketSeat> leaving;
  private AgentFrame.Queue queue;

  SocketSeat(
      LocalAgent agent,
      Home home,
      Consumer<AgentFrame> line,
      BiConsumer<SocketSeat, AgentCommand> commands,
      Consumer<SocketSeat> signs,
      Consumer<SocketSeat> leaving) {
    this.agent = agent;
    this.home = home;
    this.line = line;
    this.commands = commands;
    this.signs = signs;
    this.leaving = leaving;
  }

  void tell(AgentFrame frame) {
    if (!gone) {
      line.accept(frame);
    }
  }

  /** Tells the length of the queue, when it changed. */
  void tell(AgentFrame.Queue now) {
    if (welcomed && !now.equals(queue)) {
      queue = now;
      line.accept(now);
    }
  }

  @Override
  public void on(AgentCommand command) {
    home.run(
        () -> {
          if (!gone) {
            signs.accept(this);
            commands.accept(this, command);
          }
        });
  }

  @Override
  public void alive() {
    home.run(() -> signs.accept(this));
  }

  @Override
  public void leave() {
    home.run(
        () -> {
          if (!gone) {
            gone = true;
            leaving.accept(this);
          }
        });
  }
}
