package io.levee.desk;

import io.levee.channel.agent.AgentCommand;
import io.levee.channel.agent.AgentFrame.Said;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.desk.account.AccountBook;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Carries out what agents ask for: who may, on conversations that are theirs. */
final class Commands {
  private static final int PAGE = 100;

  private final AccountBook accounts;
  private final Home home;
  private final Conversations conversations;
  private final Saying saying;
  private final Partings partings;
  private final Presence presence;
  private final Advice advice;
  private final Supervision supervision;
  private final Renewals renewals;
  private final BiConsumer<Customer, ConversationId> typing;

  Commands(
      AccountBook accounts,
      Home home,
      Conversations conversations,
      Saying saying,
      Partings partings,
      Presence presence,
      Advice advice,
      Supervision supervision,
      Renewals renewals,
      BiConsumer<Customer, ConversationId> typing) {
    this.accounts = accounts;
    this.home = home;
    this.conversations = conversations;
    this.saying = saying;
    this.partings = partings;
    this.presence = presence;
    this.advice = advice;
    this.supervision = supervision;
    this.renewals = renewals;
    this.typing = typing;
  }

  void on(SocketSeat seat, AgentCommand command) {
    if (renewals.isOver(seat)) {
      return;
    }
    AgentAccount account = accounts.get().get(seat.agent.user);
    if (account == null || !account.rank().atLeast(Rights.needed(command))) {
      Answers.problem(
          seat, null, "forbidden", 403, "your role may not do that; ask a supervisor or an admin");
      return;
    }
    switch (command) {
      case AgentCommand.Say say -> owned(seat, say.conversation(), e -> saying.say(seat, e, say));
      case AgentCommand.Close end -> owned(seat, end.conversation(), e -> partings.close(seat, e));
      case AgentCommand.Return back ->
          owned(seat, back.conversation(), e -> partings.giveBack(seat, e));
      case AgentCommand.Transfer move ->
          owned(seat, move.conversation(), e -> partings.transfer(seat, e, move));
      case AgentCommand.History history ->
          owned(seat, history.conversation(), e -> history(seat, e, history.after()));
      case AgentCommand.Typing now ->
          owned(seat, now.conversation(), e -> typing.accept(e.customer, e.conversation));
      case AgentCommand.Used used -> owned(seat, used.conversation(), e -> advice.used(e, used));
      case AgentCommand.Search search -> advice.search(seat, search.text());
      case AgentCommand.Ready ready -> presence.ready(seat);
      case AgentCommand.State state -> presence.change(seat, state);
      case AgentCommand.Whisper whisper -> supervision.whisper(seat, whisper);
      case AgentCommand.Watch watch -> supervision.watch(seat, watch.conversation());
      case AgentCommand.Unwatch watch -> supervision.unwatch(seat, watch.conversation());
      case AgentCommand.TakeOver take -> supervision.takeOver(seat, take.conversation());
      case AgentCommand.Renew renew -> renewals.renew(seat, renew.token());
      case AgentCommand.Overview overview -> supervision.overview(seat, overview.on());
    }
  }

  private static void owned(SocketSeat seat, ConversationId conversation, Consumer<Entry> then) {
    Entry entry = seat.agent.desk.get(conversation);
    if (entry == null) {
      Answers.notYours(seat, conversation, "");
    } else {
      then.accept(entry);
    }
  }

  private void history(SocketSeat seat, Entry entry, int after) {
    home.here(conversations.history(entry.conversation, Math.max(0, after), PAGE))
        .onFailure(failure -> Answers.unavailable(seat, entry.conversation, ""))
        .onSuccess(rows -> rows.forEach(row -> seat.tell(new Said(row))));
  }
}
