package io.levee.desk;

import io.levee.channel.agent.AgentCommand;
import io.levee.channel.agent.AgentFrame.Ack;
import io.levee.channel.agent.AgentFrame.Problem;
import io.levee.channel.agent.AgentFrame.Said;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Session;
import io.levee.desk.Conversations.Appended;
import io.levee.desk.Conversations.Step;
import io.levee.handoff.HumanQueue;
import io.levee.handoff.HumanQueue.Assignment;
import io.levee.handoff.HumanQueue.Waiting;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Carries out what agents ask for, on conversations that are theirs. */
final class Commands {
  private static final Pattern MESSAGE_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");
  private static final int TEXT_LIMIT = 4000;
  private static final int NOTE_LIMIT = 500;
  private static final int PAGE = 100;

  private final Home home;
  private final HumanQueue queue;
  private final Conversations conversations;
  private final Supplier<Map<String, AgentAccount>> accounts;
  private final Supplier<DeskConfig> config;
  private final Delivery delivery;
  private final Assigner assigner;
  private final Notifier notifier;
  private final BiConsumer<Customer, ConversationId> typing;
  private final Clock clock;

  Commands(
      Home home,
      HumanQueue queue,
      Conversations conversations,
      Supplier<Map<String, AgentAccount>> accounts,
      Supplier<DeskConfig> config,
      Delivery delivery,
      Assigner assigner,
      Notifier notifier,
      BiConsumer<Customer, ConversationId> typing,
      Clock clock) {
    this.home = home;
    this.queue = queue;
    this.conversations = conversations;
    this.accounts = accounts;
    this.config = config;
    this.delivery = delivery;
    this.assigner = assigner;
    this.notifier = notifier;
    this.typing = typing;
    this.clock = clock;
  }

  void on(SocketSeat seat, AgentCommand command) {
    switch (command) {
      case AgentCommand.Say say -> owned(seat, say.conversation(), e -> say(seat, e, say));
      case AgentCommand.Close close -> owned(seat, close.conversation(), e -> close(seat, e));
      case AgentCommand.Return back -> owned(seat, back.conversation(), e -> giveBack(seat, e));
      case AgentCommand.Transfer move ->
          owned(seat, move.conversation(), e -> transfer(seat, e, move));
      case AgentCommand.History history ->
          owned(seat, history.conversation(), e -> history(seat, e, history.after()));
      case AgentCommand.Typing now ->
          owned(seat, now.conversation(), e -> typing.accept(e.customer, e.conversation));
      case AgentCommand.State state -> state(seat, state);
    }
  }

  private static void owned(SocketSeat seat, ConversationId conversation, Consumer<Entry> then) {
    Entry entry = seat.agent.desk.get(conversation);
    if (entry == null) {
      notYours(seat, conversation, "");
    } else {
      then.accept(entry);
    }
  }

  private void say(SocketSeat seat, Entry entry, AgentCommand.Say say) {
    String id = say.messageId();
    Optional<String> fault = fault(say);
    if (fault.isPresent()) {
      problem(seat, entry.conversation, id, "bad-message", 422, fault.get());
      return;
    }
    if (entry.unstored.size() >= config.get().maxUnstored()) {
      problem(
          seat, entry.conversation, id, "busy", 503, "too many wait to be stored; send it again");
      return;
    }
    if (entry.unstored.putIfAbsent(id, seat) != null) {
      return; // Sent twice in a row: the first one's acknowledgement is on its way.
    }
    LocalAgent agent = seat.agent;
    String name = agent.account.name();
    append(entry, s -> Steps.say(s, agent.user, name, id, say.text(), clock.instant()))
        .onFailure(
            failure -> {
              entry.unstored.remove(id, seat);
              unavailable(seat, entry.conversation, id);
            })
        .onSuccess(
            appended -> {
              switch (appended) {
                case Appended.Stored stored -> stored(seat, entry, id, stored);
                case Appended.Duplicate duplicate -> {
                  entry.unstored.remove(id, seat);
                  seat.tell(new Ack(entry.conversation, id, duplicate.original().seq(), true));
                }
                case Appended.Reused reused -> {
                  entry.unstored.remove(id, seat);
                  problem(
                      seat,
                      entry.conversation,
                      id,
                      "message-id-reused",
                      409,
                      "another message has that messageId; choose a new one");
                }
                case Appended.Refused refused -> {
                  entry.unstored.remove(id, seat);
                  notYours(seat, entry.conversation, id);
                }
                case Appended.Unknown unknown -> {
                  entry.unstored.remove(id, seat);
                  notYours(seat, entry.conversation, id);
                }
              }
            });
  }

  private void stored(SocketSeat seat, Entry entry, String id, Appended.Stored stored) {
    delivery.rows(stored.session(), stored.messages());
    boolean ended = seat.agent.desk.get(entry.conversation) != entry;
    if ((ended || !entry.reading) && entry.unstored.remove(id, seat)) {
      seat.tell(new Ack(entry.conversation, id, stored.messages().getFirst().seq(), false));
    }
  }

  private static Optional<String> fault(AgentCommand.Say say) {
    String text = say.text();
    if (!MESSAGE_ID.matcher(say.messageId()).matches()) {
      return Optional.of("messageId must be 1-64 of A-Za-z0-9_.:-");
    }
    if (text.isBlank()) {
      return Optional.of("text is empty; write something");
    }
    return text.codePointCount(0, text.length()) > TEXT_LIMIT
        ? Optional.of("text is longer than 4,000 characters; send it in parts")
        : Optional.empty();
  }

  private void close(SocketSeat seat, Entry entry) {
    String name = seat.agent.account.name();
    change(seat, entry, s -> Steps.close(s, seat.agent.user, name, clock.instant()))
        .onSuccess(done -> out(entry));
  }

  private void giveBack(SocketSeat seat, Entry entry) {
    String name = seat.agent.account.name();
    change(seat, entry, s -> Steps.giveBack(s, seat.agent.user, name, clock.instant()))
        .onSuccess(done -> out(entry));
  }

  private void out(Entry entry) {
    // When Redis does not answer, the sweep finds that the journal knows better.
    assigner.leave(entry.customer.storefront(), entry.conversation);
  }

  private void transfer(SocketSeat seat, Entry entry, AgentCommand.Transfer move) {
    ConversationId conversation = entry.conversation;
    if (move.toSkill().isEmpty() == move.toAgent().isEmpty()) {
      problem(seat, conversation, "", "bad-frame", 422, "give one of toSkill and toAgent");
    } else if (move.note().codePointCount(0, move.note().length()) > NOTE_LIMIT) {
      problem(seat, conversation, "", "bad-frame", 422, "the note is longer than 500 characters");
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
            .anyMatch(
                a ->
                    a.storefront().equals(agent.storefront())
                        && a.skills().contains(move.toSkill()));
    if (!known) {
      problem(seat, entry.conversation, "", "unknown-skill", 422, "no agent here has that skill");
      return;
    }
    String name = agent.account.name();
    change(
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
      problem(seat, entry.conversation, "", "unknown-agent", 422, "there is no such other agent");
      return;
    }
    Instant now = clock.instant();
    home.here(conversations.session(entry.customer, entry.conversation))
        .onFailure(failure -> unavailable(seat, entry.conversation, ""))
        .onSuccess(
            session -> {
              if (session.filter(s -> Steps.has(s, agent.user)).isEmpty()) {
                notYours(seat, entry.conversation, "");
                return;
              }
              Waiting waiting =
                  new Waiting(
                      entry.conversation,
                      entry.customer,
                      session.get().handover().skill(),
                      HumanQueue.HEAD,
                      now,
                      session.get().handover().grade());
              // Their capacity first: a promise in the journal that nobody can keep is worse.
              queue
                  .handTo(waiting, move.toAgent())
                  .onFailure(failure -> unavailable(seat, entry.conversation, ""))
                  .onSuccess(taken -> handed(seat, entry, move, to.name(), taken));
            });
  }

  private void handed(
      SocketSeat seat, Entry entry, AgentCommand.Transfer move, String toName, boolean taken) {
    if (!taken) {
      problem(
          seat,
          entry.conversation,
          "",
          "agent-unavailable",
          409,
          "that agent is not here or has enough to do; try a skill instead");
      return;
    }
    String user = seat.agent.user;
    String name = seat.agent.account.name();
    Instant now = clock.instant();
    append(entry, s -> Steps.toAgent(s, user, name, move.toAgent(), toName, move.note(), now))
        .onFailure(failure -> unavailable(seat, entry.conversation, ""))
        .onSuccess(
            appended -> {
              if (appended instanceof Appended.Stored done) {
                applied(seat, done);
              } else {
                notYours(seat, entry.conversation, "");
                if (appended instanceof Appended.Refused refused) {
                  assigner.settle(assignment(entry, refused.session(), move.toAgent(), now));
                }
              }
            });
  }

  private void history(SocketSeat seat, Entry entry, int after) {
    home.here(conversations.history(entry.conversation, Math.max(0, after), PAGE))
        .onFailure(failure -> unavailable(seat, entry.conversation, ""))
        .onSuccess(rows -> rows.forEach(row -> seat.tell(new Said(row))));
  }

  private void state(SocketSeat seat, AgentCommand.State state) {
    LocalAgent agent = seat.agent;
    state.available().ifPresent(available -> agent.available = available);
    state.capacity().ifPresent(agent::capacity);
    queue
        .present(agent.storefront(), agent.forQueue())
        .onFailure(failure -> unavailable(seat, null, ""))
        .onSuccess(
            done -> {
              notifier.state(agent);
              assigner.assign(agent.storefront());
            });
  }

  /** A step that takes the conversation off this desk; succeeds only when it was done. */
  private Future<Appended.Stored> change(
      SocketSeat seat, Entry entry, Function<Session, Optional<Step>> step) {
    return append(entry, step)
        .onFailure(failure -> unavailable(seat, entry.conversation, ""))
        .compose(
            appended -> {
              if (appended instanceof Appended.Stored stored) {
                applied(seat, stored);
                return Future.succeededFuture(stored);
              }
              notYours(seat, entry.conversation, "");
              return Future.failedFuture("not-yours");
            });
  }

  private void applied(SocketSeat seat, Appended.Stored stored) {
    delivery.rows(stored.session(), stored.messages());
    notifier.changed(seat.agent.storefront(), seat.agent.user, stored.session().id());
  }

  private Future<Appended> append(Entry entry, Function<Session, Optional<Step>> step) {
    return home.here(conversations.append(entry.customer, entry.conversation, step));
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

  private static void notYours(SocketSeat seat, ConversationId conversation, String messageId) {
    problem(
        seat,
        conversation,
        messageId,
        "not-yours",
        403,
        "this conversation is not on your desk, or no longer; nothing was done");
  }

  private static void unavailable(SocketSeat seat, ConversationId conversation, String messageId) {
    problem(
        seat,
        conversation,
        messageId,
        "unavailable",
        503,
        "this could not be stored now; try again in a moment");
  }

  private static void problem(
      SocketSeat seat,
      ConversationId conversation,
      String messageId,
      String type,
      int status,
      String detail) {
    seat.tell(new Problem(Optional.ofNullable(conversation), messageId, type, status, detail));
  }
}
