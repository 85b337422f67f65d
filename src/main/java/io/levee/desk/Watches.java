package io.levee.desk;

import io.levee.channel.agent.AgentFrame;
import io.levee.channel.agent.AgentFrame.Ended;
import io.levee.channel.agent.AgentFrame.Said;
import io.levee.channel.agent.AgentFrame.Watching;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Message;
import io.levee.conversation.Session;
import io.levee.redis.Wakeups;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Supervisors who listen to conversations: what is said there reaches their sockets too, in order.
 * At other gateways it is noticed by what wakes the agent's own sockets there.
 */
final class Watches {
  private static final Logger log = LoggerFactory.getLogger(Watches.class);
  private static final int PAGE = 200;

  /** Most conversations one socket may listen to. */
  static final int MOST = 20;

  /** One conversation that somebody listens to. */
  private static final class Watch {
    final ConversationId conversation;
    final Customer customer;
    final Set<SocketSeat> seats = new LinkedHashSet<>();
    String agent = "";
    int lastSeq;
    boolean reading;
    boolean again;
    Wakeups.Subscription subscription;

    Watch(ConversationId conversation, Customer customer) {
      this.conversation = conversation;
      this.customer = customer;
    }
  }

  private final Home home;
  private final Conversations conversations;
  private final Wakeups wakeups;
  private final Notifier notifier;
  private final Notes notes;
  private final Supplier<DeskConfig> config;
  private final Advisor advisor;
  private final Map<ConversationId, Watch> watches = new HashMap<>();

  Watches(
      Home home,
      Conversations conversations,
      Wakeups wakeups,
      Notifier notifier,
      Notes notes,
      Supplier<DeskConfig> config,
      Advisor advisor) {
    this.home = home;
    this.conversations = conversations;
    this.wakeups = wakeups;
    this.notifier = notifier;
    this.notes = notes;
    this.config = config;
    this.advisor = advisor;
  }

  int count(SocketSeat seat) {
    return (int) watches.values().stream().filter(w -> w.seats.contains(seat)).count();
  }

  boolean has(SocketSeat seat, ConversationId conversation) {
    Watch watch = watches.get(conversation);
    return watch != null && watch.seats.contains(seat);
  }

  /** Whom that conversation is with: empty when nobody here listens to it, or it is with nobody. */
  Optional<String> agent(ConversationId conversation) {
    return Optional.ofNullable(watches.get(conversation))
        .map(watch -> watch.agent)
        .filter(agent -> !agent.isEmpty());
  }

  /** Tells everything so far, and from now on what follows. */
  void add(SocketSeat seat, ConversationId conversation, Customer customer) {
    home.here(conversations.session(customer, conversation))
        .onFailure(failure -> Answers.unavailable(seat, conversation, ""))
        .onSuccess(
            session -> {
              if (session.isEmpty()) {
                Answers.problem(seat, conversation, "not-found", 404, "no such conversation");
              } else {
                read(seat, session.get());
              }
            });
  }

  private void read(SocketSeat seat, Session session) {
    int after = Math.max(0, session.lastSeq() - PAGE);
    home.here(conversations.history(session.id(), after, 2 * PAGE))
        .onFailure(failure -> Answers.unavailable(seat, session.id(), ""))
        .onSuccess(rows -> begin(seat, session, rows));
  }

  private void begin(SocketSeat seat, Session session, List<Message> rows) {
    if (seat.gone) {
      return;
    }
    Watch watch = watches.computeIfAbsent(session.id(), id -> new Watch(id, session.customer()));
    int seq = rows.isEmpty() ? 0 : rows.getLast().seq();
    seat.tell(
        new Watching(
            session.id(),
            seq,
            Packets.of(session, rows, config.get().historyLength(), advisor),
            session.handover().agent()));
    watch.seats.add(seat);
    notes.tell(List.of(seat), session.id());
    // Who listens already is told what came meanwhile; the new one has it.
    watch.seats.stream()
        .filter(other -> other != seat)
        .forEach(
            other ->
                rows.stream()
                    .filter(r -> r.seq() > watch.lastSeq)
                    .forEach(r -> other.tell(new Said(r))));
    watch.lastSeq = Math.max(watch.lastSeq, seq);
    follow(watch, session);
  }

  void remove(SocketSeat seat, ConversationId conversation) {
    Watch watch = watches.get(conversation);
    if (watch != null && watch.seats.remove(seat) && watch.seats.isEmpty()) {
      end(watch);
    }
  }

  /** The socket is gone. */
  void remove(SocketSeat seat) {
    List.copyOf(watches.keySet()).forEach(conversation -> remove(seat, conversation));
  }

  /** What was just stored here. */
  void rows(Session session, List<Message> rows) {
    Watch watch = watches.get(session.id());
    if (watch == null) {
      return;
    }
    if (watch.reading || (!rows.isEmpty() && rows.getFirst().seq() > watch.lastSeq + 1)) {
      catchUp(watch);
    } else {
      tell(watch, rows);
      follow(watch, session);
    }
  }

  /** Nobody is woken by one who waits: these are looked at now and then. */
  void round() {
    List.copyOf(watches.values()).stream()
        .filter(watch -> watch.agent.isEmpty())
        .forEach(this::catchUp);
  }

  /** What the customer does not see. */
  void whisper(AgentFrame.Whisper frame) {
    Watch watch = watches.get(frame.conversation());
    if (watch != null) {
      watch.seats.forEach(seat -> seat.tell(frame));
    }
  }

  private void catchUp(Watch watch) {
    if (watch.reading) {
      watch.again = true;
      return;
    }
    watch.reading = true;
    home.here(conversations.history(watch.conversation, watch.lastSeq, PAGE))
        .onSuccess(rows -> tell(watch, rows))
        .compose(rows -> home.here(conversations.session(watch.customer, watch.conversation)))
        .onSuccess(session -> session.ifPresent(now -> follow(watch, now)))
        .onFailure(
            failure ->
                log.atWarn()
                    .addKeyValue("conversation", watch.conversation)
                    .addKeyValue("cause", failure.getMessage())
                    .log("A conversation that is listened to could not be read"))
        .onComplete(
            done -> {
              watch.reading = false;
              if (watch.again) {
                watch.again = false;
                catchUp(watch);
              }
            });
  }

  private static void tell(Watch watch, List<Message> rows) {
    for (Message row : rows) {
      if (row.seq() > watch.lastSeq) {
        watch.lastSeq = row.seq();
        watch.seats.forEach(seat -> seat.tell(new Said(row)));
      }
    }
  }

  /** Listens to what wakes the agent who has it now; ends with the conversation. */
  private void follow(Watch watch, Session session) {
    if (session.closed()) {
      watch.seats.forEach(seat -> seat.tell(new Ended(watch.conversation, "closed")));
      end(watch);
      return;
    }
    String agent = session.handover().agent();
    if (agent.equals(watch.agent) || watches.get(watch.conversation) != watch) {
      return;
    }
    if (watch.subscription != null) {
      watch.subscription.close();
      watch.subscription = null;
    }
    watch.agent = agent;
    if (!agent.isEmpty()) {
      watch.subscription =
          wakeups.subscribe(
              Notifier.topic(watch.customer.storefront(), agent),
              payload -> home.run(() -> notifier.read(payload).ifPresent(w -> woken(watch, w))));
    }
  }

  private void woken(Watch watch, Notifier.Wakeup wakeup) {
    if (watches.get(watch.conversation) != watch) {
      return;
    }
    switch (wakeup) {
      case Notifier.Wakeup.Changed(ConversationId id) when id.equals(watch.conversation) ->
          catchUp(watch);
      case Notifier.Wakeup.Whisper(AgentFrame.Whisper frame)
          when frame.conversation().equals(watch.conversation) ->
          whisper(frame);
      default -> {}
    }
  }

  private void end(Watch watch) {
    watches.remove(watch.conversation, watch);
    if (watch.subscription != null) {
      watch.subscription.close();
    }
  }
}
