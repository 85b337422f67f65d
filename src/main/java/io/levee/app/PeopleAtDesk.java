package io.levee.app;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import io.levee.conversation.Session;
import io.levee.desk.Desk;
import io.levee.handoff.HumanQueue;
import io.levee.turn.People;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The people's side as a turn sees it: the desk, and the queue behind it.
 *
 * @param home the context that owns {@code queue}
 */
record PeopleAtDesk(Vertx vertx, Context home, Desk desk, HumanQueue queue) implements People {

  @Override
  public Future<HumanQueue.Enqueued> enqueue(HumanQueue.Waiting waiting) {
    return desk.enqueue(waiting);
  }

  @Override
  public Future<Void> leave(String storefront, ConversationId conversation) {
    return desk.leave(storefront, conversation);
  }

  @Override
  public Future<HumanQueue.State> state(String storefront, String skill) {
    return there(() -> queue.state(storefront, skill));
  }

  @Override
  public Future<Optional<Place>> place(String storefront, ConversationId conversation) {
    return there(() -> queue.place(storefront, conversation));
  }

  @Override
  public void stored(Session session, List<Message> messages) {
    desk.rows(session, messages);
  }

  @Override
  public void typing(Customer customer, ConversationId conversation, String agent) {
    desk.typing(conversation);
  }

  private <T> Future<T> there(Supplier<Future<T>> work) {
    return EventLoops.asked(vertx, home, work);
  }
}
