package io.levee.turn;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import io.levee.conversation.Standing;
import io.levee.journal.Committed;
import io.levee.journal.Entry;
import io.levee.journal.Journal;
import io.levee.journal.StoreUnavailable;
import io.levee.journal.Tail;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The journal's promises, in memory. */
final class MemoryJournal implements Journal {
  final Map<ConversationId, List<Message>> messages = new LinkedHashMap<>();
  final Map<ConversationId, Entry> last = new HashMap<>();
  final Map<String, ConversationId> open = new HashMap<>();
  final Map<ConversationId, List<Entry>> entries = new HashMap<>();
  final List<Pending> pending = new ArrayList<>();
  boolean down;
  int commits;

  /** Runs once, before the next commit: somebody who is first. */
  Runnable rival = () -> {};

  @Override
  public Future<Committed> commit(List<Entry> steps) {
    Runnable first = rival;
    rival = () -> {};
    first.run();
    if (down) {
      return Future.failedFuture(new StoreUnavailable("down", null));
    }
    commits++;
    if (steps.size() > 1) {
      int next = messages.getOrDefault(steps.getFirst().conversation(), List.of()).size() + 1;
      if (steps.getFirst().firstSeq() != next || steps.stream().anyMatch(this::isKnown)) {
        return Future.succeededFuture(new Committed.LostRace());
      }
    }
    Committed committed = null;
    for (Entry step : steps) {
      committed = store(step);
    }
    return Future.succeededFuture(committed);
  }

  private boolean isKnown(Entry step) {
    Message head = step.messages().getFirst();
    return look(step.conversation(), head.from(), head.messageId()).isPresent();
  }

  private Committed store(Entry entry) {
    List<Message> stored = messages.getOrDefault(entry.conversation(), List.of());
    Message head = entry.messages().getFirst();
    if (!head.messageId().isEmpty()) {
      Optional<Committed.Duplicate> twice =
          look(entry.conversation(), head.from(), head.messageId());
      if (twice.isPresent()) {
        return twice.get();
      }
    }
    Entry before = last.get(entry.conversation());
    boolean opensSecond = entry.opens() && open.containsKey(entry.customer().lane());
    if (stored.size() != entry.firstSeq() - 1
        || opensSecond
        || (entry.opens() && isInTheLast(entry.customer(), head))
        || (before != null && before.closes())) {
      return new Committed.LostRace();
    }
    messages
        .computeIfAbsent(entry.conversation(), unused -> new ArrayList<>())
        .addAll(entry.messages());
    entries.computeIfAbsent(entry.conversation(), unused -> new ArrayList<>()).add(entry);
    last.put(entry.conversation(), entry);
    if (entry.closes()) {
      open.remove(entry.customer().lane());
    } else {
      open.put(entry.customer().lane(), entry.conversation());
    }
    if (entry.pending()) {
      pending.add(new Pending(entry.customer(), head, entry.correlationId()));
    }
    pending.removeIf(
        p ->
            p.message().conversation().equals(entry.conversation())
                && p.message().seq() == entry.answers());
    return new Committed.Stored();
  }

  private boolean isInTheLast(Customer customer, Message head) {
    return late(customer, head.messageId())
        .filter(d -> d.original().saysTheSame(head.text(), head.attachments()))
        .isPresent();
  }

  private Optional<Committed.Duplicate> look(
      ConversationId conversation, Sender sender, String messageId) {
    for (Entry entry : entries.getOrDefault(conversation, List.of())) {
      Message head = entry.messages().getFirst();
      if (head.from() == sender && head.messageId().equals(messageId)) {
        List<Message> answers =
            new ArrayList<>(entry.messages().subList(1, entry.messages().size()));
        entries.get(conversation).stream()
            .filter(later -> later.answers() == head.seq())
            .forEach(later -> answers.addAll(later.messages()));
        boolean waits = pending.stream().anyMatch(p -> p.message().equals(head));
        return Optional.of(new Committed.Duplicate(head, waits, answers));
      }
    }
    return Optional.empty();
  }

  @Override
  public Future<Optional<Committed.Duplicate>> find(
      ConversationId conversation, Sender sender, String messageId) {
    return answer(look(conversation, sender, messageId));
  }

  @Override
  public Future<Optional<Committed.Duplicate>> lately(Customer customer, String messageId) {
    return answer(late(customer, messageId));
  }

  private Optional<Committed.Duplicate> late(Customer customer, String messageId) {
    return last.values().stream()
        .filter(entry -> entry.customer().lane().equals(customer.lane()))
        .max(Comparator.comparing(Entry::conversation))
        .flatMap(entry -> look(entry.conversation(), Sender.CUSTOMER, messageId));
  }

  @Override
  public Future<Optional<Tail>> tail(ConversationId conversation) {
    Entry end = last.get(conversation);
    return answer(
        Optional.ofNullable(end)
            .map(e -> new Tail(conversation, e.customer(), e.lastSeq(), e.closes(), e.state())));
  }

  @Override
  public Future<Optional<Tail>> open(Customer customer) {
    ConversationId id = open.get(customer.lane());
    return id == null ? answer(Optional.empty()) : tail(id);
  }

  @Override
  public Future<List<Message>> read(ConversationId conversation, int after, int limit) {
    return answer(
        messages.getOrDefault(conversation, List.of()).stream()
            .filter(m -> m.seq() > after)
            .limit(limit)
            .toList());
  }

  @Override
  public Future<Map<ConversationId, Integer>> lastSeqs(Collection<ConversationId> conversations) {
    return answer(Map.of());
  }

  @Override
  public Future<List<Standing>> standings(String storefront) {
    return answer(List.of());
  }

  @Override
  public Future<List<Pending>> pending(Duration age, int limit) {
    return answer(List.copyOf(pending));
  }

  @Override
  public Future<Void> unanswered(ConversationId conversation, int seq) {
    pending.removeIf(p -> p.message().seq() == seq);
    return answer(null);
  }

  @Override
  public Future<Boolean> rate(ConversationId conversation, int score, String comment) {
    return answer(messages.containsKey(conversation));
  }

  private <T> Future<T> answer(T value) {
    return down
        ? Future.failedFuture(new StoreUnavailable("down", null))
        : Future.succeededFuture(value);
  }
}
