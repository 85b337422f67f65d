package io.levee.desk;

import static io.levee.desk.DeskFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.levee.TestRedis;
import io.levee.channel.agent.AgentCommand;
import io.levee.channel.agent.AgentFrame.Assigned;
import io.levee.channel.agent.AgentFrame.Ended;
import io.levee.channel.agent.AgentFrame.Note;
import io.levee.channel.agent.AgentFrame.Notes;
import io.levee.channel.agent.AgentFrame.Overview;
import io.levee.channel.agent.AgentFrame.Problem;
import io.levee.channel.agent.AgentFrame.Said;
import io.levee.channel.agent.AgentFrame.State;
import io.levee.channel.agent.AgentFrame.Watching;
import io.levee.channel.agent.AgentFrame.Whisper;
import io.levee.channel.agent.Floor;
import io.levee.conversation.ConversationId;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Kind;
import io.levee.desk.DeskFixture.Socket;
import io.levee.handoff.HumanQueue;
import io.levee.handoff.HumanQueue.Assignment;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a supervisor may do; at another gateway than the agent, where it makes a difference. */
final class SupervisionIT {
  private final Vertx vertx = Vertx.vertx();
  private final RememberedConversations conversations = new RememberedConversations();
  private DeskFixture node;
  private DeskFixture other;

  @BeforeEach
  void opens() {
    TestRedis.flush();
    node = new DeskFixture(vertx, conversations);
    other = new DeskFixture(vertx, conversations);
    conversations.tell(node.desk::rows);
  }

  @AfterEach
  void closes() throws Exception {
    node.close();
    other.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void aListenerAtAnotherGatewayHearsWhatIsSaidAndMayNotSpeak() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);
    Socket carol = other.sit("carol", OptionalInt.empty(), false);

    carol.seat.on(new AgentCommand.Watch(id));

    assertThat(carol.one(Watching.class).agent()).isEqualTo("alice");
    assertThat(carol.one(Watching.class).packet().history()).hasSize(3);
    conversations.says(id, "m2", "still there?", Instant.now());
    assertThat(carol.one(Said.class).message().text()).isEqualTo("still there?");
    carol.seat.on(new AgentCommand.Say(id, "c1", "hello"));
    assertThat(carol.one(Problem.class).type()).isEqualTo("not-yours");
    assertThat(conversations.session(id).lastSeq()).isEqualTo(4);
  }

  @Test
  void aWhisperReachesTheAgentAndNeverTheConversation() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);
    Socket carol = other.sit("carol", OptionalInt.empty(), false);
    carol.seat.on(new AgentCommand.Watch(id));
    carol.one(Watching.class);

    carol.seat.on(new AgentCommand.Whisper(id, "offer a refund 退款"));

    assertThat(alice.one(Whisper.class).text()).isEqualTo("offer a refund 退款");
    assertThat(alice.one(Whisper.class).from()).isEqualTo("Carol");
    assertThat(carol.one(Whisper.class).text()).contains("refund");
    alice.seat.on(new AgentCommand.Whisper(id, "will do"));
    await().until(() -> carol.all(Whisper.class).size() == 2);
    assertThat(alice.all(Whisper.class)).hasSize(2);
    assertThat(conversations.session(id).lastSeq()).isEqualTo(3);
  }

  @Test
  void whatWasWhisperedIsThereForEverySocketAndForWhoHasItNext() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);
    alice.seat.on(new AgentCommand.Whisper(id, "she was promised 20 off"));
    alice.one(Whisper.class);

    Socket tab = node.sit("alice");
    Socket bob = other.sit("bob");
    alice.seat.on(new AgentCommand.Transfer(id, "", "bob", ""));

    for (Socket one : List.of(tab, bob)) {
      Notes notes = one.one(Notes.class);
      assertThat(notes.all()).extracting(Note::text).containsExactly("she was promised 20 off");
      assertThat(notes.all()).extracting(Note::from).containsExactly("Alice");
    }
    assertThat(alice.all(Notes.class)).isEmpty();
  }

  @Test
  void aWhisperThatCannotBeKeptIsToldToNobody() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);
    conversations.notes.down = true;

    alice.seat.on(new AgentCommand.Whisper(id, "lost?"));

    assertThat(alice.one(Problem.class).type()).isEqualTo("unavailable");
    assertThat(alice.all(Whisper.class)).isEmpty();
  }

  @Test
  void aSupervisorTakesOverAlsoWithoutFreeCapacityAndTheAgentIsFree() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);
    Socket carol = node.sit("carol", OptionalInt.of(0), false);

    carol.seat.on(new AgentCommand.TakeOver(id));

    assertThat(carol.one(Assigned.class).conversation()).isEqualTo(id);
    assertThat(alice.one(Ended.class).why()).isEqualTo("reassigned");
    assertThat(conversations.session(id).handover().agent()).isEqualTo("carol");
    assertThat(conversations.kinds(id))
        .containsExactly(Kind.TEXT, Kind.QUEUED, Kind.JOINED, Kind.LEFT, Kind.JOINED);
    await().until(() -> held("carol").contains(id) && held("alice").isEmpty());
    carol.seat.on(new AgentCommand.Return(id));
    assertThat(carol.one(Ended.class).why()).isEqualTo("returned");
    assertThat(conversations.session(id).handledBy()).isEqualTo(HandledBy.BOT);
  }

  @Test
  void aSupervisorTakesOneOutOfTheQueue() {
    Socket carol = node.sit("carol", OptionalInt.empty(), false);
    ConversationId id = node.waiting("sales");

    carol.seat.on(new AgentCommand.TakeOver(id));

    assertThat(carol.one(Assigned.class).conversation()).isEqualTo(id);
    await().until(() -> held("carol").contains(id));
  }

  @Test
  void theOverviewShowsQueuesAndTheAgentsOfAllGateways() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);
    Socket bob = other.sit("bob");
    bob.seat.on(
        new AgentCommand.State(Optional.of(false), OptionalInt.empty(), Optional.of("lunch")));
    Socket carol = other.sit("carol", OptionalInt.empty(), false);

    carol.seat.on(new AgentCommand.Overview(true));

    await().until(() -> agent(carol, "alice").filter(a -> a.load() == 1).isPresent());
    await().until(() -> agent(carol, "bob").filter(a -> a.reason().equals("lunch")).isPresent());
    Floor floor = carol.all(Overview.class).getLast().floor();
    assertThat(floor.queues()).extracting(Floor.Queue::skill).contains("", "sales", "returns");
    assertThat(floor.talks()).extracting(Floor.Talk::conversation).contains(id);
    assertThat(floor.minutes()).extracting(Floor.Minute::answered).contains(1);
    carol.seat.on(new AgentCommand.Overview(false));
  }

  @Test
  void anAgentMayDoNoneOfThis() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);
    Socket bob = node.sit("bob", OptionalInt.empty(), false);
    List<AgentCommand> all =
        List.of(
            new AgentCommand.Watch(id),
            new AgentCommand.TakeOver(id),
            new AgentCommand.Overview(true),
            new AgentCommand.Whisper(id, "hey"));

    all.forEach(bob.seat::on);

    await().until(() -> bob.all(Problem.class).size() == all.size());
    assertThat(bob.all(Problem.class)).extracting(Problem::status).containsOnly(403);
    assertThat(conversations.session(id).handover().agent()).isEqualTo("alice");
  }

  @Test
  void aRoleThatIsTakenAwayIsMissedAtTheNextFrame() {
    Socket carol = node.sit("carol", OptionalInt.empty(), false);
    AgentAccount card = DeskFixture.ACCOUNTS.get("carol");
    DeskFixture.await(
        node.accounts.change(
            "carol", new AgentAccount("Carol", "", card.skills(), "agent", card.capacity(), SHOP)));
    await()
        .until(
            () -> {
              carol.seat.on(new AgentCommand.Overview(true));
              return !carol.all(Problem.class).isEmpty();
            });
    assertThat(carol.one(Problem.class).type()).isEqualTo("forbidden");
  }

  @Test
  void aBreakAndItsReasonAreShownOnAllOfTheAgentsSockets() {
    Socket one = node.sit("alice");
    Socket two = other.sit("alice");

    one.seat.on(
        new AgentCommand.State(Optional.of(false), OptionalInt.of(1), Optional.of("lunch")));
    State now = new State(false, 1, 2, "lunch");
    await().until(() -> one.all(State.class).contains(now) && two.all(State.class).contains(now));
    two.seat.on(new AgentCommand.State(Optional.of(true), OptionalInt.empty()));
    await().until(() -> one.all(State.class).contains(new State(true, 1, 2, "")));
  }

  @Test
  void aChoiceWhoseWakeUpIsLostIsSeenAtTheSweepAndNeverUndone() {
    Socket one = node.sit("alice");
    Socket two = other.sit("alice");
    await().until(() -> !two.all(State.class).isEmpty());
    other.deaf = true;

    one.seat.on(
        new AgentCommand.State(Optional.of(false), OptionalInt.of(1), Optional.of("lunch")));

    State now = new State(false, 1, 2, "lunch");
    await().until(() -> two.all(State.class).contains(now));
    assertThat(one.all(State.class).getLast()).isEqualTo(now);
    HumanQueue.Known known =
        node.onLoop(q -> q.still(SHOP, "alice"))
            .orElseThrow(() -> new AssertionError("alice is not known as here"));
    assertThat(known.wanted()).isFalse();
    assertThat(known.reason()).isEqualTo("lunch");
    assertThat(known.agent().capacity()).isEqualTo(1);
  }

  private static Optional<Floor.Agent> agent(Socket socket, String user) {
    List<Overview> all = socket.all(Overview.class);
    return all.isEmpty()
        ? Optional.empty()
        : all.getLast().floor().agents().stream().filter(a -> a.user().equals(user)).findFirst();
  }

  private List<ConversationId> held(String user) {
    List<Assignment> held = node.onLoop(q -> q.desk(SHOP, user));
    return held.stream().map(Assignment::conversation).toList();
  }
}
