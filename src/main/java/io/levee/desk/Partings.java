package io.levee.desk;

import io.levee.channel.agent.AgentCommand;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Session;
import io.levee.desk.Conversations.Appended;
import io.levee.handoff.HumanQueue;
import io.levee.handoff.HumanQueue.Assignment;
import io.levee.handoff.HumanQueue.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** An agent gives a conversation away: ends it, back to the bot, or to somebody else. */
final class Partings {
  private static final int NOTE_LIMIT = 500;

  private final Home home;
  private final HumanQueue queue;
  private final Conversations conversations;
  private final Supplier<Map<String, AgentAccount>> accounts;
  private final Changes changes;
  private final Assigner assigner;
  private final Supplier<Duration> wrapUp;
  private final Clock clock;

  Partings(
      Home home,
      HumanQueue queue,
      Conversations conversations,
      Supplier<Map<String, AgentAccount>> accounts,
      Changes changes,
      Assigner assigner,
      Supplier<Duration> wrapUp,
      Clock clock) {
    this.home = home;
    this.queue = queue;
    this.conversations = conversations;
    this.accounts = accounts;
    this.changes = changes;
    this.assigner = assigner;
    this.wrapUp = wrapUp;
    this.clock = clock;
  }

  void close(SocketSeat seat, Entry entry) {
    String name = seat.agent.account.name();
    changes
        .change(seat, entry, s -> Steps.close(s, seat.agent.user, name, clock.instant()))
        .onSuccess(done -> out(seat.agent, entry));
  }

  void giveBack(SocketSeat seat, Entry entry) {
    String name = seat.agent.account.name();
    changes
        .change(seat, entry, s -> Steps.giveBack(s, seat.agent.user, name, clock.instant()))
        .onSuccess(done -> out(seat.agent, entry));
  }

  private void out(LocalAgent agent, Entry entry) {
    if (!wrapUp.get().isZero()) {
      agent.wrapUpUntil = clock.instant().plus(wrapUp.get());
      agent.tellState();
    }
    // When Redis does not answer, the sweep finds that the journal knows better.
    assigner.leave(entry.customer.storefront(), entry.conversation);
  }

  void transfer(SocketSeat seat, Entry entry, AgentCommand.Transfer move) {
    ConversationId conversation = entry.conversation;
    if (move.toSkill().isEmpty() == move.toAgent().isEmpty()) {
      Answers.problem(seat, conversation, "bad-frame", 422, "give one of toSkill and toAgent");
    } else if (move.note().codePointCount(0, move.note().length()) > NOTE_LIMIT) {
      Answers.problem(
          seat, conversation, "bad-frame", 422, "the note is longer than 500 characters");
    } else if (!move.toSkill().isEmpty()) {
      toSkill(seat, entry, move);
    } else {
      toAgent(seat, entry, move);
    }
  }

  private void toSkill(SocketSeat seat, Entry entry, AgentCommand.Transfer move) {
    LocalAgent agent = seat.agent;
    boolean known =
        accounts.get().values().stream()
            .filter(account -> account.storefront().equals(agent.storefront()))
            .anyMatch(account -> account.skills().contains(move.toSkill()));
    if (!known) {
      Answers.problem(
          seat, entry.conversation, "unknown-skill", 422, "no agent here has that skill");
      return;
    }
    String name = agent.account.name();
    changes
        .change(
            seat,
            entry,
            s -> Steps.toSkill(s, agent.user, name, move.toSkill(), move.note(), clock.instant()))
        .onSuccess(
            done -> {
              Instant now = done.messages().getLast().at();
              Assignment had = assignment(entry, done.session(), agent.user, now);
              assigner.back(had, done.session(), HumanQueue.HEAD, now);
            });
  }

  private void toAgent(SocketSeat seat, Entry entry, AgentCommand.Transfer move) {
    LocalAgent agent = seat.agent;
    AgentAccount to = accounts.get().get(move.toAgent());
    if (to == null
        || move.toAgent().equals(agent.user)
        || !to.storefront().equals(agent.storefront())) {
      Answers.problem(
          seat, entry.conversation, "unknown-agent", 422, "there is no such other agent");
      return;
    }
    Instant now = clock.instant();
    home.here(conversations.session(entry.customer, entry.conversation))
        .onFailure(failure -> Answers.unavailable(seat, entry.conversation, ""))
        .onSuccess(
            session -> {
              if (session.filter(s -> Steps.has(s, agent.user)).isEmpty()) {
                Answers.notYours(seat, entry.conversation, "");
                return;
              }
              // Their capacity first: a promise in the journal that nobody can keep is worse.
              queue
                  .handTo(waiting(entry, session.get(), now), move.toAgent())
                  .onFailure(failure -> Answers.unavailable(seat, entry.conversation, ""))
                  .onSuccess(taken -> handed(seat, entry, move, to.name(), taken));
            });
  }

  private static Waiting waiting(Entry entry, Session session, Instant now) {
    return new Waiting(
        entry.conversation,
        entry.customer,
        session.handover().skill(),
        HumanQueue.HEAD,
        now,
        session.handover().grade());
  }

  private void handed(
      SocketSeat seat, Entry entry, AgentCommand.Transfer move, String toName, boolean taken) {
    if (!taken) {
      Answers.problem(
          seat,
          entry.conversation,
          "agent-unavailable",
          409,
          "that agent is not here or has enough to do; try a skill instead");
      return;
    }
    String user = seat.agent.user;
    String name = seat.agent.account.name();
    Instant now = clock.instant();
    changes
        .append(entry, s -> Steps.toAgent(s, user, name, move.toAgent(), toName, move.note(), now))
        .onFailure(failure -> Answers.unavailable(seat, entry.conversation, ""))
        .onSuccess(
            appended -> {
              if (appended instanceof Appended.Stored done) {
                changes.applied(seat.agent, done);
              } else {
                Answers.notYours(seat, entry.conversation, "");
                if (appended instanceof Appended.Refused refused) {
                  assigner.settle(assignment(entry, refused.session(), move.toAgent(), now));
                }
              }
            });
  }

  private static Assignment assignment(Entry entry, Session session, String user, Instant at) {
    return new Assignment(
        entry.conversation,
        entry.customer,
        session.handover().skill(),
        HumanQueue.HEAD,
        at,
        user,
        at);
  }
}
