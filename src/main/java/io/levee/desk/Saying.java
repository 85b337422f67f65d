package io.levee.desk;

import io.levee.channel.agent.AgentCommand;
import io.levee.channel.agent.AgentFrame.Ack;
import io.levee.desk.Conversations.Appended;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** An agent says something: stored once, acknowledged to the socket that sent it. */
final class Saying {
  private static final Pattern MESSAGE_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");
  private static final int TEXT_LIMIT = 4000;

  private final Changes changes;
  private final Delivery delivery;
  private final Supplier<DeskConfig> config;
  private final Clock clock;

  Saying(Changes changes, Delivery delivery, Supplier<DeskConfig> config, Clock clock) {
    this.changes = changes;
    this.delivery = delivery;
    this.config = config;
    this.clock = clock;
  }

  void say(SocketSeat seat, Entry entry, AgentCommand.Say say) {
    String id = say.messageId();
    Optional<String> fault = fault(say);
    if (fault.isPresent()) {
      Answers.problem(seat, entry.conversation, id, "bad-message", 422, fault.get());
      return;
    }
    if (entry.unstored.size() >= config.get().maxUnstored()) {
      Answers.problem(
          seat, entry.conversation, id, "busy", 503, "too many wait to be stored; send it again");
      return;
    }
    if (entry.unstored.putIfAbsent(id, seat) != null) {
      return; // Sent twice in a row: the first one's acknowledgement is on its way.
    }
    LocalAgent agent = seat.agent;
    String name = agent.account.name();
    changes
        .append(entry, s -> Steps.say(s, agent.user, name, id, say.text(), clock.instant()))
        .onFailure(
            failure -> {
              entry.unstored.remove(id, seat);
              Answers.unavailable(seat, entry.conversation, id);
            })
        .onSuccess(appended -> done(seat, entry, id, appended));
  }

  private void done(SocketSeat seat, Entry entry, String id, Appended appended) {
    if (appended instanceof Appended.Stored stored) {
      stored(seat, entry, id, stored);
      return;
    }
    entry.unstored.remove(id, seat);
    switch (appended) {
      case Appended.Duplicate duplicate ->
          seat.tell(new Ack(entry.conversation, id, duplicate.original().seq(), true));
      case Appended.Reused reused ->
          Answers.problem(
              seat,
              entry.conversation,
              id,
              "message-id-reused",
              409,
              "another message has that messageId; choose a new one");
      default -> Answers.notYours(seat, entry.conversation, id);
    }
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
}
