package io.levee.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.levee.admission.Admission;
import io.levee.admission.AdmissionConfigs;
import io.levee.channel.Live;
import io.levee.channel.Outcome;
import io.levee.channel.Road.Until;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Effect;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Handover;
import io.levee.conversation.Inbound;
import io.levee.conversation.Kind;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import io.levee.conversation.Session;
import io.levee.handoff.HumanQueue;
import io.levee.handoff.QueueUnavailable;
import io.levee.journal.Outbox;
import io.levee.redis.RedisLink;
import io.levee.redis.RedisUnavailable;
import io.levee.redis.Script;
import io.levee.redis.Wakeups;
import io.levee.session.Lanes;
import io.levee.session.SessionConfig;
import io.levee.session.Sessions;
import io.levee.storefront.ActionResult;
import io.levee.storefront.Refusal;
import io.levee.storefront.ReturnRequest;
import io.levee.storefront.ShopFailure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The road with its stores in memory and a bot that says what the test tells it to. */
final class TurnTest {
  private static final Customer ALICE = new Customer("demo", "alice", "", "");
  private static final Effect.Return RETURN =
      new Effect.Return("LV100001", Map.of("l-1", 1), "size");

  private final Vertx vertx = Vertx.vertx();
  private final MemoryJournal journal = new MemoryJournal();
  private final Published live = new Published();
  private final Helpers people = new Helpers();
  private final List<Integer> carried = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Function<Session, Future<Thought>> bot = session -> says(session, "好的");
  private final FakeShop shop = new FakeShop();
  private int brownout;
  private Context context;
  private Turn turn;
  private Sessions sessions;
  private Appender appender;
  private Effects effects;

  @BeforeEach
  void build() {
    context = vertx.getOrCreateContext();
    sessions =
        new Sessions(
            context,
            new EmptyRedis(),
            () ->
                new SessionConfig(
                    32, 100, Duration.ofMinutes(1), Duration.ofHours(1), 100, Duration.ofMillis(1)),
            0,
            meters,
            System::nanoTime);
    TurnConfig config =
        new TurnConfig(
            Duration.ofMillis(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            3,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            10,
            3);
    Lanes lanes =
        new Lanes(
            () ->
                new SessionConfig(
                    32, 100, Duration.ofMinutes(1), Duration.ofHours(1), 100, Duration.ofMillis(1)),
            0,
            meters);
    Clock clock = Clock.systemUTC();
    Loader loader = new Loader(sessions, journal, clock, RandomGenerator.getDefault());
    TurnMeters turnMeters = new TurnMeters(meters);
    Overflow overflow = new Overflow(clock, (language, ticket, now) -> ticket);
    Returns returns = new Returns(storefront -> shop, () -> config, clock, meters);
    Elsewhere elsewhere = new Elsewhere("here", new NoWakeups(), unused -> {});
    effects =
        new Effects(
            people,
            live,
            new CountedOutbox(),
            overflow,
            new Positions(
                vertx,
                context,
                () -> Duration.ofMillis(20),
                (storefront, ids) -> Future.succeededFuture(people.places),
                live),
            elsewhere,
            returns);
    Arrival arrival = new Arrival(sessions, live, elsewhere, people, effects);
    turn =
        new Turn(
            vertx,
            context,
            () -> config,
            new Admission(
                () ->
                    AdmissionConfigs.plain(100, 1e5, 1000, 1e5, 1000)
                        .brownout(Integer.toString(brownout))
                        .config(),
                System::nanoTime,
                clock,
                RandomGenerator.getDefault(),
                1,
                0,
                meters),
            lanes,
            sessions,
            loader,
            (session, message) -> bot.apply(session),
            journal,
            arrival,
            clock,
            turnMeters);
    appender = new Appender(() -> config, lanes, loader, journal, arrival, turnMeters);
    overflow.through(appender);
    returns.through(appender);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  @Test
  void aQuestionAndItsAnswerAreStoredTogetherAndPublished() throws Exception {
    Outcome.Accepted outcome = accepted(send("m-1", "在吗"));

    assertThat(outcome.seq()).isEqualTo(1);
    assertThat(outcome.replies()).extracting(Message::text).containsExactly("好的");
    assertThat(outcome.pending()).isFalse();
    assertThat(stored(outcome.conversation())).containsExactly("1 customer 在吗", "2 bot 好的");
    assertThat(live.messages).extracting(Message::seq).containsExactly(1, 2);
  }

  @Test
  void aReturnIsAskedOfTheShopAndItsResultIsToldLater() throws Exception {
    bot = this::returns;
    Outcome.Accepted outcome = accepted(send("m-1", "确认提交"));

    await().until(() -> stored(outcome.conversation()).size() == 3);
    assertThat(stored(outcome.conversation()).getLast()).contains("退货申请已提交成功", "R-1");
    assertThat(shop.requests)
        .extracting(ReturnRequest::idempotencyKey)
        .containsExactly(outcome.conversation() + ":2");
    await().until(() -> carried.equals(List.of(2)));
  }

  @Test
  void aReturnThatTheShopDoesNotAnswerIsKeptAndTriedWithTheSameKey() throws Exception {
    bot = this::returns;
    shop.answer = Future.failedFuture(new ShopFailure.Unavailable("it is down"));
    Outcome.Accepted outcome = accepted(send("m-1", "确认提交"));
    ConversationId id = outcome.conversation();

    await().until(() -> stored(id).size() == 3);
    assertThat(stored(id).getLast()).contains("我会继续提交");
    assertThat(carried).isEmpty();

    assertThat(again(id, 1)).isFalse();
    shop.answer = Future.succeededFuture(new ActionResult.Done("R-1"));
    assertThat(again(id, 1)).isTrue();
    assertThat(again(id, 1)).isTrue();

    assertThat(stored(id)).hasSize(4);
    assertThat(stored(id).getLast()).contains("R-1");
    assertThat(shop.requests).extracting(ReturnRequest::idempotencyKey).containsOnly(id + ":2");
  }

  @Test
  void aShopThatStaysSilentForeverIsAdmitted() throws Exception {
    bot = this::returns;
    shop.answer = Future.failedFuture(new ShopFailure.Unavailable("it is down"));
    ConversationId id = accepted(send("m-1", "确认提交")).conversation();
    await().until(() -> stored(id).size() == 3);

    assertThat(again(id, 2)).isTrue();
    assertThat(stored(id).getLast()).contains("不知道有没有成功");
  }

  @Test
  void aRefusedReturnIsToldAndDone() throws Exception {
    bot = this::returns;
    shop.answer = Future.succeededFuture(new ActionResult.Refused(Refusal.WINDOW_OVER, ""));
    ConversationId id = accepted(send("m-1", "确认提交")).conversation();
    await().until(() -> stored(id).size() == 3);
    assertThat(stored(id).getLast()).contains("过了退货期限");
    await().until(() -> carried.equals(List.of(2)));
  }

  @Test
  void inADeepBrownoutNobodyNewIsTakenInAndWhoeverIsInGoesOn() throws Exception {
    send("m-1", "在吗");
    brownout = 3;
    assertThat(accepted(send("m-2", "在吗")).seq()).isEqualTo(3);
    assertThat(send("m-1", "在吗")).isInstanceOf(Outcome.Accepted.class);

    Outcome refused =
        send(of(new Customer("demo", "newcomer", "", ""), inbound(Optional.empty(), "m-1", "在吗")));
    assertThat(refused).isInstanceOf(Outcome.Busy.class);
    assertThat(((Outcome.Busy) refused).retryAfter()).isGreaterThan(Duration.ofSeconds(4));
    assertThat(((Outcome.Busy) refused).serverBusy()).isTrue();
  }

  @Test
  void theNextMessageContinuesTheOpenConversation() throws Exception {
    ConversationId first = accepted(send("m-1", "一")).conversation();
    Outcome.Accepted second = accepted(send("m-2", "二"));
    assertThat(second.conversation()).isEqualTo(first);
    assertThat(second.seq()).isEqualTo(3);
  }

  @Test
  void theSameMessageAgainGetsTheStoredAnswerAndOtherwiseNothing() throws Exception {
    Outcome.Accepted first = accepted(send("m-1", "在吗"));
    Outcome.Accepted again = accepted(send("m-1", "在吗"));

    assertThat(again.duplicate()).isTrue();
    assertThat(again.seq()).isEqualTo(first.seq());
    assertThat(again.replies()).isEqualTo(first.replies());
    assertThat(stored(first.conversation())).hasSize(2);
    assertThat(live.messages).hasSize(2);
  }

  @Test
  void theSameIdWithOtherWordsIsRefused() throws Exception {
    send("m-1", "在吗");
    assertThat(send("m-1", "不在")).isEqualTo(new Outcome.Rejected(Outcome.Fault.REUSED));
  }

  @Test
  void aSlowAnswerLetsItsQuestionBeAcknowledgedFirst() throws Exception {
    Promise<Thought> slow = Promise.promise();
    bot = session -> slow.future().compose(unused -> says(session, "想好了"));

    Outcome.Accepted acknowledged = accepted(send("m-1", "难题", Until.STORED));
    assertThat(acknowledged.pending()).isTrue();
    assertThat(stored(acknowledged.conversation())).containsExactly("1 customer 难题");
    assertThat(journal.pending).hasSize(1);

    context.runOnContext(unused -> slow.complete());
    await().until(() -> stored(acknowledged.conversation()).size() == 2);
    await().until(() -> live.messages.size() == 2);
    assertThat(journal.pending).isEmpty();
  }

  @Test
  void whoWaitsForTheAnswerGetsASlowOneToo() throws Exception {
    bot = session -> vertx.timer(60, TimeUnit.MILLISECONDS).compose(unused -> says(session, "想好了"));
    Outcome.Accepted answered = accepted(send("m-1", "难题"));
    assertThat(answered.pending()).isFalse();
    assertThat(answered.replies()).extracting(Message::text).containsExactly("想好了");
  }

  @Test
  void whenAnotherGatewayWasFirstTheTurnRunsAgainOnWhatItLeft() throws Exception {
    ConversationId id = accepted(send("m-1", "一")).conversation();
    journal.rival = () -> elsewhere(id, "other-1", "二");

    Outcome.Accepted outcome = accepted(send("m-2", "三"));

    assertThat(outcome.seq()).isEqualTo(4);
    assertThat(stored(id))
        .containsExactly("1 customer 一", "2 bot 好的", "3 customer 二", "4 customer 三", "5 bot 好的");
  }

  @Test
  void aSlowAnswerIsDroppedWhenAPersonHasTakenOverMeanwhile() throws Exception {
    Promise<Thought> slow = Promise.promise();
    bot = session -> slow.future().compose(unused -> says(session, "太晚了"));
    ConversationId id = accepted(send("m-1", "难题", Until.STORED)).conversation();

    journal.rival =
        () -> {
          Session now = Session.start(id, ALICE, io.levee.conversation.Language.ZH).at(1);
          Message joined = Message.system(id, 2, Kind.JOINED, "来了", Instant.now(), "Bob");
          journal.commit(
              new io.levee.journal.Entry(
                  id,
                  ALICE,
                  List.of(joined),
                  io.levee.session.SessionCodec.encode(
                      now.with(HandledBy.HUMAN, Handover.NONE.takenBy("bob", "Bob")).at(2)),
                  List.of(),
                  Optional.empty(),
                  false,
                  false,
                  false,
                  0,
                  ""));
        };
    context.runOnContext(unused -> slow.complete());

    await().until(() -> journal.pending.isEmpty());
    assertThat(stored(id)).containsExactly("1 customer 难题", "2 system 来了");
  }

  @Test
  void nothingIsAcknowledgedThatCannotBeStoredAndTheAnswerIsProvisional() throws Exception {
    journal.down = true;
    assertThat(send("m-1", "在吗")).isEqualTo(new Outcome.NotStored("好的", Duration.ofSeconds(1)));
    journal.down = false;
    assertThat(accepted(send("m-1", "在吗")).duplicate()).isFalse();
  }

  @Test
  void aPersonIsNotPromisedBeforeThatIsStored() throws Exception {
    bot = session -> handsOff(session);
    journal.down = true;
    assertThat(send("m-1", "人工")).isEqualTo(new Outcome.NotStored("", Duration.ofSeconds(1)));
  }

  @Test
  void aHandoffEntersTheQueueOnceItIsStoredAndThePlaceIsTold() throws Exception {
    bot = session -> handsOff(session);
    Outcome.Accepted outcome = accepted(send("m-1", "人工"));

    assertThat(outcome.handledBy()).isEqualTo(HandledBy.QUEUE);
    assertThat(outcome.place()).contains(new Place(3, 40));
    assertThat(people.queued).extracting(HumanQueue.Waiting::skill).containsExactly("general");
    assertThat(carried).containsExactly(2);
    assertThat(live.places).containsExactly(new Place(3, 40));
  }

  @Test
  void whoWaitsIsToldEveryNewPlaceUntilTheyAreServed() throws Exception {
    bot = session -> handsOff(session);
    ConversationId id = accepted(send("m-1", "人工")).conversation();
    people.places = Map.of(id, new Place(2, 30));
    await().until(() -> live.places.size() == 2);
    people.places = Map.of(id, new Place(1, 10));
    await().until(() -> live.places.size() == 3);
    assertThat(live.places).containsExactly(new Place(3, 40), new Place(2, 30), new Place(1, 10));
  }

  @Test
  void aQueueThatCannotBeReachedLeavesTheEffectInTheOutbox() throws Exception {
    people.down = true;
    bot = session -> handsOff(session);
    Outcome.Accepted outcome = accepted(send("m-1", "人工"));
    assertThat(outcome.handledBy()).isEqualTo(HandledBy.QUEUE);
    assertThat(outcome.place()).isEmpty();
    assertThat(carried).isEmpty();
  }

  @Test
  void aQueueThatIsFullAfterAllBecomesATicket() throws Exception {
    people.full = true;
    bot = session -> handsOff(session);
    ConversationId id = accepted(send("m-1", "人工")).conversation();
    await().until(() -> stored(id).size() == 3);
    assertThat(journal.messages.get(id).getLast().kind()).isEqualTo(Kind.TICKET);
    assertThat(journal.last.get(id).settles()).isTrue();
  }

  @Test
  void theBotIsSilentWhileAPersonHasIt() throws Exception {
    ConversationId id = accepted(send("m-1", "一")).conversation();
    take(id);
    bot = session -> Future.failedFuture("asked although a person has it");

    Outcome.Accepted outcome = accepted(send("m-2", "二"));

    assertThat(outcome.handledBy()).isEqualTo(HandledBy.HUMAN);
    assertThat(outcome.replies()).isEmpty();
    assertThat(people.passedOn).extracting(Message::text).contains("二");
  }

  @Test
  void aClosedConversationTakesNoMoreButKnowsWhatItHas() throws Exception {
    ConversationId id = accepted(send("m-1", "一")).conversation();
    append(id, s -> Closing.step(s, Instant.now()));

    assertThat(send(named(id, "m-2", "二"))).isEqualTo(new Outcome.Rejected(Outcome.Fault.CLOSED));
    assertThat(accepted(send(named(id, "m-1", "一"))).duplicate()).isTrue();
    assertThat(accepted(send("m-3", "三")).conversation()).isNotEqualTo(id);
  }

  @Test
  void anOpenConversationThatNobodyRemembersIsGoneOnWith() throws Exception {
    ConversationId id = accepted(send("m-1", "一")).conversation();
    CompletableFuture<Void> forgotten = new CompletableFuture<>();
    context.runOnContext(
        here -> {
          sessions.forget(ALICE);
          forgotten.complete(null);
        });
    forgotten.get(5, TimeUnit.SECONDS);

    Outcome.Accepted next = accepted(send("m-2", "二"));

    assertThat(next.conversation()).isEqualTo(id);
    assertThat(next.seq()).isEqualTo(3);
  }

  @Test
  void aMessageThatEndedTheConversationIsADuplicateWhenItComesTwice() throws Exception {
    bot =
        session ->
            Future.succeededFuture(
                new Thought(
                    Optional.empty(),
                    List.of(Thought.Line.bot("再见", List.of())),
                    session.close(),
                    List.of(),
                    Optional.empty(),
                    false));
    Outcome.Accepted first = accepted(send("m-1", "结束会话"));
    Outcome.Accepted again = accepted(send("m-1", "结束会话"));
    assertThat(again.duplicate()).isTrue();
    assertThat(again.conversation()).isEqualTo(first.conversation());
    assertThat(accepted(send("m-2", "在吗")).conversation()).isNotEqualTo(first.conversation());
  }

  @Test
  void aRefusalRestsOnTheJournalAndNotOnWhatIsRemembered() throws Exception {
    ConversationId id = accepted(send("m-1", "一")).conversation();
    elsewhere(id, "other-1", "二");
    List<Integer> seen = new ArrayList<>();
    append(
        id,
        session -> {
          seen.add(session.lastSeq());
          return Optional.empty();
        });
    assertThat(seen).containsExactly(2, 3);
  }

  @Test
  void anothersConversationIsNotFound() throws Exception {
    ConversationId id = accepted(send("m-1", "一")).conversation();
    Customer mallory = new Customer("demo", "mallory", "", "");
    assertThat(
            send(
                new Inbound(
                    mallory,
                    Optional.of(id),
                    "x",
                    "http",
                    "",
                    "hi",
                    List.of(),
                    Instant.now(),
                    Optional.empty(),
                    "c")))
        .isEqualTo(new Outcome.Rejected(Outcome.Fault.NOT_FOUND));
  }

  @Test
  void messagesOfOneCustomerKeepTheirOrder() throws Exception {
    List<Future<Outcome>> all = new ArrayList<>();
    Promise<Void> sent = Promise.promise();
    context.runOnContext(
        unused -> {
          for (int i = 1; i <= 20; i++) {
            all.add(turn.accept(inbound(Optional.empty(), "m-" + i, "t" + i), Until.ANSWERED));
          }
          Future.join(all).<Void>mapEmpty().onComplete(sent);
        });
    get(sent.future());
    for (int i = 0; i < 20; i++) {
      assertThat(((Outcome.Accepted) all.get(i).result()).seq()).isEqualTo(2 * i + 1);
    }
  }

  @Test
  void messagesThatComeTogetherAreStoredInOneCommitEachWithItsAnswer() throws Exception {
    ConversationId id = accepted(send("m-0", "零")).conversation();
    int before = journal.commits;

    List<Outcome.Accepted> all = accepted(sendTogether("m-1", "m-2", "m-3"));

    assertThat(journal.commits).isEqualTo(before + 1);
    assertThat(all).extracting(Outcome.Accepted::seq).containsExactly(3, 5, 7);
    assertThat(all).allSatisfy(one -> assertThat(one.replies()).hasSize(1));
    assertThat(stored(id)).hasSize(8);
    assertThat(live.messages).hasSize(8);
    assertThat(journal.entries.get(id)).extracting(e -> e.state().isEmpty()).endsWith(true, false);
    assertThat(accepted(send("m-4", "四")).seq()).isEqualTo(9);
  }

  @Test
  void aDuplicateAmongThoseThatComeTogetherIsToldAndTheOthersAreStoredOnce() throws Exception {
    accepted(send("m-0", "t"));

    List<Outcome.Accepted> all = accepted(sendTogether("m-1", "m-0", "m-2"));

    assertThat(all).extracting(Outcome.Accepted::seq).containsExactly(3, 1, 5);
    assertThat(all).extracting(Outcome.Accepted::duplicate).containsExactly(false, true, false);
  }

  @Test
  void theSameMessageTwiceAtOnceIsStoredOnce() throws Exception {
    accepted(send("m-0", "t"));

    List<Outcome.Accepted> all = accepted(sendTogether("m-1", "m-1", "m-2"));

    assertThat(all).extracting(Outcome.Accepted::seq).containsExactly(3, 3, 5);
  }

  @Test
  void whenAnotherGatewayWasFirstThoseThatCameTogetherFollowInTheirOrder() throws Exception {
    ConversationId id = accepted(send("m-0", "t")).conversation();
    journal.rival = () -> elsewhere(id, "other-1", "二");

    List<Outcome.Accepted> all = accepted(sendTogether("m-1", "m-2", "m-3"));

    assertThat(all).extracting(Outcome.Accepted::seq).containsExactly(4, 6, 8);
  }

  @Test
  void aSlowAnswerAmongThoseThatCameTogetherKeepsItsPlace() throws Exception {
    ConversationId id = accepted(send("m-0", "t")).conversation();
    bot =
        session ->
            session.lastSeq() == 4
                ? vertx.timer(60, TimeUnit.MILLISECONDS).compose(late -> says(session, "想好了"))
                : says(session, "好的");

    List<Outcome.Accepted> all = accepted(sendTogether("m-1", "m-2", "m-3"));

    assertThat(all).extracting(Outcome.Accepted::seq).containsExactly(3, 5, 7);
    assertThat(stored(id)).contains("6 bot 想好了").hasSize(8);
  }

  @Test
  void ofThoseThatCameTogetherNoneIsAcknowledgedThatCannotBeStored() throws Exception {
    accepted(send("m-0", "t"));
    journal.down = true;
    assertThat(sendTogether("m-1", "m-2", "m-3"))
        .allSatisfy(
            one -> assertThat(one).isEqualTo(new Outcome.NotStored("好的", Duration.ofSeconds(1))));
    journal.down = false;
    assertThat(accepted(send("m-1", "t")).seq()).isEqualTo(3);
  }

  private List<Outcome> sendTogether(String... messageIds) throws Exception {
    List<Future<Outcome>> all = new CopyOnWriteArrayList<>();
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        unused -> {
          for (String id : messageIds) {
            all.add(turn.accept(inbound(Optional.empty(), id, "t"), Until.ANSWERED));
          }
          Future.join(all).<Void>mapEmpty().onComplete(done);
        });
    get(done.future());
    return all.stream().map(Future::result).toList();
  }

  private static List<Outcome.Accepted> accepted(List<Outcome> outcomes) {
    return outcomes.stream().map(TurnTest::accepted).toList();
  }

  private Future<Thought> says(Session session, String text) {
    return Future.succeededFuture(
        new Thought(
            Optional.empty(),
            List.of(Thought.Line.bot(text, List.of())),
            session,
            List.of(),
            Optional.empty(),
            false));
  }

  private Future<Thought> returns(Session session) {
    return Future.succeededFuture(
        new Thought(
            Optional.empty(),
            List.of(Thought.Line.bot("正在提交", List.of())),
            session,
            List.of(RETURN),
            Optional.empty(),
            false));
  }

  private Future<Thought> handsOff(Session session) {
    return Future.succeededFuture(
        new Thought(
            Optional.empty(),
            List.of(Thought.Line.bot("正在转接", List.of())),
            session.with(HandledBy.QUEUE, Handover.waiting("general", "requested")),
            List.of(new Effect.Enqueue("general", 0, Instant.EPOCH)),
            Optional.empty(),
            false));
  }

  /** Whether the return was carried out, tried as the sweep tries it. */
  private boolean again(ConversationId id, int attempts) throws Exception {
    Promise<Boolean> done = Promise.promise();
    Outbox.Due due = new Outbox.Due(id, 2, 0, ALICE, RETURN, attempts);
    context.runOnContext(
        unused -> effects.carry(due, RETURN).onComplete(end -> done.complete(end.succeeded())));
    return done.future().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  private void take(ConversationId id) throws Exception {
    append(
        id,
        s -> {
          Message joined =
              Message.system(id, s.lastSeq() + 1, Kind.JOINED, "来了", Instant.now(), "Bob");
          return Optional.of(
              new io.levee.desk.Conversations.Step(
                  List.of(joined),
                  s.with(HandledBy.HUMAN, Handover.NONE.takenBy("bob", "Bob")).at(joined.seq()),
                  List.of(),
                  Optional.empty(),
                  false));
        });
  }

  private void append(
      ConversationId id, Function<Session, Optional<io.levee.desk.Conversations.Step>> step)
      throws Exception {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        unused -> appender.append(ALICE, id, step).<Void>mapEmpty().onComplete(done));
    get(done.future());
  }

  /** What another gateway writes behind this one's back. */
  private void elsewhere(ConversationId id, String messageId, String text) {
    List<Message> before = journal.messages.get(id);
    Inbound in = inbound(Optional.of(id), messageId, text);
    Message message =
        new Message(
            id,
            before.size() + 1,
            io.levee.conversation.Sender.CUSTOMER,
            Kind.TEXT,
            in.messageId(),
            text,
            List.of(),
            List.of(),
            Instant.now(),
            "",
            Optional.empty());
    journal.commit(
        new io.levee.journal.Entry(
            id,
            ALICE,
            List.of(message),
            io.levee.session.SessionCodec.encode(
                Session.start(id, ALICE, io.levee.conversation.Language.ZH).at(message.seq())),
            List.of(),
            Optional.empty(),
            false,
            false,
            false,
            0,
            ""));
  }

  private List<String> stored(ConversationId id) {
    return journal.messages.getOrDefault(id, List.of()).stream()
        .map(m -> m.seq() + " " + m.from().wire() + " " + m.text())
        .toList();
  }

  private Outcome send(String messageId, String text) throws Exception {
    return send(messageId, text, Until.ANSWERED);
  }

  private Outcome send(String messageId, String text, Until until) throws Exception {
    return send(inbound(Optional.empty(), messageId, text), until);
  }

  private Outcome send(Inbound in) throws Exception {
    return send(in, Until.ANSWERED);
  }

  private Outcome send(Inbound in, Until until) throws Exception {
    Promise<Outcome> outcome = Promise.promise();
    context.runOnContext(unused -> turn.accept(in, until).onComplete(outcome));
    return get(outcome.future());
  }

  private static Outcome.Accepted accepted(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    return (Outcome.Accepted) outcome;
  }

  private static Inbound of(Customer customer, Inbound in) {
    return new Inbound(
        customer,
        in.conversation(),
        in.messageId(),
        in.channel(),
        in.account(),
        in.text(),
        in.attachments(),
        in.receivedAt(),
        in.replyBy(),
        in.correlationId());
  }

  private static Inbound named(ConversationId id, String messageId, String text) {
    return inbound(Optional.of(id), messageId, text);
  }

  private static Inbound inbound(
      Optional<ConversationId> conversation, String messageId, String text) {
    return new Inbound(
        ALICE,
        conversation,
        messageId,
        "http",
        "",
        text,
        List.of(),
        Instant.now(),
        Optional.empty(),
        "c-1");
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  private static final class Published implements Live {
    final List<Message> messages = new CopyOnWriteArrayList<>();
    final List<Place> places = new CopyOnWriteArrayList<>();

    @Override
    public void publish(Customer customer, List<Message> more) {
      messages.addAll(more);
    }

    @Override
    public void reaches(Customer customer, ConversationId conversation, int lastSeq) {}

    @Override
    public void place(Customer customer, ConversationId conversation, Place place) {
      places.add(place);
    }

    @Override
    public void typing(Customer customer, ConversationId conversation) {}

    @Override
    public Optional<Customer> customer(String lane) {
      return Optional.empty();
    }

    @Override
    public Set<ConversationId> conversations(String storefront) {
      return Set.of();
    }
  }

  private static final class Helpers implements People {
    final List<HumanQueue.Waiting> queued = new CopyOnWriteArrayList<>();
    final List<Message> passedOn = new CopyOnWriteArrayList<>();
    volatile Map<ConversationId, Place> places = Map.of();
    boolean down;
    boolean full;

    @Override
    public Future<HumanQueue.Enqueued> enqueue(HumanQueue.Waiting waiting) {
      if (down) {
        return Future.failedFuture(new QueueUnavailable("down", null));
      }
      if (full) {
        return Future.succeededFuture(new HumanQueue.Enqueued.Full());
      }
      queued.add(waiting);
      return Future.succeededFuture(new HumanQueue.Enqueued.At(new Place(3, 40)));
    }

    @Override
    public Future<Void> leave(String storefront, ConversationId conversation) {
      return Future.succeededFuture();
    }

    @Override
    public Future<HumanQueue.State> state(String storefront, String skill) {
      return Future.failedFuture(new QueueUnavailable("down", null));
    }

    @Override
    public Future<Optional<Place>> place(String storefront, ConversationId conversation) {
      return Future.succeededFuture(Optional.empty());
    }

    @Override
    public void stored(Session session, List<Message> messages) {
      passedOn.addAll(messages);
    }

    @Override
    public void typing(Customer customer, ConversationId conversation, String agent) {}
  }

  private final class CountedOutbox implements Outbox {
    @Override
    public Future<List<Due>> take(int limit) {
      return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Void> done(ConversationId conversation, int seq) {
      carried.add(seq);
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> done(ConversationId conversation, int seq, int ordinal) {
      return done(conversation, seq);
    }
  }

  /** Answers, and knows nobody. */
  private static final class EmptyRedis implements RedisLink {
    @Override
    public Future<Response> send(Request request) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Response> eval(Script script, List<String> keys, List<String> arguments) {
      return Future.failedFuture(new RedisUnavailable("none", null));
    }

    @Override
    public boolean connected() {
      return true;
    }

    @Override
    public void onReconnect(Runnable handler) {}

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }

  private static final class NoWakeups implements Wakeups {
    @Override
    public Subscription subscribe(String topic, Consumer<String> listener) {
      return () -> {};
    }

    @Override
    public Future<Void> publish(String topic, String payload) {
      return Future.succeededFuture();
    }

    @Override
    public boolean isHeard(String topic) {
      return true;
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }
}
