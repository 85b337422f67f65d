package io.levee.app;

import io.levee.channel.Uploads;
import io.levee.channel.agent.AgentDesk;
import io.levee.channel.agent.AgentFrame;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import io.levee.conversation.Session;
import io.levee.handoff.HumanQueue;
import io.levee.turn.People;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** Nobody works here and no image is kept: what a {@link WarmUpStage} has behind its road. */
final class EmptyHouse implements People, AgentDesk, Uploads {
  private static final Place FIRST = new Place(1, 60);

  @Override
  public Future<HumanQueue.Enqueued> enqueue(HumanQueue.Waiting waiting) {
    return Future.succeededFuture(new HumanQueue.Enqueued.At(FIRST));
  }

  @Override
  public Future<Void> leave(String storefront, ConversationId conversation) {
    return Future.succeededFuture();
  }

  @Override
  public Future<HumanQueue.State> state(String storefront, String skill) {
    return Future.succeededFuture(new HumanQueue.State(0, false, 60, 0, 1));
  }

  @Override
  public Future<Optional<Place>> place(String storefront, ConversationId conversation) {
    return Future.succeededFuture(Optional.of(FIRST));
  }

  @Override
  public void stored(Session session, List<Message> messages) {
    // There is no desk to see them.
  }

  @Override
  public void typing(Customer customer, ConversationId conversation, String agent) {
    // There is no desk to see it.
  }

  @Override
  public Future<LoginOutcome> login(String user, String password) {
    return Future.succeededFuture(new LoginOutcome.Wrong());
  }

  @Override
  public Future<Optional<Login>> refresh(String refreshToken) {
    return Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<Void> logout(String refreshToken) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Sitting> sit(
      String token, OptionalInt capacity, boolean available, Consumer<AgentFrame> line) {
    return Future.succeededFuture(new Sitting.Stranger());
  }

  @Override
  public Limits limits() {
    return new Limits(1, Duration.ofSeconds(1), 1, 1);
  }

  @Override
  public Future<Kept> keep(Customer customer, Buffer file) {
    return Future.succeededFuture(new Kept.Full(Duration.ofSeconds(1)));
  }

  @Override
  public Future<Optional<Image>> read(String uploadId) {
    return Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<Set<String>> owned(Customer customer, Collection<String> uploadIds) {
    return Future.succeededFuture(Set.of());
  }
}
