package io.levee.desk;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Handover;
import io.levee.conversation.Kind;
import io.levee.conversation.Language;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import io.levee.conversation.Session;
import io.levee.conversation.Standing;
import io.levee.journal.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Conversations kept in memory, shared by the desks of a test as the journal is by gateways. */
final class RememberedConversations implements Conversations {
  /** What was whispered. */
  final RememberedNotes notes = new RememberedNotes();

  private final Map<ConversationId, Session> sessions = new LinkedHashMap<>();
  private final Map<ConversationId, List<Message>> rows = new LinkedHashMap<>();
  private final Map<ConversationId, Standing> standings = new LinkedHashMap<>();
  private final List<BiConsumer<Session, List<Message>>> readers = new CopyOnWriteArrayList<>();
  volatile boolean down;

  /** Called after each commit, as a turn calls the desk of its node. */
  void tell(BiConsumer<Session, List<Message>> reader) {
    readers.add(reader);
  }

  /** A shopper who asked something and waits for a person. */
  synchronized Session waiting(ConversationId id, Customer customer, String skill, Instant now) {
    Session session =
        Session.start(id, customer, Language.EN)
            .with(HandledBy.QUEUE, Handover.waiting(skill, "requested"))
            .at(2);
    sessions.put(id, session);
    rows.put(
        id,
        new ArrayList<>(
            List.of(
                customerText(id, 1, "m1", "where is my parcel?", now),
                Message.system(id, 2, Kind.QUEUED, "queued", now, ""))));
    standings.put(id, new Standing(id, customer, skill, 0, now, ""));
    return session;
  }

  /** The shopper says something. */
  void says(ConversationId id, String messageId, String text, Instant now) {
    Session session;
    Message row;
    synchronized (this) {
      session = sessions.get(id).at(sessions.get(id).lastSeq() + 1);
      row = customerText(id, session.lastSeq(), messageId, text, now);
      sessions.put(id, session);
      rows.get(id).add(row);
    }
    readers.forEach(reader -> reader.accept(session, List.of(row)));
  }

  /** The shopper closes it. */
  void closes(ConversationId id, Instant now) {
    Session session;
    Message row;
    synchronized (this) {
      session = sessions.get(id).at(sessions.get(id).lastSeq() + 1).close();
      row = Message.system(id, session.lastSeq(), Kind.CLOSED, "closed", now, "");
      sessions.put(id, session);
      rows.get(id).add(row);
      standings.remove(id);
    }
    readers.forEach(reader -> reader.accept(session, List.of(row)));
  }

  synchronized Session session(ConversationId id) {
    return sessions.get(id);
  }

  synchronized List<Kind> kinds(ConversationId id) {
    return rows.get(id).stream().map(Message::kind).toList();
  }

  synchronized List<String> texts(ConversationId id) {
    return rows.get(id).stream().map(Message::text).toList();
  }

  synchronized Future<List<Standing>> standings(String storefront) {
    return down
        ? Future.failedFuture(new StoreUnavailable("down", null))
        : Future.succeededFuture(List.copyOf(standings.values()));
  }

  @Override
  public Future<Appended> append(
      Customer customer, ConversationId id, Function<Session, Optional<Step>> step) {
    Session next;
    List<Message> added;
    synchronized (this) {
      if (down) {
        return Future.failedFuture(new StoreUnavailable("down", null));
      }
      Session now = sessions.get(id);
      if (now == null) {
        return Future.succeededFuture(new Appended.Unknown());
      }
      Optional<Step> wanted = step.apply(now);
      if (wanted.isEmpty()) {
        return Future.succeededFuture(new Appended.Refused(now));
      }
      Message first = wanted.get().messages().getFirst();
      for (Message row : rows.get(id)) {
        if (!first.messageId().isEmpty()
            && row.from() == first.from()
            && row.messageId().equals(first.messageId())) {
          return Future.succeededFuture(
              row.text().equals(first.text())
                  ? new Appended.Duplicate(row)
                  : new Appended.Reused());
        }
      }
      next = wanted.get().next();
      added = wanted.get().messages();
      sessions.put(id, next);
      rows.get(id).addAll(added);
      wanted.get().standing().ifPresent(standing -> standings.put(id, standing));
      if (wanted.get().settles()) {
        standings.remove(id);
      }
    }
    readers.forEach(reader -> reader.accept(next, added));
    return Future.succeededFuture(new Appended.Stored(added, next));
  }

  @Override
  public synchronized Future<Optional<Session>> session(Customer customer, ConversationId id) {
    return down
        ? Future.failedFuture(new StoreUnavailable("down", null))
        : Future.succeededFuture(Optional.ofNullable(sessions.get(id)));
  }

  @Override
  public synchronized Future<List<Message>> history(ConversationId id, int after, int limit) {
    return Future.succeededFuture(
        rows.getOrDefault(id, List.of()).stream()
            .filter(row -> row.seq() > after)
            .limit(limit)
            .toList());
  }

  private static Message customerText(
      ConversationId id, int seq, String messageId, String text, Instant now) {
    return new Message(
        id,
        seq,
        Sender.CUSTOMER,
        Kind.TEXT,
        messageId,
        text,
        List.of(),
        List.of(),
        now,
        "",
        Optional.empty());
  }
}
