package io.levee.desk;

import static io.levee.desk.DeskFixture.SHOP;
import static io.levee.desk.DeskFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.levee.TestRedis;
import io.levee.channel.agent.AgentCommand;
import io.levee.channel.agent.AgentDesk.Sitting;
import io.levee.channel.agent.AgentFrame;
import io.levee.channel.agent.AgentFrame.Ack;
import io.levee.channel.agent.AgentFrame.Assigned;
import io.levee.channel.agent.AgentFrame.Ended;
import io.levee.channel.agent.AgentFrame.Problem;
import io.levee.channel.agent.AgentFrame.Said;
import io.levee.channel.agent.AgentFrame.SignedOut;
import io.levee.channel.agent.AgentFrame.Welcome;
import io.levee.conversation.ConversationId;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Kind;
import io.levee.desk.DeskFixture.Socket;
import io.levee.handoff.HumanQueue;
import io.levee.handoff.HumanQueue.Assignment;
import io.levee.handoff.HumanQueue.Known;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeskIT {
  private final Vertx vertx = Vertx.vertx();
  private final RememberedConversations conversations = new RememberedConversations();
  private DeskFixture node;

  @BeforeEach
  void opens() {
    TestRedis.flush();
    node = new DeskFixture(vertx, conversations);
    conversations.tell(node.desk::rows);
  }

  @AfterEach
  void closes() throws Exception {
    node.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void aWaitingShopperIsGivenToAFreeAgentWithAllThatTheyMustKnow() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");

    Assigned assigned = alice.one(Assigned.class);
    assertThat(assigned.conversation()).isEqualTo(id);
    assertThat(assigned.seq()).isEqualTo(3);
    assertThat(assigned.packet().why()).isEqualTo("requested");
    assertThat(assigned.packet().summary()).contains("where is my parcel?").contains("\n");
    assertThat(assigned.packet().history()).extracting("seq").containsExactly(1, 2, 3);
    assertThat(assigned.packet().customer().name()).isEqualTo("Zoe");
    assertThat(conversations.session(id).handledBy()).isEqualTo(HandledBy.HUMAN);
    assertThat(conversations.session(id).handover().agentName()).isEqualTo("Alice");
    assertThat(conversations.kinds(id)).containsExactly(Kind.TEXT, Kind.QUEUED, Kind.JOINED);
  }

  @Test
  void aSocketLastsNoLongerThanItsToken() {
    node.config = DeskFixture.config(Duration.ofSeconds(2));
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);
    await().until(() -> !alice.all(SignedOut.class).isEmpty());

    alice.seat.on(new AgentCommand.Say(id, "m-late", "still here?"));

    await().until(() -> alice.all(SignedOut.class).size() > 1);
    assertThat(conversations.texts(id)).doesNotContain("still here?");
    assertThat(alice.all(Ack.class)).isEmpty();
  }

  @Test
  void aSocketGoesOnWithANewTokenOfTheSameAgentOnly() {
    node.config = DeskFixture.config(Duration.ofSeconds(3));
    Socket alice = node.sit("alice");
    Socket bob = node.sit("bob");
    node.config = DeskFixture.CONFIG;
    String hers = node.token("alice");

    bob.seat.on(new AgentCommand.Renew(hers));
    alice.seat.on(new AgentCommand.Renew("no token"));
    alice.seat.on(new AgentCommand.Renew(hers));

    assertThat(bob.one(Problem.class).status()).isEqualTo(401);
    assertThat(alice.one(Problem.class).status()).isEqualTo(401);
    bob.one(SignedOut.class);
    // Hers ran out with his, at the latest a second later, had she not another.
    await().until(() -> bob.all(SignedOut.class).size() > 8);
    assertThat(alice.all(SignedOut.class)).isEmpty();
  }

  @Test
  void theShopsOrdersAreFilledInWhenTheyCome() {
    node.orders = List.of("{\"number\":\"LV1\"}");
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");

    assertThat(alice.one(AgentFrame.Late.class).conversation()).isEqualTo(id);
    assertThat(alice.one(AgentFrame.Late.class).orders()).contains(node.orders);
    assertThat(alice.frames.indexOf(alice.one(Assigned.class)))
        .isLessThan(alice.frames.indexOf(alice.one(AgentFrame.Late.class)));

    Socket again = node.sit("alice");
    assertThat(again.one(AgentFrame.Late.class).orders()).contains(node.orders);
  }

  @Test
  void theSenderIsAcknowledgedAndTheAgentsOtherSocketsGetTheMessage() {
    Socket one = node.sit("alice");
    Socket two = node.sit("alice");
    ConversationId id = node.waiting("sales");
    one.one(Assigned.class);
    two.one(Assigned.class);

    one.seat.on(new AgentCommand.Say(id, "a1", "hello"));

    assertThat(one.one(Ack.class)).isEqualTo(new Ack(id, "a1", 4, false));
    assertThat(two.one(Said.class).message().text()).isEqualTo("hello");
    conversations.says(id, "m2", "hi", Instant.now());
    assertThat(one.one(Said.class).message().seq()).isEqualTo(5);
    await().until(() -> two.all(Said.class).size() == 2);
    assertThat(one.all(Ack.class)).hasSize(1);
    assertThat(two.all(Ack.class)).isEmpty();
  }

  @Test
  void aMessageSentTwiceIsStoredOnceAndOneIdForTwoTextsIsRefused() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);
    alice.seat.on(new AgentCommand.Say(id, "a1", "hello"));
    alice.one(Ack.class);

    alice.seat.on(new AgentCommand.Say(id, "a1", "hello"));
    await().until(() -> alice.all(Ack.class).size() == 2);
    assertThat(alice.all(Ack.class).get(1)).isEqualTo(new Ack(id, "a1", 4, true));

    alice.seat.on(new AgentCommand.Say(id, "a1", "something else"));
    assertThat(alice.one(Problem.class).type()).isEqualTo("message-id-reused");
    assertThat(conversations.session(id).lastSeq()).isEqualTo(4);
  }

  @Test
  void anEmptyOrEndlessTextIsAProblemNotAMessage() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);

    alice.seat.on(new AgentCommand.Say(id, "a1", " \n"));
    alice.seat.on(new AgentCommand.Say(id, "a2", "x".repeat(4001)));

    await().until(() -> alice.all(Problem.class).size() == 2);
    assertThat(conversations.session(id).lastSeq()).isEqualTo(3);
  }

  @Test
  void closingFreesTheAgentForTheNextOne() {
    Socket bob = node.sit("bob");
    ConversationId first = node.waiting("sales");
    bob.one(Assigned.class);
    ConversationId second = node.waiting("sales");

    bob.seat.on(new AgentCommand.Close(first));

    await().until(() -> bob.all(Assigned.class).size() == 2);
    assertThat(bob.all(Assigned.class).get(1).conversation()).isEqualTo(second);
    assertThat(bob.one(Ended.class)).isEqualTo(new Ended(first, "closed"));
    assertThat(conversations.session(first).closed()).isTrue();
    assertThat(conversations.standings(SHOP).result())
        .extracting("conversation")
        .containsExactly(second);
  }

  @Test
  void aReturnedConversationIsTheBotsAgain() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);

    alice.seat.on(new AgentCommand.Return(id));

    assertThat(alice.one(Ended.class).why()).isEqualTo("returned");
    assertThat(conversations.session(id).handledBy()).isEqualTo(HandledBy.BOT);
    await().until(() -> held("alice").isEmpty());
  }

  @Test
  void aTransferToASkillGoesToTheNextAgentWithTheNote() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);
    Socket bob = node.sit("bob");

    alice.seat.on(new AgentCommand.Transfer(id, "returns", "", "wants a refund"));

    assertThat(alice.one(Ended.class).why()).isEqualTo("transferred");
    Assigned assigned = bob.one(Assigned.class);
    assertThat(assigned.packet().why()).contains("wants a refund");
    assertThat(conversations.session(id).handover().agent()).isEqualTo("bob");
    assertThat(assigned.packet().history())
        .extracting("text")
        .noneMatch(text -> text.toString().contains("refund"));
    assertThat(held("bob")).containsExactly(id);
  }

  @Test
  void aTransferToAnAgentIsRefusedWhenTheyAreFullAndElseDirect() {
    Socket bob = node.sit("bob");
    ConversationId his = node.waiting("returns");
    bob.one(Assigned.class);
    Socket alice = node.sit("alice");
    ConversationId hers = node.waiting("sales");
    alice.one(Assigned.class);

    alice.seat.on(new AgentCommand.Transfer(hers, "", "bob", ""));
    assertThat(alice.one(Problem.class).type()).isEqualTo("agent-unavailable");
    bob.seat.on(new AgentCommand.Close(his));
    bob.one(Ended.class);
    await().until(() -> held("bob").isEmpty());
    alice.seat.on(new AgentCommand.Transfer(hers, "", "bob", "please"));

    assertThat(alice.one(Ended.class)).isEqualTo(new Ended(hers, "transferred"));
    await().until(() -> bob.all(Assigned.class).size() == 2);
    assertThat(conversations.kinds(hers)).endsWith(Kind.LEFT, Kind.JOINED);
  }

  @Test
  void aConversationOfAnotherIsNotTouched() {
    Socket alice = node.sit("alice");
    Socket bob = node.sit("bob", OptionalInt.empty(), false);
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);

    bob.seat.on(new AgentCommand.Say(id, "b1", "hello"));
    bob.seat.on(new AgentCommand.Close(id));
    bob.seat.on(new AgentCommand.Transfer(id, "sales", "", ""));
    bob.seat.on(new AgentCommand.History(id, 0));

    await().until(() -> bob.all(Problem.class).size() == 4);
    assertThat(bob.all(Problem.class)).allMatch(p -> p.type().equals("not-yours"));
    assertThat(conversations.session(id).lastSeq()).isEqualTo(3);
  }

  @Test
  void aNewSocketWithinTheGraceFindsTheSameDesk() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);
    alice.seat.leave();

    Socket again = node.sit("alice");

    AgentFrame.OnDesk on = again.one(Welcome.class).conversations().getFirst();
    assertThat(on.conversation()).isEqualTo(id);
    assertThat(on.seq()).isEqualTo(3);
    conversations.says(id, "m2", "still there?", Instant.now());
    assertThat(again.one(Said.class).message().seq()).isEqualTo(4);
  }

  @Test
  void afterTheGraceTheShopperIsFirstInLineAgainAndIsTold() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);

    alice.seat.leave();

    await().until(() -> conversations.session(id).handledBy() == HandledBy.QUEUE);
    ConversationId other = node.waiting("sales");
    Socket bob = node.sit("bob");
    assertThat(bob.one(Assigned.class).conversation()).isEqualTo(id);
    assertThat(conversations.kinds(id))
        .containsExactly(Kind.TEXT, Kind.QUEUED, Kind.JOINED, Kind.QUEUED, Kind.JOINED);
    assertThat(conversations.session(other).handledBy()).isEqualTo(HandledBy.QUEUE);
  }

  @Test
  void theShoppersCloseEndsItForTheAgent() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);

    conversations.closes(id, Instant.now());
    await(node.desk.leave(SHOP, id));

    assertThat(alice.one(Ended.class)).isEqualTo(new Ended(id, "closed"));
    assertThat(held("alice")).isEmpty();
  }

  @Test
  void anAgentAtTwoNodesSeesOneDesk() {
    DeskFixture there = new DeskFixture(vertx, conversations);
    Socket here = node.sit("alice");
    Socket far = there.sit("alice");
    ConversationId id = node.waiting("sales");
    here.one(Assigned.class);
    far.one(Assigned.class);

    conversations.says(id, "m2", "hi", Instant.now());
    assertThat(far.one(Said.class).message().seq()).isEqualTo(4);
    here.seat.on(new AgentCommand.Close(id));
    assertThat(far.one(Ended.class).why()).isEqualTo("closed");
    there.close();
  }

  @Test
  void aHandOverThatACrashLeftHalfDoneIsFinished() {
    Socket alice = node.sit("alice");
    alice.one(Welcome.class);
    Instant now = Instant.now();
    ConversationId id = ConversationId.mint(now, new java.util.Random());
    var customer = new io.levee.conversation.Customer(SHOP, "c", "", "");
    conversations.waiting(id, customer, "sales", now);
    // As a gateway does that dies before it writes the joined row.
    node.onLoop(
        q ->
            q.enqueue(new HumanQueue.Waiting(id, customer, "sales", 0, now))
                .compose(v -> q.assign(SHOP)));

    assertThat(alice.one(Assigned.class).conversation()).isEqualTo(id);
    assertThat(conversations.session(id).handover().agent()).isEqualTo("alice");
  }

  @Test
  void aWipedRedisIsFilledAgainWithoutAnybodyLosingTheirAgent() {
    Socket bob = node.sit("bob");
    ConversationId his = node.waiting("sales");
    bob.one(Assigned.class);
    ConversationId waits = node.waiting("sales");
    TestRedis.flush();

    await()
        .untilAsserted(
            () -> {
              assertThat(held("bob")).containsExactly(his);
              assertThat(place(waits)).isPresent();
            });
    bob.seat.on(new AgentCommand.Close(his));
    await().until(() -> bob.all(Assigned.class).size() == 2);
    assertThat(bob.all(Assigned.class).get(1).conversation()).isEqualTo(waits);
  }

  @Test
  void whoIsNotAvailableGetsNobodyUntilTheyAre() {
    Socket alice = node.sit("alice", OptionalInt.of(50), false);
    ConversationId id = node.waiting("sales");
    await().until(() -> alice.all(AgentFrame.Queue.class).stream().anyMatch(q -> q.waiting() == 1));
    assertThat(alice.all(Assigned.class)).isEmpty();

    alice.seat.on(new AgentCommand.State(Optional.of(true), OptionalInt.of(50)));

    assertThat(alice.one(Assigned.class).conversation()).isEqualTo(id);
    node.waiting("sales");
    ConversationId third = node.waiting("sales");
    await().until(() -> alice.all(Assigned.class).size() == 2);
    assertThat(place(third)).as("the account holds two").isPresent();
  }

  @Test
  void aNewSocketEndsNoBreakThatWasMadeInAnother() {
    Socket alice = node.sit("alice", OptionalInt.of(1), true);
    alice.seat.on(
        new AgentCommand.State(Optional.of(false), OptionalInt.of(1), Optional.of("lunch")));
    await().until(() -> chosen("alice").filter(one -> !one.wanted()).isPresent());

    Socket here = node.sit("alice", OptionalInt.of(2), true);
    DeskFixture there = new DeskFixture(vertx, conversations);
    Socket elsewhere = there.sit("alice", OptionalInt.of(2), true);

    for (Socket tab : List.of(here, elsewhere)) {
      AgentFrame.State state = tab.one(Welcome.class).place().state();
      assertThat(state.available()).isFalse();
      assertThat(state.reason()).isEqualTo("lunch");
      assertThat(state.capacity()).isEqualTo(1);
    }
    node.waiting("sales");
    assertThat(node.onLoop(q -> q.assign(SHOP)).given()).isEmpty();
    there.close();
  }

  @Test
  void whoComesBackAfterTheLastSocketWentIsHereAsTheNewOneSays() {
    Socket alice = node.sit("alice", OptionalInt.of(1), false);
    alice.seat.leave();
    await().until(() -> chosen("alice").filter(Known::left).isPresent());

    Socket back = node.sit("alice", OptionalInt.of(2), true);

    assertThat(back.one(Welcome.class).place().state().available()).isTrue();
    assertThat(back.one(Welcome.class).place().state().capacity()).isEqualTo(2);
  }

  private Optional<Known> chosen(String user) {
    return node.onLoop(q -> q.still(SHOP, user));
  }

  @Test
  void whatCannotBeStoredIsSaidToBeSo() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);
    conversations.down = true;

    alice.seat.on(new AgentCommand.Say(id, "a1", "hello"));
    assertThat(alice.one(Problem.class).type()).isEqualTo("unavailable");
    conversations.down = false;
    alice.seat.on(new AgentCommand.Say(id, "a1", "hello"));

    assertThat(alice.one(Ack.class)).isEqualTo(new Ack(id, "a1", 4, false));
  }

  @Test
  void typingReachesTheOtherSide() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);

    alice.seat.on(new AgentCommand.Typing(id));
    node.desk.typing(id);

    assertThat(alice.one(AgentFrame.Typing.class).conversation()).isEqualTo(id);
    await().until(() -> node.typed.contains(id));
  }

  @Test
  void moreSocketsThanAllowedAreRefusedWithAReason() {
    for (int i = 0; i < DeskFixture.CONFIG.maxSockets(); i++) {
      node.sit("alice");
    }
    Socket one = new Socket();
    Sitting sitting =
        await(node.desk.sit(node.token("alice"), OptionalInt.empty(), true, one.frames::add));

    assertThat(sitting).isEqualTo(new Sitting.TooMany());
    assertThat(one.one(Problem.class).status()).isEqualTo(429);
  }

  @Test
  void whoIsDisabledIsSentAwayAtOnceAndTheirShopperIsServedByAnother() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    alice.one(Assigned.class);

    await(node.accounts.enable("alice", false));

    alice.one(AgentFrame.SignedOut.class);
    alice.seat.leave();
    Socket bob = node.sit("bob");
    assertThat(bob.one(Assigned.class).conversation()).isEqualTo(id);
  }

  private List<ConversationId> held(String user) {
    List<Assignment> held = node.onLoop(q -> q.desk(SHOP, user));
    return held.stream().map(Assignment::conversation).toList();
  }

  private Optional<io.levee.conversation.Place> place(ConversationId id) {
    return node.onLoop(q -> q.place(SHOP, id));
  }
}
