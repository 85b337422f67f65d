package io.levee.channel.shopper;

import com.fasterxml.jackson.databind.JsonNode;
import io.levee.channel.Outcome;
import io.levee.channel.Road;
import io.levee.channel.wire.Allowance;
import io.levee.channel.wire.CloseCode;
import io.levee.channel.wire.Fields;
import io.levee.channel.wire.Ids;
import io.levee.channel.wire.Line;
import io.levee.channel.wire.MessageJson;
import io.levee.channel.wire.Party;
import io.levee.channel.wire.Problem;
import io.levee.channel.wire.Storefronts;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Inbound;
import io.levee.conversation.Kind;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A shopper's live conversation. What others tell it ({@link #published} and the like) may come
 * from any thread; everything else stays on the line's event loop.
 */
final class ShopperSocket implements Line.Talker, Reader.Out {
  private static final Duration STORE_PAUSE = Duration.ofMillis(500);

  private final Line line;
  private final ShopperLoop loop;
  private final InFlight inFlight = new InFlight();
  private final Reader reader;
  private final Allowance allowance;
  private Customer customer;
  private ConversationId named;
  private boolean lookingUp;
  private boolean live;
  private boolean closed;
  private ConversationId early;
  private int earlySeq;
  private Place duePlace;
  private Place toldPlace;
  private long typedAt;
  private boolean typed;

  ShopperSocket(Line line, ShopperLoop loop) {
    this.line = line;
    this.loop = loop;
    this.allowance = new Allowance(line.now());
    this.reader =
        new Reader(
            line,
            loop.road(),
            loop.metrics(),
            this,
            inFlight::awaits,
            () -> loop.sockets().replayPage());
  }

  Customer customer() {
    return customer;
  }

  /** The conversation that is read now, or null. From any thread. */
  ConversationId conversation() {
    return reader.conversation();
  }

  // ---- The beginning

  @Override
  public void hello(JsonNode frame) {
    Fields fields = new Fields(frame);
    String token = fields.required("token", Integer.MAX_VALUE);
    Optional<String> wanted = fields.text("conversationId", Integer.MAX_VALUE);
    int after = fields.number("after", 0, Integer.MAX_VALUE).orElse(0);
    if (!fields.wrong().isEmpty()) {
      Problem.Field first = fields.wrong().getFirst();
      line.close(CloseCode.BAD_FRAME, "hello: " + first.field() + " is wrong");
      return;
    }
    Optional<Caller.Visitor> visitor = loop.tokens().verify(token);
    if (visitor.isEmpty()) {
      line.close(CloseCode.AUTH, "the token does not hold");
      return;
    }
    List<String> origins = visitor.get().storefront().config().origins();
    if (!Storefronts.allows(origins, line.origin(), line.host())) {
      line.close(CloseCode.ORIGIN, "wrong origin");
      return;
    }
    Optional<ConversationId> conversation = wanted.flatMap(ConversationId::parse);
    if (wanted.isPresent() && conversation.isEmpty()) {
      noSuchConversation();
      return;
    }
    named = conversation.orElse(null);
    customer = visitor.get().customer();
    // Frames sent along with the hello are read after the welcome.
    line.pause(true);
    // Before asking where it stands, so that nothing that is stored meanwhile goes unheard.
    loop.add(this);
    askWhereItStands(
        conversation, after, loop.clock().instant().plus(loop.sockets().welcomePatience()));
  }

  /** While the stores are away, reconnecting would not help: the socket waits here. */
  private void askWhereItStands(
      Optional<ConversationId> conversation, int after, Instant patience) {
    loop.road()
        .standing(customer, conversation)
        .onSuccess(
            standing -> standing.ifPresentOrElse(s -> welcome(s, after), this::noSuchConversation))
        .onFailure(
            down -> {
              if (loop.clock().instant().isAfter(patience)) {
                line.close(CloseCode.OVERLOADED, "cannot be done now");
              } else if (!closed) {
                loop.later(STORE_PAUSE, () -> askWhereItStands(conversation, after, patience));
              }
            });
  }

  private void noSuchConversation() {
    line.send(ShopperFrames.error("", Problem.notFound()));
    line.close(CloseCode.BAD_FRAME, "no such conversation");
  }

  private void welcome(Road.Standing standing, int after) {
    if (closed) {
      return;
    }
    line.send(ShopperFrames.welcome(standing));
    live = true;
    standing
        .conversation()
        .ifPresent(
            conversation -> {
              reader.follow(conversation, after > standing.lastSeq() ? 0 : after);
              reader.reaches(conversation, standing.lastSeq());
            });
    if (early != null) {
      heard(early, earlySeq);
      reader.reaches(early, earlySeq);
    }
    reader.advance();
    holdBack();
  }

  // ---- What the shopper sends

  @Override
  public void frame(JsonNode frame) {
    String type = frame.path("type").asText("");
    switch (type) {
      case "message" -> message(frame);
      case "typing" -> typing();
      case "rate" -> aside(() -> rate(frame));
      case "close" -> aside(this::close);
      default -> {
        Fields fields = new Fields(frame);
        fields.wrong("type", "is not one of message, typing, rate, close");
        refuse("", Problem.wrongFields("bad-frame", fields.wrong()));
      }
    }
    holdBack();
  }

  private void message(JsonNode frame) {
    Words.Read read = Words.read(frame, loop.http(), Words.By.SOCKET);
    if (read.problem() != null) {
      refuse(Fields.echo(frame, "messageId"), read.problem());
      return;
    }
    Words words = read.words();
    Inbound message =
        new Inbound(
            customer,
            Optional.ofNullable(named),
            words.messageId(),
            "socket",
            "",
            words.text(),
            words.attachments(),
            loop.clock().instant(),
            Optional.empty(),
            Ids.correlation());
    inFlight.began(words.messageId());
    if (words.attachments().isEmpty()) {
      accept(message);
    } else {
      lookUp(message);
    }
  }

  /** Until it is known whose they are nothing more is read: messages go on in their order. */
  private void lookUp(Inbound message) {
    lookingUp = true;
    loop.attached()
        .fault(customer, message.attachments(), Words.By.SOCKET)
        .onComplete(
            looked -> {
              lookingUp = false;
              if (looked.failed()) {
                over(message, () -> busy(message.messageId(), loop.http().retryAfter()));
              } else if (looked.result().isPresent()) {
                over(message, () -> refuse(message.messageId(), looked.result().get()));
              } else {
                accept(message);
              }
            });
  }

  private void accept(Inbound message) {
    Future<Outcome> accepted = loop.road().accept(message, Road.Until.STORED);
    holdBack();
    accepted.onComplete(
        done ->
            over(
                message,
                done.succeeded()
                    ? () -> outcome(message.messageId(), done.result())
                    : () -> busy(message.messageId(), loop.http().retryAfter())));
  }

  private void over(Inbound message, Runnable tell) {
    inFlight.ended(message.messageId());
    tell.run();
    reader.advance();
    tellPlace();
    holdBack();
  }

  private void outcome(String messageId, Outcome outcome) {
    switch (outcome) {
      case Outcome.Accepted accepted -> {
        if (!accepted.duplicate()) {
          heard(accepted.conversation(), accepted.seq());
        }
        reader.accepted(accepted);
        accepted.place().ifPresent(place -> duePlace = place);
      }
      case Outcome.Busy busy -> busy(messageId, busy.retryAfter());
      case Outcome.NotStored notStored -> {
        if (!notStored.provisional().isEmpty()) {
          line.send(ShopperFrames.provisional(messageId, notStored.provisional()));
        }
        busy(messageId, notStored.retryAfter());
      }
      case Outcome.Rejected rejected -> refuse(messageId, Problem.of(rejected.fault()));
    }
  }

  private void busy(String messageId, Duration retryAfter) {
    loop.metrics().busy();
    line.send(ShopperFrames.busy(messageId, retryAfter));
  }

  private void refuse(String messageId, Problem problem) {
    line.send(ShopperFrames.error(messageId, problem));
  }

  private void typing() {
    long now = line.now();
    long interval = loop.sockets().typingInterval().toNanos();
    ConversationId conversation = reader.newest();
    if (conversation != null && (!typed || now - typedAt >= interval)) {
      typed = true;
      typedAt = now;
      loop.road().typing(customer, conversation);
    }
  }

  /** These cost a commit, and no budget of messages. */
  private void aside(Runnable wish) {
    if (allowance.take(line.now(), loop.sockets().sideFrames())) {
      wish.run();
    } else {
      refuse("", Problem.tooManyFrames());
    }
  }

  private void rate(JsonNode frame) {
    Fields fields = new Fields(frame);
    int score = fields.number("score", 1, 5).orElse(0);
    if (fields.value("score") == null) {
      fields.wrong("score", "is missing; give 1 to 5");
    }
    String comment = fields.text("comment", loop.http().maxTextCodePoints()).orElse("");
    if (!fields.wrong().isEmpty()) {
      refuse("", Problem.wrongFields("bad-frame", fields.wrong()));
      return;
    }
    about(conversation -> loop.road().rate(customer, conversation, score, comment));
  }

  private void close() {
    about(conversation -> loop.road().close(customer, conversation));
  }

  private void about(Function<ConversationId, Future<Optional<Outcome.Fault>>> wish) {
    ConversationId conversation = reader.newest();
    if (conversation == null) {
      refuse("", Problem.notFound());
      return;
    }
    inFlight.began();
    wish.apply(conversation)
        .onComplete(
            done -> {
              inFlight.ended();
              if (done.failed()) {
                refuse("", Problem.unavailable(loop.http().retryAfter()));
              } else {
                done.result().ifPresent(fault -> refuse("", Problem.of(fault)));
              }
              holdBack();
            });
  }

  /**
   * Who has much unanswered, or does not read the answers, is not read from; nor, while not all
   * find room, who has anything unanswered. TCP then holds the shopper's client back.
   */
  private void holdBack() {
    if (!closed) {
      int unanswered = inFlight.count() + reader.acksDue();
      boolean waits = unanswered > 0 && !loop.road().hasRoomForAll(customer);
      boolean enough = unanswered >= loop.sockets().maxInFlight();
      line.pause(waits || lookingUp || enough || line.isFull());
    }
  }

  // ---- What the house tells it

  /** Stored messages. From any thread. */
  void published(List<Message> messages) {
    line.run(
        () -> {
          Message last = messages.getLast();
          heard(last.conversation(), last.seq());
          if (live) {
            reader.stored(messages);
            holdBack();
          }
        });
  }

  /** A conversation reaches up to there. From any thread. */
  void reaches(ConversationId conversation, int lastSeq) {
    line.run(
        () -> {
          heard(conversation, lastSeq);
          if (live) {
            reader.reaches(conversation, lastSeq);
            holdBack();
          }
        });
  }

  /**
   * A customer has one open conversation at most: a later one than ours means that ours has ended.
   * Who named a conversation stays with it.
   */
  private void heard(ConversationId conversation, int lastSeq) {
    if (named != null && !named.equals(conversation)) {
      return;
    }
    if (!live) {
      boolean newer = early == null || conversation.compareTo(early) > 0;
      earlySeq = newer ? lastSeq : Math.max(earlySeq, conversation.equals(early) ? lastSeq : 0);
      early = newer ? conversation : early;
      return;
    }
    ConversationId newest = reader.newest();
    boolean follow = newest == null || conversation.compareTo(newest) > 0;
    if (follow && !reader.follow(conversation, 0)) {
      line.close(CloseCode.OVERLOADED, "too far behind");
    }
  }

  /** A place in the queue. From any thread. */
  void place(ConversationId conversation, Place place) {
    line.run(
        () -> {
          if (live && conversation.equals(reader.newest())) {
            duePlace = place;
            tellPlace();
          }
        });
  }

  /** After the messages that led to it, and once. */
  private void tellPlace() {
    if (duePlace == null || inFlight.count() > 0 || line.isFull()) {
      return;
    }
    if (!duePlace.equals(toldPlace)) {
      toldPlace = duePlace;
      line.send(ShopperFrames.queue(duePlace));
    }
    duePlace = null;
  }

  /** The agent types. From any thread. */
  void typing(ConversationId conversation) {
    line.run(
        () -> {
          if (live && conversation.equals(reader.newest()) && !line.isFull()) {
            line.send(ShopperFrames.typing());
          }
        });
  }

  // ---- The line

  @Override
  public boolean isFull() {
    return line.isFull();
  }

  @Override
  public void message(Message message) {
    if (message.kind() == Kind.QUEUED) {
      toldPlace = null;
    }
    line.send(MessageJson.frame(message));
  }

  @Override
  public void ack(Outcome.Accepted accepted) {
    loop.metrics().ack(Party.SHOPPER);
    line.send(ShopperFrames.ack(accepted));
  }

  @Override
  public void caughtUp() {
    tellPlace();
    holdBack();
  }

  @Override
  public void drained() {
    reader.advance();
    tellPlace();
    holdBack();
  }

  @Override
  public void alive() {}

  @Override
  public boolean tick(long now) {
    return reader.tick();
  }

  @Override
  public void closed() {
    closed = true;
    if (customer != null) {
      loop.remove(this);
    }
  }
}
