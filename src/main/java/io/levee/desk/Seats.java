package io.levee.desk;

import io.levee.channel.agent.AgentDesk.Seat;
import io.levee.channel.agent.AgentDesk.Sitting;
import io.levee.channel.agent.AgentFrame;
import io.levee.channel.agent.AgentFrame.Colleague;
import io.levee.channel.agent.AgentFrame.OnDesk;
import io.levee.channel.agent.AgentFrame.Problem;
import io.levee.channel.agent.AgentFrame.QuickReply;
import io.levee.channel.agent.AgentFrame.SignedOut;
import io.levee.channel.agent.AgentFrame.Welcome;
import io.levee.channel.agent.AgentFrame.Workplace;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Standing;
import io.levee.desk.account.Account;
import io.levee.desk.account.AccountBook;
import io.levee.desk.account.Logins;
import io.levee.handoff.HumanQueue;
import io.levee.redis.Wakeups;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Agents' sockets coming and going. Runs on the desk's context. */
final class Seats {
  /** A transfer's list of more people helps nobody; any name may be typed. */
  private static final int MOST_COLLEAGUES = 500;

  private final Vertx vertx;
  private final Home home;
  private final HumanQueue queue;
  private final Wakeups wakeups;
  private final Function<String, Future<List<Standing>>> standings;
  private final AccountBook accounts;
  private final Supplier<DeskConfig> config;
  private final Clock clock;
  private final Map<String, LocalAgent> agents;
  private final Delivery delivery;
  private final Assigner assigner;
  private final Notifier notifier;
  private final Choices choices;
  private final Sweep sweep;
  private final Commands commands;
  private final Watches watches;
  private final Notes notes;
  private final Supplier<Map<String, ReadyText>> replies;
  private final AtomicInteger count = new AtomicInteger();

  Seats(
      Desk.Needs needs,
      Home home,
      Map<String, LocalAgent> agents,
      Delivery delivery,
      Assigner assigner,
      Notifier notifier,
      Choices choices,
      Sweep sweep,
      Commands commands,
      Watches watches,
      Notes notes) {
    this.vertx = needs.vertx();
    this.home = home;
    this.queue = needs.queue();
    this.wakeups = needs.wakeups();
    this.standings = needs.standings();
    this.accounts = needs.accounts();
    this.config = needs.config();
    this.clock = needs.clock();
    this.agents = agents;
    this.delivery = delivery;
    this.assigner = assigner;
    this.notifier = notifier;
    this.choices = choices;
    this.sweep = sweep;
    this.commands = commands;
    this.watches = watches;
    this.notes = notes;
    this.replies = needs.replies();
  }

  int count() {
    return count.get();
  }

  /** As {@link io.levee.channel.agent.AgentDesk#sit}, for a user whose token holds. */
  Future<Sitting> sit(
      Logins.Holder holder, OptionalInt capacity, boolean available, Consumer<AgentFrame> line) {
    Account account = holder.account();
    LocalAgent agent = agents.computeIfAbsent(account.user(), user -> arrived(account));
    if (agent.seats.size() >= config.get().maxSockets()) {
      line.accept(
          new Problem(
              Optional.empty(),
              "",
              "too-many-sockets",
              429,
              "this agent has desk.maxSockets sockets open; close one"));
      return Future.succeededFuture(new Sitting.TooMany());
    }
    SocketSeat seat = seat(agent, line);
    seat.until = holder.until();
    if (agent.arrival == null) {
      int most = account.card().capacity();
      agent.arrival = choices.arrives(agent, capacity.orElse(most), available);
    }
    return agent
        .arrival
        // Without Redis the desk still is what the journal says.
        .otherwiseEmpty()
        .compose(v -> onDesk(agent))
        .<Sitting>map(conversations -> new Sitting.Seated(welcome(seat, conversations)))
        .onFailure(failure -> seat.leave());
  }

  /** Who is gone from the book, or changed their password, has to sign in again. */
  void checkAccounts() {
    for (LocalAgent agent : List.copyOf(agents.values())) {
      Optional<Account> now = accounts.find(agent.user).filter(agent::mayStay);
      if (now.isEmpty()) {
        SignedOut out = new SignedOut("signed out: the account has changed");
        List.copyOf(agent.seats).forEach(seat -> seat.tell(out));
      } else if (!now.get().card().equals(agent.account)) {
        agent.account = now.get().card();
        agent.capacity(agent.capacity);
        choices.look(agent);
      }
    }
  }

  private LocalAgent arrived(Account account) {
    LocalAgent agent = new LocalAgent(account);
    agent.subscription =
        wakeups.subscribe(
            Notifier.topic(agent.storefront(), agent.user),
            payload -> home.run(() -> notifier.read(payload).ifPresent(w -> woken(agent, w))));
    return agent;
  }

  private SocketSeat seat(LocalAgent agent, Consumer<AgentFrame> line) {
    SocketSeat seat =
        new SocketSeat(
            agent, home, line, commands::on, s -> s.lastSign = clock.instant(), this::left);
    seat.lastSign = clock.instant();
    agent.seats.add(seat);
    count.incrementAndGet();
    return seat;
  }

  /** What the queue says, or without Redis the journal, and what other sockets here show. */
  private Future<List<OnDesk>> onDesk(LocalAgent agent) {
    return queue
        .desk(agent.storefront(), agent.user)
        .map(
            held -> {
              Map<ConversationId, Customer> all = new LinkedHashMap<>();
              held.forEach(a -> all.put(a.conversation(), a.customer()));
              return all;
            })
        .recover(
            down ->
                home.here(standings.apply(agent.storefront()))
                    .map(
                        known -> {
                          Map<ConversationId, Customer> all = new LinkedHashMap<>();
                          known.stream()
                              .filter(s -> s.agent().equals(agent.user))
                              .forEach(s -> all.put(s.conversation(), s.customer()));
                          return all;
                        }))
        .compose(
            all -> {
              agent.desk.values().forEach(e -> all.putIfAbsent(e.conversation, e.customer));
              List<Future<Optional<OnDesk>>> packets =
                  all.entrySet().stream()
                      .map(one -> delivery.read(agent, one.getKey(), one.getValue()))
                      .toList();
              return Future.all(packets)
                  .map(v -> packets.stream().flatMap(p -> p.result().stream()).toList());
            });
  }

  private Seat welcome(SocketSeat seat, List<OnDesk> conversations) {
    LocalAgent agent = seat.agent;
    AgentAccount account = agent.account;
    seat.welcomed = true;
    seat.tell(
        new Welcome(
            account.name(),
            new LinkedHashSet<>(account.skills()),
            account.role(),
            conversations,
            workplace(agent)));
    agent.tellState();
    for (OnDesk on : conversations) {
      seat.told.put(on.conversation(), on.seq());
      Entry entry =
          agent.desk.computeIfAbsent(
              on.conversation(),
              id -> {
                Entry opened = new Entry(id, on.packet().customer());
                opened.reading = false;
                return opened;
              });
      entry.lastSeq = Math.max(entry.lastSeq, on.seq());
      delivery.complete(agent, entry, on.packet());
      notes.tell(List.of(seat), entry.conversation);
    }
    for (Entry entry : List.copyOf(agent.desk.values())) {
      if (seat.told.containsKey(entry.conversation)) {
        delivery.compare(agent, entry);
      } else {
        delivery.open(agent, entry.conversation, entry.customer);
      }
    }
    sweep.desk(agent);
    assigner.assign(agent.storefront());
    return seat;
  }

  private Workplace workplace(LocalAgent agent) {
    List<Colleague> colleagues =
        accounts.get().entrySet().stream()
            .filter(one -> one.getValue().storefront().equals(agent.storefront()))
            .filter(one -> !one.getKey().equals(agent.user))
            .map(one -> colleague(one.getKey(), one.getValue()))
            .sorted(Comparator.comparing(Colleague::user))
            .limit(MOST_COLLEAGUES)
            .toList();
    Set<String> skills = new TreeSet<>(agent.account.skills());
    colleagues.forEach(one -> skills.addAll(one.skills()));
    List<QuickReply> ready =
        replies.get().entrySet().stream()
            .map(one -> new QuickReply(one.getKey(), one.getValue().texts()))
            .toList();
    return new Workplace(agent.user, agent.state(), colleagues, skills, ready);
  }

  private static Colleague colleague(String user, AgentAccount account) {
    return new Colleague(user, account.name(), account.skills(), account.role());
  }

  private void woken(LocalAgent agent, Notifier.Wakeup wakeup) {
    if (agents.get(agent.user) != agent) {
      return;
    }
    switch (wakeup) {
      case Notifier.Wakeup.Changed changed -> {
        Entry entry = agent.desk.get(changed.conversation());
        if (entry == null) {
          sweep.desk(agent);
        } else {
          delivery.catchUp(agent, entry);
        }
      }
      case Notifier.Wakeup.State state -> choices.look(agent);
      case Notifier.Wakeup.Whisper whisper -> delivery.whisper(agent.user, whisper.frame());
      case Notifier.Wakeup.Left left ->
          choices.look(agent).onSuccess(v -> assigner.assign(agent.storefront()));
    }
  }

  private void left(SocketSeat seat) {
    LocalAgent agent = seat.agent;
    if (!agent.seats.remove(seat)) {
      return;
    }
    count.decrementAndGet();
    watches.remove(seat);
    agent.desk.values().forEach(entry -> entry.unstored.values().removeIf(seat::equals));
    if (!agent.seats.isEmpty()) {
      return;
    }
    agents.remove(agent.user, agent);
    agent.subscription.close();
    var grace = config.get().grace();
    queue
        .leaving(agent.storefront(), agent.user, grace)
        // Without Redis their presence ends by itself.
        .onComplete(done -> notifier.left(agent));
    vertx.setTimer(grace.toMillis() + 1, timer -> home.run(() -> sweep.sweep(agent.storefront())));
  }
}
