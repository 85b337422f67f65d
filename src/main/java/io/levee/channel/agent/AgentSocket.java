package io.levee.channel.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.levee.channel.HttpConfig;
import io.levee.channel.SocketConfig;
import io.levee.channel.wire.Allowance;
import io.levee.channel.wire.ChannelMetrics;
import io.levee.channel.wire.CloseCode;
import io.levee.channel.wire.Fields;
import io.levee.channel.wire.Line;
import io.levee.channel.wire.Party;
import io.levee.channel.wire.Problem;
import io.levee.channel.wire.Storefronts;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** One of an agent's sockets. What the desk tells it may come from any thread. */
final class AgentSocket implements Line.Talker {
  private final Line line;
  private final AgentDesk desk;
  private final Supplier<HttpConfig> http;
  private final Supplier<SocketConfig> sockets;
  private final ChannelMetrics metrics;
  private final Allowance allowance;
  private AgentDesk.Seat seat;
  private boolean closed;
  private int behind;

  AgentSocket(
      Line line,
      AgentDesk desk,
      Supplier<HttpConfig> http,
      Supplier<SocketConfig> sockets,
      ChannelMetrics metrics) {
    this.line = line;
    this.desk = desk;
    this.http = http;
    this.sockets = sockets;
    this.metrics = metrics;
    this.allowance = new Allowance(line.now());
  }

  @Override
  public void hello(JsonNode frame) {
    Fields fields = new Fields(frame);
    String token = fields.required("token", Integer.MAX_VALUE);
    OptionalInt capacity = fields.number("capacity", 0, AgentCommands.MOST_CAPACITY);
    boolean available = fields.flag("available").orElse(true);
    if (!fields.wrong().isEmpty()) {
      Problem.Field first = fields.wrong().getFirst();
      line.close(CloseCode.BAD_FRAME, "hello: " + first.field() + " is wrong");
      return;
    }
    if (!Storefronts.allows(http.get().agentOrigins(), line.origin(), line.host())) {
      line.close(CloseCode.ORIGIN, "wrong origin");
      return;
    }
    line.pause(true);
    desk.sit(token, capacity, available, told -> line.run(() -> tell(told)))
        .onFailure(down -> line.close(CloseCode.OVERLOADED, "cannot be done now"))
        .onSuccess(
            sitting -> {
              switch (sitting) {
                case AgentDesk.Sitting.Seated(AgentDesk.Seat given) -> sat(given);
                case AgentDesk.Sitting.Stranger stranger ->
                    line.close(CloseCode.AUTH, "the token does not hold");
                case AgentDesk.Sitting.TooMany many ->
                    line.close(CloseCode.OVERLOADED, "too many sockets of this agent");
              }
            });
  }

  private void sat(AgentDesk.Seat given) {
    if (closed) {
      given.leave();
      return;
    }
    seat = given;
    line.pause(false);
  }

  /**
   * A desk's frames are not in the journal as such, so they cannot be left out and fetched later;
   * an agent who does not read starts anew with the next welcome.
   */
  private void tell(AgentFrame frame) {
    if (line.isClosed()) {
      return;
    }
    if (line.isFull() && ++behind > sockets.get().maxAgentBacklog()) {
      line.close(CloseCode.OVERLOADED, "too slow a reader");
      return;
    }
    if (frame instanceof AgentFrame.SignedOut(String why)) {
      line.close(CloseCode.AUTH, why);
      return;
    }
    if (frame instanceof AgentFrame.Ack) {
      metrics.ack(Party.AGENT);
    }
    line.send(AgentFrames.of(frame));
  }

  @Override
  public void frame(JsonNode frame) {
    AgentCommands.Read read = AgentCommands.read(frame, http.get().maxTextCodePoints());
    if (read.problem() == null && mayAsk(read.command())) {
      seat.on(read.command());
    } else {
      Problem problem = read.problem() == null ? Problem.tooManyFrames() : read.problem();
      String conversation = Fields.echo(frame, "conversationId");
      String messageId = Fields.echo(frame, "messageId");
      line.send(AgentFrames.error(conversation, messageId, problem));
    }
    // One who sends and does not read gets no further.
    line.pause(line.isFull());
  }

  /** Answers and what ends a conversation are as many as there are customers. */
  private boolean mayAsk(AgentCommand command) {
    return command instanceof AgentCommand.Say
        || command instanceof AgentCommand.Typing
        || command instanceof AgentCommand.Used
        || command instanceof AgentCommand.Close
        || command instanceof AgentCommand.Return
        || command instanceof AgentCommand.Transfer
        || allowance.take(line.now(), sockets.get().sideFrames());
  }

  @Override
  public void drained() {
    behind = 0;
    if (seat != null) {
      line.pause(false);
    }
  }

  @Override
  public void alive() {
    if (seat != null) {
      seat.alive();
    }
  }

  @Override
  public boolean tick(long now) {
    return false;
  }

  @Override
  public void closed() {
    closed = true;
    if (seat != null) {
      seat.leave();
    }
  }
}
