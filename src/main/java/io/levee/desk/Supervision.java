package io.levee.desk;

import io.levee.channel.agent.AgentCommand;
import io.levee.channel.agent.AgentFrame;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Session;
import io.levee.conversation.Standing;
import io.levee.desk.Conversations.Appended;
import io.levee.desk.account.Role;
import io.levee.handoff.HumanQueue.Assignment;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A supervisor listens, whispers and takes over. */
final class Supervision {
  private final Home home;
  private final Conversations conversations;
  private final Function<String, Future<List<Standing>>> standings;
  private final Watches watches;
  private final FloorView floor;
  private final Delivery delivery;
  private final Notifier notifier;
  private final Assigner assigner;
  private final Notes notes;
  private final Clock clock;

  Supervision(
      Home home,
      Conversations conversations,
      Function<String, Future<List<Standing>>> standings,
      Watches watches,
      FloorView floor,
      Delivery delivery,
      Notifier notifier,
      Assigner assigner,
      Notes notes,
      Clock clock) {
    this.home = home;
    this.conversations = conversations;
    this.standings = standings;
    this.watches = watches;
    this.floor = floor;
    this.delivery = delivery;
    this.notifier = notifier;
    this.assigner = assigner;
    this.notes = notes;
    this.clock = clock;
  }

  void overview(SocketSeat seat, boolean on) {
    if (on) {
      floor.add(seat);
    } else {
      floor.remove(seat);
    }
  }

  void watch(SocketSeat seat, ConversationId conversation) {
    if (watches.count(seat) >= Watches.MOST) {
      Answers.problem(
          seat, conversation, "too-many", 429, "listen to fewer conversations at a time");
      return;
    }
    standing(seat, conversation, s -> watches.add(seat, conversation, s.customer()));
  }

  void unwatch(SocketSeat seat, ConversationId conversation) {
    watches.remove(seat, conversation);
  }

  /** From the agent who has it to those who listen, or from one of these to the agent. */
  void whisper(SocketSeat seat, AgentCommand.Whisper whisper) {
    LocalAgent agent = seat.agent;
    boolean own = agent.desk.containsKey(whisper.conversation());
    boolean listens =
        agent.account.rank().atLeast(Role.SUPERVISOR) && watches.has(seat, whisper.conversation());
    Optional<String> to = own ? Optional.of(agent.user) : watches.agent(whisper.conversation());
    if (!own && !listens) {
      Answers.notYours(seat, whisper.conversation(), "");
    } else if (to.isEmpty()) {
      Answers.problem(
          seat, whisper.conversation(), "no-agent", 409, "no agent has this conversation now");
    } else {
      AgentFrame.Whisper frame =
          new AgentFrame.Whisper(
              whisper.conversation(), agent.account.name(), whisper.text(), clock.instant());
      // Kept first: who reads it may act on it, and whoever has the conversation next must know.
      notes
          .add(agent.user, frame)
          .onFailure(failure -> Answers.unavailable(seat, whisper.conversation(), ""))
          .onSuccess(
              kept -> {
                heard(to.get(), frame);
                notifier.whisper(agent.storefront(), to.get(), frame);
              });
    }
  }

  private void heard(String agent, AgentFrame.Whisper frame) {
    delivery.whisper(agent, frame);
    watches.whisper(frame);
  }

  /** The journal first, for it is the truth; the queue follows. */
  void takeOver(SocketSeat seat, ConversationId conversation) {
    standing(
        seat,
        conversation,
        before -> {
          LocalAgent agent = seat.agent;
          String name = agent.account.name();
          home.here(
                  conversations.append(
                      before.customer(),
                      conversation,
                      s -> Steps.takeOver(s, agent.user, name, clock.instant())))
              .onFailure(failure -> Answers.unavailable(seat, conversation, ""))
              .onSuccess(
                  appended -> {
                    if (appended instanceof Appended.Stored stored) {
                      taken(agent, before, stored);
                    } else {
                      Answers.problem(
                          seat,
                          conversation,
                          "not-with-people",
                          409,
                          "it is yours already, or no person is to have it any more");
                    }
                  });
        });
  }

  private void taken(LocalAgent agent, Standing before, Appended.Stored stored) {
    Session session = stored.session();
    delivery.rows(session, stored.messages());
    notifier.changed(agent.storefront(), agent.user, session.id());
    if (!before.agent().isEmpty()) {
      notifier.changed(agent.storefront(), before.agent(), session.id());
    }
    assigner.settle(
        new Assignment(
            session.id(),
            session.customer(),
            before.skill(),
            before.priority(),
            before.since(),
            before.grade(),
            before.agent(),
            clock.instant()));
    assigner.assign(agent.storefront());
  }

  private void standing(SocketSeat seat, ConversationId conversation, Consumer<Standing> then) {
    home.here(standings.apply(seat.agent.storefront()))
        .onFailure(failure -> Answers.unavailable(seat, conversation, ""))
        .onSuccess(
            all ->
                all.stream()
                    .filter(standing -> standing.conversation().equals(conversation))
                    .findFirst()
                    .ifPresentOrElse(
                        then,
                        () ->
                            Answers.problem(
                                seat,
                                conversation,
                                "not-found",
                                404,
                                "no such conversation waits or is with an agent")));
  }
}
