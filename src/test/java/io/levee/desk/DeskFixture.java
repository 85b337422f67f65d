package io.levee.desk;

import io.levee.TestRedis;
import io.levee.channel.agent.AgentDesk;
import io.levee.channel.agent.AgentDesk.LoginOutcome;
import io.levee.channel.agent.AgentDesk.Sitting;
import io.levee.channel.agent.AgentFrame;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.desk.account.AccountBook;
import io.levee.desk.account.Logins;
import io.levee.desk.account.MemoryAccounts;
import io.levee.handoff.HandoffConfig;
import io.levee.handoff.HumanQueue;
import io.levee.redis.RedisLink;
import io.levee.redis.RedisLinks;
import io.levee.redis.Wakeups;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/** One node's desk on the shared Redis. */
public final class DeskFixture {
  static final String SHOP = "shop";
  public static final String SECRET = "a secret for tests that is long enough";
  private static final String HASH = PasswordHash.of("demo");

  public static final DeskConfig CONFIG = config(Duration.ofHours(1));

  /**
   * @param tokenLife how long agents' tokens hold
   */
  static DeskConfig config(Duration tokenLife) {
    return new DeskConfig(
        SECRET,
        tokenLife,
        Duration.ofSeconds(1),
        20,
        3,
        3,
        Duration.ofMinutes(1),
        8,
        Duration.ofMillis(200),
        16,
        Duration.ofHours(12),
        Duration.ofSeconds(10),
        20,
        Duration.ofMillis(200),
        Duration.ofDays(1));
  }

  /** As this node has it. */
  volatile DeskConfig config = CONFIG;

  static final HandoffConfig HANDOFF =
      new HandoffConfig(
          100,
          Duration.ofSeconds(20),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(300),
          64);

  public static final Map<String, AgentAccount> ACCOUNTS =
      Map.of(
          "alice", new AgentAccount("Alice", HASH, List.of("sales"), "senior", 2, SHOP),
          "bob", new AgentAccount("Bob", HASH, List.of("sales", "returns"), "agent", 1, SHOP),
          "carol", new AgentAccount("Carol", HASH, List.of("sales"), "supervisor", 3, SHOP));

  final RememberedConversations conversations;
  final Desk desk;
  final HumanQueue queue;
  final List<ConversationId> typed = new CopyOnWriteArrayList<>();

  /** What the shop says a customer ordered. */
  List<String> orders = List.of();

  final MemoryAccounts accounts = new MemoryAccounts();

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /** What the shop knows that may help. */
  List<AgentFrame.Suggestion> advice = List.of();

  /** What was whispered: one store, however many nodes. */
  final NoteLog notes;

  /** Every wake-up for this node is lost. */
  volatile boolean deaf;

  private final Random random = new Random();
  private final Context context;
  private final RedisLink link;
  private final Wakeups wakeups;

  DeskFixture(Vertx vertx, RememberedConversations conversations) {
    this.conversations = conversations;
    this.notes = conversations.notes;
    this.context = vertx.getOrCreateContext();
    RedisLinks links = new RedisLinks(vertx, TestRedis.config(), meters);
    this.link = links.open(context);
    this.wakeups = new Lossy(links.wakeups(vertx.getOrCreateContext()));
    this.queue = HumanQueue.over(link, () -> HANDOFF, Clock.systemUTC());
    AccountBook book = new AccountBook(accounts, () -> ACCOUNTS);
    await(book.refresh());
    this.desk =
        new Desk(
            new Desk.Needs(
                vertx,
                context,
                () -> config,
                () -> HANDOFF,
                book,
                new Logins(
                    vertx, accounts, accounts, book, () -> config, Clock.systemUTC(), meters),
                queue,
                wakeups,
                conversations,
                conversations::standings,
                (customer, conversation) -> typed.add(conversation),
                customer -> Future.succeededFuture(orders),
                customer -> Future.succeededFuture(4),
                (customer, text, language, most) -> Future.succeededFuture(advice),
                SuggestionLog.NONE,
                notes,
                () -> Map.of("hello", new ReadyText("您好 {customer}", "Hello {customer}")),
                Clock.systemUTC(),
                meters));
    await().until(() -> onLoop(q -> Future.succeededFuture(link.connected())));
    desk.start();
  }

  /** Brings no wake-up while the node is deaf. */
  private final class Lossy implements Wakeups {
    private final Wakeups line;

    Lossy(Wakeups wakeups) {
      this.line = wakeups;
    }

    @Override
    public Subscription subscribe(String topic, Consumer<String> listener) {
      return line.subscribe(
          topic,
          payload -> {
            if (!deaf) {
              listener.accept(payload);
            }
          });
    }

    @Override
    public Future<Void> publish(String topic, String payload) {
      return line.publish(topic, payload);
    }

    @Override
    public boolean isHeard(String topic) {
      return line.isHeard(topic);
    }

    @Override
    public Future<Void> close() {
      return line.close();
    }
  }

  /** A socket of an agent, and what it was told. */
  static final class Socket {
    final List<AgentFrame> frames = new CopyOnWriteArrayList<>();
    AgentDesk.Seat seat;

    <T extends AgentFrame> List<T> all(Class<T> type) {
      return frames.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends AgentFrame> T one(Class<T> type) {
      await().until(() -> !all(type).isEmpty());
      return all(type).getFirst();
    }
  }

  Socket sit(String user) {
    return sit(user, OptionalInt.empty(), true);
  }

  Socket sit(String user, OptionalInt capacity, boolean available) {
    Socket socket = new Socket();
    String token = token(user);
    Sitting sitting = await(desk.sit(token, capacity, available, socket.frames::add));
    socket.seat = ((Sitting.Seated) sitting).seat();
    return socket;
  }

  String token(String user) {
    return ((LoginOutcome.Granted) await(desk.login(user, "demo"))).login().token();
  }

  /** A shopper who waits for a person, known to the journal and the queue. */
  ConversationId waiting(String skill) {
    Instant now = Instant.now();
    ConversationId id = ConversationId.mint(now, random);
    Customer customer = new Customer(SHOP, "c-" + id, "Zoe", "");
    conversations.waiting(id, customer, skill, now);
    await(desk.enqueue(new HumanQueue.Waiting(id, customer, skill, 0, now)));
    return id;
  }

  <T> T onLoop(Function<HumanQueue, Future<T>> ask) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(v -> ask.apply(queue).onComplete(promise));
    return await(promise.future());
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  void close() {
    await(desk.close());
    await(wakeups.close());
    await(link.close());
  }

  private static org.awaitility.core.ConditionFactory await() {
    return org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20));
  }
}
