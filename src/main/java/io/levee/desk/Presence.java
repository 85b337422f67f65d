package io.levee.desk;

import io.levee.channel.agent.AgentCommand;
import io.levee.handoff.HumanQueue;
import io.vertx.core.Future;

/**
 * An agent takes customers or a break; all of their sockets show the same. Who says to be available
 * has wrapped up what ended.
 */
final class Presence {
  private final HumanQueue queue;
  private final Assigner assigner;
  private final Choices choices;

  Presence(HumanQueue queue, Assigner assigner, Choices choices) {
    this.queue = queue;
    this.assigner = assigner;
    this.choices = choices;
  }

  void change(SocketSeat seat, AgentCommand.State state) {
    LocalAgent agent = seat.agent;
    state.available().ifPresent(agent::available);
    state.capacity().ifPresent(agent::capacity);
    state.reason().filter(reason -> !agent.available).ifPresent(reason -> agent.reason = reason);
    agent.tellState();
    choices
        .chosen(agent)
        .compose(
            here ->
                state.available().orElse(false)
                    ? queue.ready(agent.storefront(), agent.user)
                    : Future.succeededFuture(false))
        .onFailure(failure -> Answers.unavailable(seat, null, ""))
        .onSuccess(done -> assigner.assign(agent.storefront()));
  }

  /** What ended is wrapped up before its time. */
  void ready(SocketSeat seat) {
    LocalAgent agent = seat.agent;
    agent.wrapUpUntil = null;
    agent.tellState();
    queue
        .ready(agent.storefront(), agent.user)
        .onFailure(failure -> Answers.unavailable(seat, null, ""))
        .onSuccess(freed -> assigner.assign(agent.storefront()));
  }
}
