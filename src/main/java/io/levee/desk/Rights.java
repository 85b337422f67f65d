package io.levee.desk;

import io.levee.channel.agent.AgentCommand;
import io.levee.desk.account.Role;

/** What role each frame takes. Looked up for every one, since roles change while sockets live. */
final class Rights {
  private Rights() {}

  static Role needed(AgentCommand command) {
    return switch (command) {
      case AgentCommand.Watch watch -> Role.SUPERVISOR;
      case AgentCommand.Unwatch unwatch -> Role.SUPERVISOR;
      case AgentCommand.TakeOver take -> Role.SUPERVISOR;
      case AgentCommand.Overview overview -> Role.SUPERVISOR;
      default -> Role.AGENT;
    };
  }
}
