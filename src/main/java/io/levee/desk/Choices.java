package io.levee.desk;

import io.levee.channel.agent.AgentFrame;
import io.levee.handoff.HumanQueue;
import io.levee.handoff.HumanQueue.Known;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * What an agent chose last (to be available or not, how many at once, why not) holds at every
 * gateway: it is kept in Redis under a number, and each gateway reads it when it is woken and at
 * its sweep. On the desk's context.
 */
final class Choices {
  private final HumanQueue queue;
  private final Notifier notifier;

  Choices(HumanQueue queue, Notifier notifier) {
    this.queue = queue;
    this.notifier = notifier;
  }

  /**
   * The agent's first socket at this gateway. Where they are here by another one, or were until a
   * moment ago at a gateway that is gone, what they chose there holds: a new tab ends no break.
   * Else it is as the socket says.
   */
  Future<Void> arrives(LocalAgent agent, int capacity, boolean available) {
    return queue
        .still(agent.storefront(), agent.user)
        // Without Redis nobody knows better than the socket.
        .otherwise(Optional.empty())
        .compose(
            known -> {
              if (agent.choices > 0) {
                return Future.succeededFuture();
              }
              if (known.filter(one -> !one.left()).isPresent()) {
                return compared(agent, known);
              }
              agent.available(available);
              agent.capacity(capacity);
              // The reason of a break that a reload of the page interrupted.
              known
                  .filter(one -> !available && !one.wanted())
                  .ifPresent(one -> agent.reason = one.reason());
              return chosen(agent);
            });
  }

  /** The agent has just chosen what they are here; the other gateways are told when it is kept. */
  Future<Void> chosen(LocalAgent agent) {
    agent.choices++;
    return store(agent);
  }

  /** Takes over what the agent chose elsewhere, and sees to it that Redis knows them as here. */
  Future<Void> look(LocalAgent agent) {
    int before = agent.choices;
    return queue
        .still(agent.storefront(), agent.user)
        .compose(
            known ->
                agent.choices != before || agent.seats.isEmpty()
                    ? Future.succeededFuture()
                    : compared(agent, known));
  }

  private Future<Void> compared(LocalAgent agent, Optional<Known> known) {
    if (agent.choices != agent.stored) {
      return store(agent);
    }
    known.filter(one -> one.choice() != agent.choice).ifPresent(one -> adopt(agent, one));
    HumanQueue.Agent wanted = agent.forQueue();
    if (known.filter(one -> one.agent().equals(wanted)).isPresent()) {
      return Future.succeededFuture();
    }
    return queue.keep(agent.storefront(), wanted, agent.reason, agent.choice).mapEmpty();
  }

  private Future<Void> store(LocalAgent agent) {
    int mine = agent.choices;
    return queue
        .choose(agent.storefront(), agent.forQueue(), agent.reason)
        .onSuccess(
            number -> {
              agent.choice = number;
              agent.stored = mine;
              notifier.state(agent);
            })
        .mapEmpty();
  }

  private static void adopt(LocalAgent agent, Known known) {
    AgentFrame.State before = agent.state();
    agent.available = known.wanted();
    agent.reason = known.reason();
    agent.capacity(known.agent().capacity());
    agent.choice = known.choice();
    if (!agent.state().equals(before)) {
      agent.tellState();
    }
  }
}
