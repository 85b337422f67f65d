package io.levee.app.memory;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import io.levee.conversation.Standing;
import io.levee.journal.Committed;
import io.levee.journal.Entry;
import io.levee.journal.Journal;
import io.levee.journal.Tail;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ends of conversations in memory, each tick's entries as one commit. Messages are not kept, so
 * that nothing can be read again; ends are, until the process lets go of it. Confined to its event
 * loop.
 */
final class MemoryJournal implements Journal {
  private final Map<ConversationId, Entry> last = new HashMap<>();
  private final Map<String, ConversationId> open = new HashMap<>();
  private List<Promise<Committed>> done = new ArrayList<>();

  @Override
  public Future<Committed> commit(List<Entry> steps) {
    Entry entry = steps.getLast();
    Entry before = last.get(entry.conversation());
    int expected = before == null ? 1 : before.lastSeq() + 1;
    if (steps.getFirst().firstSeq() != expected || (before != null && before.closes())) {
      return Future.succeededFuture(new Committed.LostRace());
    }
    last.put(entry.conversation(), entry);
    if (entry.closes()) {
      open.remove(entry.customer().lane());
    } else {
      open.put(entry.customer().lane(), entry.conversation());
    }
    if (done.isEmpty()) {
      Vertx.currentContext().runOnContext(later -> tell());
    }
    Promise<Committed> stored = Promise.promise();
    done.add(stored);
    return stored.future();
  }

  private void tell() {
    List<Promise<Committed>> all = done;
    done = new ArrayList<>();
    all.forEach(stored -> stored.complete(new Committed.Stored()));
  }

  @Override
  public Future<Optional<Committed.Duplicate>> find(
      ConversationId conversation, Sender sender, String messageId) {
    return Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<Optional<Committed.Duplicate>> lately(Customer customer, String messageId) {
    return Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<Optional<Tail>> tail(ConversationId conversation) {
    return Future.succeededFuture(
        Optional.ofNullable(last.get(conversation))
            .map(
                end ->
                    new Tail(
                        conversation, end.customer(), end.lastSeq(), end.closes(), end.state())));
  }

  @Override
  public Future<Optional<Tail>> open(Customer customer) {
    ConversationId id = open.get(customer.lane());
    return id == null ? Future.succeededFuture(Optional.empty()) : tail(id);
  }

  @Override
  public Future<List<Message>> read(ConversationId conversation, int after, int limit) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<Map<ConversationId, Integer>> lastSeqs(Collection<ConversationId> conversations) {
    Map<ConversationId, Integer> seqs = new HashMap<>();
    for (ConversationId conversation : conversations) {
      Entry end = last.get(conversation);
      if (end != null) {
        seqs.put(conversation, end.lastSeq());
      }
    }
    return Future.succeededFuture(seqs);
  }

  @Override
  public Future<List<Standing>> standings(String storefront) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<List<Pending>> pending(Duration age, int limit) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<Void> unanswered(ConversationId conversation, int seq) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Boolean> rate(ConversationId conversation, int score, String comment) {
    return Future.succeededFuture(last.containsKey(conversation));
  }
}
