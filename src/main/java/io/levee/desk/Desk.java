package io.levee.desk;

import io.levee.channel.agent.AgentDesk;
import io.levee.channel.agent.AgentFrame;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Message;
import io.levee.conversation.Session;
import io.levee.conversation.Standing;
import io.levee.desk.account.AccountBook;
import io.levee.desk.account.Logins;
import io.levee.handoff.HandoffConfig;
import io.levee.handoff.HumanQueue;
import io.levee.handoff.HumanQueue.Enqueued;
import io.levee.handoff.HumanQueue.Waiting;
import io.levee.redis.Wakeups;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desks of all agents who sit at this node. One Vert.x context owns every seat: each public
 * method may be called from any thread, does its work on that context, and completes on the
 * caller's. The journal is the truth about who has whom; the queue decides who gets whom next.
 */
public final class Desk implements AgentDesk {
  private static final Logger log = LoggerFactory.getLogger(Desk.class);

  private static final Duration FORGET_EVERY = Duration.ofHours(1);

  /**
   * What a desk needs of the rest of the house.
   *
   * @param context owns the seats; of an event loop
   * @param queue of {@code context}'s event loop
   * @param accounts who may sit here
   * @param logins of {@code context}'s event loop
   * @param standings what the journal says of one storefront: all that wait or are with an agent
   * @param orders what the shop knows of that customer's orders, as JSON
   * @param talks how many conversations that customer has had, this one too
   * @param replies ready texts by name
   * @param typing called, on {@code context}, when an agent types for that shopper
   */
  public record Needs(
      Vertx vertx,
      Context context,
      Supplier<DeskConfig> config,
      Supplier<HandoffConfig> handoff,
      AccountBook accounts,
      Logins logins,
      HumanQueue queue,
      Wakeups wakeups,
      Conversations conversations,
      Function<String, Future<List<Standing>>> standings,
      BiConsumer<Customer, ConversationId> typing,
      Function<Customer, Future<List<String>>> orders,
      Function<Customer, Future<Integer>> talks,
      Advisor advisor,
      SuggestionLog suggestions,
      NoteLog notes,
      Supplier<Map<String, ReadyText>> replies,
      Clock clock,
      MeterRegistry meters) {}

  private final AccountBook accounts;
  private final HumanQueue queue;
  private final Home home;
  private final Logins logins;
  private final Notifier notifier;
  private final Delivery delivery;
  private final Assigner assigner;
  private final Sweep sweep;
  private final Seats seats;
  private final Watches watches;
  private final FloorView floor;
  private final QueueMeters queueMeters;

  /** Agents with a socket here. Changed on the context only; gauges read it from elsewhere. */
  private final Map<String, LocalAgent> agents = new ConcurrentHashMap<>();

  /** What is done now and then. */
  private final List<Every> rounds;

  public Desk(Needs needs) {
    Vertx vertx = needs.vertx();
    Supplier<DeskConfig> config = needs.config();
    Supplier<HandoffConfig> handoff = needs.handoff();
    Clock clock = needs.clock();
    accounts = needs.accounts();
    queue = needs.queue();
    home = new Home(vertx, needs.context());
    logins = needs.logins();
    ServiceLevel service = new ServiceLevel(clock);
    queueMeters = new QueueMeters(needs.meters(), service);
    notifier = new Notifier(needs.wakeups());
    Choices choices = new Choices(queue, notifier);
    Advice advice = new Advice(home, needs.advisor(), needs.suggestions(), clock, needs.meters());
    LateParts late = new LateParts(home, needs.orders(), needs.talks(), needs.meters());
    Notes notes = new Notes(home, needs.notes());
    delivery =
        new Delivery(
            home, needs.conversations(), config, late, advice, needs.advisor(), notes, agents);
    assigner =
        new Assigner(
            home, queue, needs.conversations(), accounts, delivery, notifier, queueMeters, clock);
    sweep =
        new Sweep(
            home,
            queue,
            needs.standings(),
            handoff,
            agents,
            choices,
            assigner,
            delivery,
            queueMeters,
            clock);
    watches =
        new Watches(
            home, needs.conversations(), needs.wakeups(), notifier, notes, config, needs.advisor());
    floor = new FloorView(needs, home, agents, service);
    Renewals renewals = new Renewals(home, logins, clock);
    seats =
        new Seats(
            needs,
            home,
            agents,
            delivery,
            assigner,
            notifier,
            choices,
            sweep,
            commands(needs, advice, choices, notes, renewals),
            watches,
            notes);
    Forgetting forgetting = new Forgetting(home, needs.notes(), needs.suggestions(), config, clock);
    rounds =
        List.of(
            new Every(vertx, home, () -> FORGET_EVERY, forgetting::round),
            new Every(vertx, home, () -> handoff.get().sweepInterval(), this::sweepAll),
            new Every(vertx, home, () -> config.get().queueInterval(), this::tellQueues),
            new Every(vertx, home, () -> config.get().queueInterval(), this::tellSupervisors),
            new Every(
                vertx,
                home,
                () -> config.get().accountsInterval(),
                () -> renewals.closeOld(agents.values())),
            new Every(vertx, home, () -> config.get().accountsInterval(), this::readAccounts));
    accounts.onChange(() -> home.run(this::accountsChanged));
    Gauge.builder("levee.desk.agents", agents, Map::size).register(needs.meters());
    Gauge.builder("levee.desk.seats", seats, Seats::count).register(needs.meters());
  }

  private Commands commands(
      Needs needs, Advice advice, Choices choices, Notes notes, Renewals renewals) {
    Changes changes = new Changes(home, needs.conversations(), delivery, notifier);
    Saying saying = new Saying(changes, delivery, needs.config(), needs.clock());
    Partings partings =
        new Partings(
            home,
            queue,
            needs.conversations(),
            accounts,
            changes,
            assigner,
            () -> needs.handoff().get().wrapUp(),
            needs.clock());
    Supervision supervision =
        new Supervision(
            home,
            needs.conversations(),
            needs.standings(),
            watches,
            floor,
            delivery,
            notifier,
            assigner,
            notes,
            needs.clock());
    return new Commands(
        accounts,
        home,
        needs.conversations(),
        saying,
        partings,
        new Presence(queue, assigner, choices),
        advice,
        supervision,
        renewals,
        needs.typing());
  }

  private void accountsChanged() {
    floor.listen(storefronts());
    seats.checkAccounts();
  }

  private List<String> storefronts() {
    return accounts.get().values().stream().map(AgentAccount::storefront).distinct().toList();
  }

  /** Begins to look after the queue. */
  public void start() {
    home.run(
        () -> {
          floor.listen(storefronts());
          sweepAll();
          rounds.forEach(Every::start);
        });
  }

  @Override
  public Future<LoginOutcome> login(String user, String password) {
    return home.ask(() -> home.here(logins.login(user, password)));
  }

  @Override
  public Future<Optional<Login>> refresh(String refreshToken) {
    return home.ask(() -> home.here(logins.refresh(refreshToken)));
  }

  @Override
  public Future<Void> logout(String refreshToken) {
    return home.ask(() -> home.here(logins.end(refreshToken)));
  }

  @Override
  public Future<Sitting> sit(
      String token, OptionalInt capacity, boolean available, Consumer<AgentFrame> line) {
    return home.ask(
        () ->
            home.here(logins.holder(token))
                .compose(
                    holder ->
                        holder.isEmpty()
                            ? Future.succeededFuture(new Sitting.Stranger())
                            : seats.sit(holder.get(), capacity, available, line)));
  }

  /**
   * Puts a customer into the queue, and gives them to an agent if one is free. May be repeated.
   *
   * @return fails with {@link io.levee.handoff.QueueUnavailable}
   */
  public Future<Enqueued> enqueue(Waiting waiting) {
    return home.ask(() -> assigner.enqueue(waiting));
  }

  /**
   * Takes a conversation out of the queue or off a desk, and gives the freed agent the next one.
   * May be repeated.
   *
   * @return fails with {@link io.levee.handoff.QueueUnavailable}
   */
  public Future<Void> leave(String storefront, ConversationId conversation) {
    return home.ask(() -> assigner.leave(storefront, conversation));
  }

  /**
   * Tells the agent what was just stored in a conversation that is, or was until now, with an
   * agent. To be called after each commit, in order for each conversation.
   *
   * @param session as it stands after these messages
   */
  public void rows(Session session, List<Message> messages) {
    home.run(
        () -> {
          delivery.rows(session, messages);
          watches.rows(session, messages);
          String agent = session.handover().agent();
          if (!agent.isEmpty()) {
            notifier.changed(session.customer().storefront(), agent, session.id());
          }
        });
  }

  /** Redis is back after it was away: what it holds is compared with the journal. */
  public void queueIsBack() {
    home.run(
        () -> {
          sweep.distrust();
          sweepAll();
        });
  }

  /** The shopper is typing. */
  public void typing(ConversationId conversation) {
    home.run(
        () ->
            agents.values().stream()
                .filter(agent -> agent.desk.containsKey(conversation))
                .flatMap(agent -> agent.seats.stream())
                .filter(seat -> seat.welcomed)
                .forEach(seat -> seat.tell(new AgentFrame.Typing(conversation))));
  }

  /** Stops looking after the queue; seats stay until their sockets leave. */
  public Future<Void> close() {
    return home.ask(
        () -> {
          rounds.forEach(Every::stop);
          return home.here(logins.close());
        });
  }

  private void sweepAll() {
    storefronts().forEach(sweep::sweep);
  }

  private void tellSupervisors() {
    storefronts().forEach(queueMeters::look);
    floor.round();
    watches.round();
  }

  private void readAccounts() {
    accounts
        .refresh()
        .onFailure(
            failure ->
                log.atDebug()
                    .addKeyValue("cause", failure.getMessage())
                    .log("The accounts could not be read again; what was read last holds"));
  }

  private void tellQueues() {
    Set<String> storefronts =
        agents.values().stream().map(LocalAgent::storefront).collect(Collectors.toSet());
    for (String storefront : storefronts) {
      queue.state(storefront, "").onSuccess(state -> tellQueue(storefront, state));
    }
  }

  private void tellQueue(String storefront, HumanQueue.State state) {
    AgentFrame.Queue frame = new AgentFrame.Queue(state.waiting(), state.longestWaitSeconds());
    for (LocalAgent agent : agents.values()) {
      if (agent.storefront().equals(storefront)) {
        agent.seats.forEach(seat -> seat.tell(frame));
      }
    }
  }
}
