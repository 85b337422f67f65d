package io.levee.channel;

import io.levee.conversation.Attachment;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Inbound;
import io.levee.conversation.Kind;
import io.levee.conversation.Language;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import io.levee.conversation.Sender;
import io.levee.conversation.Understood;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A house in memory: it answers every message with one of the bot's. A message's text may ask for
 * another outcome.
 */
public final class FakeRoad implements Road {
  private final Map<ConversationId, Talk> talks = new LinkedHashMap<>();
  private final Map<String, ConversationId> open = new HashMap<>();
  private final Random random = new Random(7);
  private final List<Runnable> held = new ArrayList<>();
  private long millis = Instant.parse("2026-06-18T00:00:00Z").toEpochMilli();
  public final List<Inbound> heard = new ArrayList<>();
  public final List<String> wishes = new ArrayList<>();
  public volatile Live live;
  public volatile boolean publishing = true;
  public volatile boolean down;
  public volatile int historyReads;

  private final List<Runnable> waiting = new ArrayList<>();

  /** Why there is no room; null: there is. See {@link #makeRoom}. */
  public volatile Outcome.Busy full;

  private static final class Talk {
    private final Customer customer;
    private final List<Message> messages = new ArrayList<>();
    private HandledBy handledBy = HandledBy.BOT;
    private boolean closed;
    private String agent = "";
    private Optional<Place> place = Optional.empty();

    private Talk(Customer customer) {
      this.customer = customer;
    }
  }

  /** Not at once, as in the house: through the caller's context. */
  static <T> Future<T> here(Future<T> future) {
    Context context = Vertx.currentContext();
    if (context == null) {
      return future;
    }
    Promise<T> promise = Promise.promise();
    future.onComplete(done -> context.runOnContext(later -> promise.handle(done)));
    return promise.future();
  }

  private <T> Future<T> orDown(T value) {
    return here(
        down
            ? Future.failedFuture(new IllegalStateException("down"))
            : Future.succeededFuture(value));
  }

  @Override
  public synchronized Future<Outcome> accept(Inbound message, Until until) {
    if (full != null) {
      Promise<Outcome> promise = Promise.promise();
      waiting.add(() -> letIn(message).onComplete(promise));
      return here(promise.future());
    }
    return letIn(message);
  }

  /** There is room, for those who wait too. */
  public synchronized void makeRoom() {
    full = null;
    letInWhoWait();
  }

  /** Lets in those who wait for room; for others there is none still. */
  public synchronized void letInWhoWait() {
    waiting.forEach(Runnable::run);
    waiting.clear();
  }

  public synchronized int waiting() {
    return waiting.size();
  }

  private Future<Outcome> letIn(Inbound message) {
    heard.add(message);
    Duration wait = Duration.ofMillis(1_500);
    switch (message.text()) {
      case "busy" -> {
        return orDown(new Outcome.Busy("visitor-rate", false, wait));
      }
      case "overload" -> {
        return orDown(new Outcome.Busy("brownout", true, wait));
      }
      case "not stored" -> {
        return orDown(new Outcome.NotStored("It is on its way.", wait));
      }
      case "hold" -> {
        Promise<Outcome> promise = Promise.promise();
        held.add(() -> promise.complete(store(message)));
        return here(promise.future());
      }
      default -> {
        return down ? orDown(null) : here(Future.succeededFuture(store(message)));
      }
    }
  }

  @Override
  public Future<Optional<Outcome.Busy>> turnAway(Customer customer) {
    Outcome.Busy why = full;
    return why == null
        ? Future.succeededFuture(Optional.empty())
        : here(Future.succeededFuture(Optional.of(why)));
  }

  @Override
  public boolean hasRoomForAll(Customer customer) {
    return full == null;
  }

  /** Lets those go that were held. */
  public synchronized void release() {
    held.forEach(Runnable::run);
    held.clear();
  }

  private synchronized Outcome store(Inbound message) {
    Customer customer = message.customer();
    ConversationId id = message.conversation().orElse(open.get(customer.lane()));
    if (id != null && !belongs(id, customer)) {
      return new Outcome.Rejected(Outcome.Fault.NOT_FOUND);
    }
    if (id == null) {
      id = start(customer);
    }
    Talk talk = talks.get(id);
    for (Message old : talk.messages) {
      if (old.from() == Sender.CUSTOMER && old.messageId().equals(message.messageId())) {
        return old.saysTheSame(message.text(), message.attachments())
            ? accepted(talk, old, true)
            : new Outcome.Rejected(Outcome.Fault.REUSED);
      }
    }
    if (talk.closed) {
      return new Outcome.Rejected(Outcome.Fault.CLOSED);
    }
    Message asked =
        new Message(
            id,
            talk.messages.size() + 1,
            Sender.CUSTOMER,
            Kind.TEXT,
            message.messageId(),
            message.text(),
            List.of(),
            message.attachments(),
            Instant.ofEpochMilli(millis),
            "",
            Optional.of(understood()));
    talk.messages.add(asked);
    Message answer =
        Message.bot(
            id,
            talk.messages.size() + 1,
            "You said: " + message.text(),
            List.of("Track it", "A human"),
            Instant.ofEpochMilli(millis),
            Optional.of(understood()));
    talk.messages.add(answer);
    tell(customer, List.of(asked, answer));
    return accepted(talk, asked, false);
  }

  private static Understood understood() {
    return new Understood(
        Understood.Stage.EXACT,
        List.of(new Understood.Candidate("order.track", 0.93)),
        Understood.Verdict.SURE,
        3,
        Language.EN,
        false);
  }

  private static Outcome accepted(Talk talk, Message asked, boolean duplicate) {
    return new Outcome.Accepted(
        asked.conversation(),
        asked.messageId(),
        asked.seq(),
        duplicate,
        false,
        talk.handledBy,
        false,
        asked.understood(),
        List.of(talk.messages.get(asked.seq())),
        talk.place);
  }

  private boolean belongs(ConversationId id, Customer customer) {
    return talks.containsKey(id) && talks.get(id).customer.lane().equals(customer.lane());
  }

  /** Starts a conversation without a message. */
  public synchronized ConversationId start(Customer customer) {
    ConversationId id = ConversationId.mint(Instant.ofEpochMilli(millis++), random);
    talks.put(id, new Talk(customer));
    open.put(customer.lane(), id);
    return id;
  }

  /** Stores a message as it is, with the next number. */
  public synchronized Message add(ConversationId id, Sender from, Kind kind, String text) {
    Talk talk = talks.get(id);
    String agent = from == Sender.AGENT || kind == Kind.JOINED ? "Alice" : "";
    String messageId =
        from == Sender.AGENT || from == Sender.CUSTOMER ? "x-" + talk.messages.size() : "";
    Message message =
        new Message(
            id,
            talk.messages.size() + 1,
            from,
            kind,
            messageId,
            text,
            List.of(),
            from == Sender.AGENT ? List.of(new Attachment("image", FakeUploads.KNOWN)) : List.of(),
            Instant.ofEpochMilli(millis),
            agent,
            Optional.empty());
    talk.messages.add(message);
    tell(talk.customer, List.of(message));
    return message;
  }

  public synchronized void stand(ConversationId id, HandledBy by, String agent, Place place) {
    Talk talk = talks.get(id);
    talk.handledBy = by;
    talk.agent = agent;
    talk.place = Optional.ofNullable(place);
  }

  private void tell(Customer customer, List<Message> messages) {
    if (publishing) {
      live.publish(customer, messages);
    }
  }

  @Override
  public synchronized Future<Optional<Standing>> standing(
      Customer customer, Optional<ConversationId> conversation) {
    ConversationId id = conversation.orElse(open.get(customer.lane()));
    if (id == null) {
      return orDown(
          Optional.of(
              new Standing(Optional.empty(), 0, false, HandledBy.BOT, "", Optional.empty())));
    }
    if (!belongs(id, customer)) {
      return orDown(Optional.empty());
    }
    Talk talk = talks.get(id);
    return orDown(
        Optional.of(
            new Standing(
                Optional.of(id),
                talk.messages.size(),
                talk.closed,
                talk.handledBy,
                talk.agent,
                talk.place)));
  }

  @Override
  public synchronized Future<Optional<Customer>> owner(
      String storefront, ConversationId conversation) {
    return orDown(Optional.ofNullable(talks.get(conversation)).map(talk -> talk.customer));
  }

  @Override
  public synchronized Future<List<Message>> history(
      ConversationId conversation, int after, int limit) {
    historyReads++;
    List<Message> all = talks.get(conversation).messages;
    int from = Math.min(after, all.size());
    return orDown(List.copyOf(all.subList(from, Math.min(all.size(), from + limit))));
  }

  @Override
  public synchronized Future<Map<ConversationId, Integer>> lastSeqs(
      Collection<ConversationId> conversations) {
    Map<ConversationId, Integer> seqs = new HashMap<>();
    conversations.forEach(id -> seqs.put(id, talks.get(id).messages.size()));
    return orDown(seqs);
  }

  @Override
  public synchronized Future<Optional<Outcome.Fault>> close(
      Customer customer, ConversationId conversation) {
    end(conversation);
    return orDown(Optional.empty());
  }

  /** Ends it, as an agent would. */
  public synchronized void end(ConversationId conversation) {
    Talk talk = talks.get(conversation);
    if (!talk.closed) {
      talk.closed = true;
      open.remove(talk.customer.lane(), conversation);
      add(conversation, Sender.SYSTEM, Kind.CLOSED, "Goodbye.");
    }
  }

  @Override
  public synchronized Future<Optional<Outcome.Fault>> rate(
      Customer customer, ConversationId conversation, int score, String comment) {
    if (score == 5) {
      add(conversation, Sender.SYSTEM, Kind.RATED, "Rated 5.");
      return orDown(Optional.empty());
    }
    return orDown(Optional.of(Outcome.Fault.CLOSED));
  }

  @Override
  public synchronized void typing(Customer customer, ConversationId conversation) {
    wishes.add("typing");
  }
}
