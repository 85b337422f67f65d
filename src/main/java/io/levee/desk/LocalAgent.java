package io.levee.desk;

import io.levee.channel.agent.AgentFrame;
import io.levee.conversation.ConversationId;
import io.levee.desk.account.Account;
import io.levee.handoff.HumanQueue;
import io.levee.handoff.Rank;
import io.levee.redis.Wakeups;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An agent with sockets on this node: one desk, however many sockets. Owned by the context. */
final class LocalAgent {
  final String user;
  final Set<SocketSeat> seats = new LinkedHashSet<>();
  final Map<ConversationId, Entry> desk = new LinkedHashMap<>();
  private final int generation;

  /** As the accounts have it now. */
  AgentAccount account;

  Wakeups.Subscription subscription;
  boolean available;
  int capacity;

  /** Why they take nobody; empty when they gave no reason, or are available. */
  String reason = "";

  /** The number of the choice that is shown here. */
  long choice;

  /** How often the agent chose here, and up to which of these Redis knows. */
  int choices;

  int stored;

  /** Until it is known how they are here; null: the first socket is just sitting down. */
  Future<Void> arrival;

  LocalAgent(Account account) {
    this.user = account.user();
    this.account = account.card();
    this.generation = account.generation();
  }

  /** Whether these sockets are still good for that account. */
  boolean mayStay(Account now) {
    return now.generation() == generation && now.card().storefront().equals(storefront());
  }

  String storefront() {
    return account.storefront();
  }

  /** Never more than the account allows. */
  void capacity(int asked) {
    capacity = Math.clamp(asked, 0, account.capacity());
  }

  /** Until when what ended last may be wrapped up; null: nothing is. */
  Instant wrapUpUntil;

  void available(boolean now) {
    available = now;
    reason = "";
  }

  AgentFrame.State state() {
    return new AgentFrame.State(
        available, capacity, account.capacity(), reason, Optional.ofNullable(wrapUpUntil));
  }

  /** Every tab shows the same. */
  void tellState() {
    AgentFrame.State now = state();
    seats.stream().filter(seat -> seat.welcomed).forEach(seat -> seat.tell(now));
  }

  HumanQueue.Agent forQueue() {
    return new HumanQueue.Agent(
        user,
        account.name(),
        Set.copyOf(account.skills()),
        capacity,
        available,
        Rank.of(account.role()));
  }
}
