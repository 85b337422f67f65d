package io.levee.desk;

import io.levee.conversation.Session;
import io.levee.desk.Conversations.Appended;
import io.levee.desk.Conversations.Step;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/** How a command writes into a conversation that is on the agent's desk. */
final class Changes {
  private final Home home;
  private final Conversations conversations;
  private final Delivery delivery;
  private final Notifier notifier;

  Changes(Home home, Conversations conversations, Delivery delivery, Notifier notifier) {
    this.home = home;
    this.conversations = conversations;
    this.delivery = delivery;
    this.notifier = notifier;
  }

  Future<Appended> append(Entry entry, Function<Session, Optional<Step>> step) {
    return home.here(conversations.append(entry.customer, entry.conversation, step));
  }

  /** A step that takes the conversation off this desk; succeeds only when it was done. */
  Future<Appended.Stored> change(
      SocketSeat seat, Entry entry, Function<Session, Optional<Step>> step) {
    return append(entry, step)
        .onFailure(failure -> Answers.unavailable(seat, entry.conversation, ""))
        .compose(
            appended -> {
              if (appended instanceof Appended.Stored stored) {
                applied(seat.agent, stored);
                return Future.succeededFuture(stored);
              }
              Answers.notYours(seat, entry.conversation, "");
              return Future.failedFuture("not-yours");
            });
  }

  /** Tells everybody what was just stored, the agent's sockets at other gateways too. */
  void applied(LocalAgent agent, Appended.Stored stored) {
    delivery.rows(stored.session(), stored.messages());
    notifier.changed(agent.storefront(), agent.user, stored.session().id());
  }
}
