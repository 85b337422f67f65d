package io.levee.desk;

import io.levee.channel.agent.AgentFrame;
import io.levee.channel.agent.AgentFrame.Ack;
import io.levee.channel.agent.AgentFrame.Assigned;
import io.levee.channel.agent.AgentFrame.Ended;
import io.levee.channel.agent.AgentFrame.OnDesk;
import io.levee.channel.agent.AgentFrame.Packet;
import io.levee.channel.agent.AgentFrame.Said;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import io.levee.conversation.Session;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an agent's sockets what happens on their desk: each message once and in order to each
 * socket. What arrives with a gap, or while a conversation is being read, is read from the journal.
 */
final class Delivery {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);
  private static final int PAGE = 200;

  private final Home home;
  private final Conversations conversations;
  private final Supplier<DeskConfig> config;
  private final LateParts late;
  private final Advice advice;
  private final Advisor advisor;
  private final Notes notes;
  private final Map<String, LocalAgent> agents;

  Delivery(
      Home home,
      Conversations conversations,
      Supplier<DeskConfig> config,
      LateParts late,
      Advice advice,
      Advisor advisor,
      Notes notes,
      Map<String, LocalAgent> agents) {
    this.home = home;
    this.conversations = conversations;
    this.config = config;
    this.late = late;
    this.advice = advice;
    this.advisor = advisor;
    this.notes = notes;
    this.agents = agents;
  }

  /** What was just stored, with the session after it; in order for each conversation. */
  void rows(Session session, List<Message> rows) {
    for (LocalAgent agent : List.copyOf(agents.values())) {
      Entry entry = agent.desk.get(session.id());
      if (entry != null) {
        apply(agent, entry, session, rows);
      } else if (Steps.has(session, agent.user)) {
        open(agent, session.id(), session.customer());
      }
    }
  }

  /** Puts a conversation on the desk, if the journal agrees that it is theirs. */
  void open(LocalAgent agent, ConversationId conversation, Customer customer) {
    Entry entry = agent.desk.get(conversation);
    if (entry != null && entry.reading) {
      entry.again = true;
      return;
    }
    Entry opened = entry != null ? entry : new Entry(conversation, customer);
    opened.reading = true;
    agent.desk.put(conversation, opened);
    read(agent, conversation, customer)
        .onSuccess(
            found -> {
              if (agent.desk.get(conversation) == opened) {
                opened(agent, opened, found);
              }
            })
        .onFailure(
            failure -> {
              agent.desk.remove(conversation, opened);
              failed(conversation, failure);
            });
  }

  /** What a new socket is welcomed with; empty when it is not theirs. */
  Future<Optional<OnDesk>> read(LocalAgent agent, ConversationId conversation, Customer customer) {
    return home.here(conversations.session(customer, conversation))
        .compose(
            session -> {
              if (session.filter(s -> Steps.has(s, agent.user)).isEmpty()) {
                return Future.succeededFuture(Optional.empty());
              }
              int after = Math.max(0, session.get().lastSeq() - PAGE);
              return home.here(conversations.history(conversation, after, 2 * PAGE))
                  .map(
                      history -> {
                        int seq = history.isEmpty() ? after : history.getLast().seq();
                        int shown = config.get().historyLength();
                        return Optional.of(
                            new OnDesk(
                                conversation,
                                seq,
                                Packets.of(session.get(), history, shown, advisor)));
                      });
            });
  }

  /** Reads what is missing, and whether it is theirs still. */
  void catchUp(LocalAgent agent, Entry entry) {
    if (entry.reading) {
      entry.again = true;
      return;
    }
    entry.reading = true;
    home.here(conversations.session(entry.customer, entry.conversation))
        .compose(session -> page(agent, entry, session))
        .onComplete(
            result -> {
              if (agent.desk.get(entry.conversation) != entry) {
                return;
              }
              entry.reading = false;
              if (result.failed()) {
                failed(entry.conversation, result.cause());
              } else if (entry.again) {
                entry.again = false;
                catchUp(agent, entry);
              }
            });
  }

  /** Compares numbers, for wake-ups may be lost. */
  void compare(LocalAgent agent, Entry entry) {
    home.here(conversations.session(entry.customer, entry.conversation))
        .onSuccess(
            session -> {
              boolean current =
                  session.isPresent()
                      && session.get().lastSeq() <= entry.lastSeq
                      && Steps.has(session.get(), agent.user)
                      && agent.seats.stream().allMatch(seat -> knows(seat, entry));
              if (!current && agent.desk.get(entry.conversation) == entry) {
                catchUp(agent, entry);
              }
            })
        .onFailure(failure -> failed(entry.conversation, failure));
  }

  private static boolean knows(SocketSeat seat, Entry entry) {
    return !seat.welcomed || seat.told.getOrDefault(entry.conversation, 0) >= entry.lastSeq;
  }

  private Future<Void> page(LocalAgent agent, Entry entry, Optional<Session> session) {
    int after =
        agent.seats.stream()
            .filter(seat -> seat.welcomed)
            .mapToInt(seat -> seat.told.getOrDefault(entry.conversation, entry.lastSeq))
            .min()
            .orElse(entry.lastSeq);
    return home.here(conversations.history(entry.conversation, after, PAGE))
        .compose(
            rows -> {
              if (agent.desk.get(entry.conversation) != entry) {
                return Future.succeededFuture();
              }
              tell(agent, entry, rows);
              session.ifPresent(s -> advice.on(agent, entry, s.talk().language(), rows));
              if (rows.size() == PAGE) {
                return page(agent, entry, session);
              }
              boolean theirs = session.filter(s -> Steps.has(s, agent.user)).isPresent();
              if (!theirs) {
                end(agent, entry, session.map(Steps::ended).orElse("closed"));
              }
              return Future.succeededFuture();
            });
  }

  private void apply(LocalAgent agent, Entry entry, Session session, List<Message> rows) {
    if (entry.reading) {
      entry.again = true;
      return;
    }
    if (session.lastSeq() < entry.lastSeq) {
      return;
    }
    boolean gap =
        !rows.isEmpty()
            && agent.seats.stream()
                .filter(seat -> seat.welcomed)
                .anyMatch(
                    seat ->
                        rows.getFirst().seq() > seat.told.getOrDefault(entry.conversation, 0) + 1);
    if (gap) {
      catchUp(agent, entry);
      return;
    }
    tell(agent, entry, rows);
    if (Steps.has(session, agent.user)) {
      advice.on(agent, entry, session.talk().language(), rows);
    } else {
      end(agent, entry, Steps.ended(session));
    }
  }

  private void opened(LocalAgent agent, Entry entry, Optional<OnDesk> found) {
    entry.reading = false;
    if (found.isEmpty()) {
      end(agent, entry, "reassigned");
      return;
    }
    OnDesk on = found.get();
    entry.lastSeq = Math.max(entry.lastSeq, on.seq());
    List<SocketSeat> news = new ArrayList<>();
    for (SocketSeat seat : agent.seats) {
      if (seat.welcomed && seat.told.putIfAbsent(entry.conversation, on.seq()) == null) {
        seat.tell(new Assigned(on.conversation(), on.seq(), on.packet()));
        news.add(seat);
      }
    }
    complete(agent, entry, on.packet());
    if (!news.isEmpty()) {
      notes.tell(news, entry.conversation);
    }
    if (entry.again) {
      entry.again = false;
      catchUp(agent, entry);
    }
  }

  /** Asks for what the packet lacks, and for what may be answered. */
  void complete(LocalAgent agent, Entry entry, Packet packet) {
    late.fill(agent, entry);
    advice.first(agent, entry, packet.language(), packet.history());
  }

  /** What the customer does not see. */
  void whisper(String user, AgentFrame.Whisper frame) {
    LocalAgent agent = agents.get(user);
    if (agent != null) {
      agent.seats.stream()
          .filter(seat -> seat.told.containsKey(frame.conversation()))
          .forEach(seat -> seat.tell(frame));
    }
  }

  private static void tell(LocalAgent agent, Entry entry, List<Message> rows) {
    for (Message row : rows) {
      for (SocketSeat seat : agent.seats) {
        Integer told = seat.told.get(entry.conversation);
        if (seat.welcomed && told != null && row.seq() > told) {
          seat.told.put(entry.conversation, row.seq());
          seat.tell(frame(entry, seat, row));
        }
      }
      if (row.from() == Sender.AGENT) {
        entry.unstored.remove(row.messageId());
      }
      entry.lastSeq = Math.max(entry.lastSeq, row.seq());
    }
  }

  private static AgentFrame frame(Entry entry, SocketSeat seat, Message row) {
    boolean own = row.from() == Sender.AGENT && entry.unstored.get(row.messageId()) == seat;
    return own ? new Ack(row.conversation(), row.messageId(), row.seq(), false) : new Said(row);
  }

  private static void end(LocalAgent agent, Entry entry, String why) {
    agent.desk.remove(entry.conversation);
    for (SocketSeat seat : agent.seats) {
      if (seat.told.remove(entry.conversation) != null) {
        seat.tell(new Ended(entry.conversation, why));
      }
    }
  }

  private static void failed(ConversationId conversation, Throwable failure) {
    log.atWarn()
        .addKeyValue("conversation", conversation)
        .addKeyValue("cause", failure.getMessage())
        .log("an agent's desk could not be read; the sweep tries again");
  }
}
