package io.levee.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.levee.conversation.Attachment;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Effect;
import io.levee.conversation.Grade;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Handover;
import io.levee.conversation.Inbound;
import io.levee.conversation.Kind;
import io.levee.conversation.Language;
import io.levee.conversation.Place;
import io.levee.conversation.Session;
import io.levee.conversation.Standing;
import io.levee.conversation.Talk;
import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Stage;
import io.levee.conversation.Understood.Verdict;
import io.levee.dialogue.Decision.Answer;
import io.levee.dialogue.Decision.Ask;
import io.levee.dialogue.Decision.Close;
import io.levee.dialogue.Decision.HandOff;
import io.levee.dialogue.skill.ShopFacts;
import io.levee.dialogue.skill.ShopQuery;
import io.levee.handoff.HumanQueue;
import io.levee.knowledge.Knowledge;
import io.levee.knowledge.KnowledgeLoader;
import io.levee.knowledge.LoadResult.Loaded;
import io.levee.knowledge.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class DialogueTest {
  private static final Instant NOW = Instant.parse("2025-11-11T00:00:00Z");
  private static final Knowledge KNOWLEDGE =
      ((Loaded)
              KnowledgeLoader.load(
                  Path.of("src/test/resources/io/levee/dialogue/knowledge"), Settings.small()))
          .knowledge();
  private static final DialogueConfig CONFIG = Manners.USUAL;
  private static final Facts NO_FACTS = Facts.none("T-1");

  private final Dialogue dialogue = new Dialogue(() -> CONFIG);
  private final Session fresh =
      Session.start(
          ConversationId.mint(NOW, new Random(1)),
          new Customer("demo", "c-1", "", ""),
          Language.ZH);
  private final Session queued =
      fresh.with(HandledBy.QUEUE, Handover.waiting("general", "requested"));
  private final Session ticketed =
      fresh.with(HandledBy.TICKET, Handover.waiting("general", "requested").ticket("T-0"));

  @Test
  void answersWhatItIsSureOfAndOffersWhatLeadsOn() {
    Decision decision = decide(fresh, sure("order.track", 3), NO_FACTS);

    assertThat(decision).isInstanceOf(Answer.class);
    assertThat(decision.replies())
        .containsExactly(new Reply(Kind.TEXT, "请看物流", List.of("退款", "转人工")));
    assertThat(decision.next().talk())
        .isEqualTo(
            new Talk(
                Language.ZH,
                0,
                List.of("退款", "转人工"),
                List.of("order.track"),
                List.of(3),
                List.of(),
                ""));
    assertThat(decision.effects()).isEmpty();
  }

  @Test
  void whatCannotBeUnderstoodUnderLoadIsToldSoAndIsNoMiss() {
    Understood notNow =
        new Understood(Stage.NONE, List.of(), Verdict.REJECTED, 3, Language.ZH, true);
    Decision decision = dialogue.decide(fresh, inbound("衬衫起球了"), notNow, NO_FACTS, KNOWLEDGE, NOW);

    assertThat(decision.replies().getFirst().text()).startsWith("现在咨询的人很多");
    assertThat(decision.replies().getFirst().options()).contains("查物流", "转人工");
    assertThat(decision.next().talk().misses()).isZero();
  }

  @Test
  void answersInTheLanguageOfTheMessage() {
    Understood english =
        new Understood(
            Stage.EXACT,
            List.of(new Candidate("order.track", 1)),
            Verdict.SURE,
            3,
            Language.EN,
            false);

    Decision decision =
        dialogue.decide(fresh, inbound("where is my parcel"), english, NO_FACTS, KNOWLEDGE, NOW);

    assertThat(decision.replies().getFirst())
        .isEqualTo(
            new Reply(Kind.TEXT, "See the tracking", List.of("Refunds", "Talk to a person")));
    assertThat(decision.next().talk().language()).isEqualTo(Language.EN);
  }

  @ParameterizedTest
  @CsvSource({
    "order.track,  抱歉，请看物流",
    "refund.when,  很抱歉给您添麻烦了。三天",
  })
  void isKinderToWhoeverIsUpset(String intent, String text) {
    assertThat(text(decide(fresh, sure(intent, 2), NO_FACTS))).isEqualTo(text);
  }

  @Test
  void asksWhichWhenTwoAreMeantAlike() {
    Decision decision =
        decide(fresh, ambiguous("order.track", "elsewhere", "refund.when"), NO_FACTS);

    assertThat(decision).isInstanceOf(Ask.class);
    assertThat(decision.replies().getFirst().options()).containsExactly("查物流", "退款", "转人工");
    assertThat(decision.next().talk().offered()).containsExactly("查物流", "退款", "转人工");
    assertThat(decision.next().talk().misses()).isZero();
  }

  @Test
  void saysThatItDidNotUnderstandThenCallsAPerson() {
    Decision first = decide(fresh, rejected(3), NO_FACTS);

    assertThat(first).isInstanceOf(Answer.class);
    assertThat(text(first)).startsWith("抱歉，这句话我没有看懂");
    assertThat(first.replies().getFirst().options()).containsExactly("查物流", "退款", "转人工");

    Decision second = decide(first.next(), rejected(3), with(2, 90, 1, false));

    assertThat(second)
        .isInstanceOfSatisfying(
            HandOff.class,
            handOff -> {
              assertThat(handOff.why()).isEqualTo("rejected");
              assertThat(text(handOff)).contains("第 3 位").contains("约 2 分钟");
              assertThat(handOff.next().talk().misses()).isZero();
            });
  }

  @Test
  void countsOnlyMissesInARow() {
    Session missed = decide(fresh, rejected(3), NO_FACTS).next();
    Session answered = decide(missed, sure("order.track", 3), NO_FACTS).next();

    assertThat(decide(answered, rejected(3), NO_FACTS)).isInstanceOf(Answer.class);
  }

  @Test
  void countsAnIntentThatIsNoLongerKnownAsNotUnderstood() {
    assertThat(text(decide(fresh, sure("gone", 3), NO_FACTS))).startsWith("抱歉，这句话我没有看懂");
    assertThat(text(decide(fresh, sure("elsewhere", 3), NO_FACTS))).startsWith("抱歉");
    assertThat(decide(fresh, ambiguous("gone", "elsewhere"), NO_FACTS)).isInstanceOf(Answer.class);
  }

  @Test
  void neverTakesNothingForAMiss() {
    Session session = decide(fresh, rejected(3), NO_FACTS).next();
    for (int i = 0; i < 3; i++) {
      Decision decision = decide(session, nothing(), NO_FACTS);
      assertThat(decision).isInstanceOf(Answer.class);
      assertThat(decision.next().talk().misses()).isEqualTo(1);
      session = decision.next();
    }
  }

  @Test
  void admitsThatItCannotSeePictures() {
    Inbound picture =
        new Inbound(
            fresh.customer(),
            Optional.empty(),
            "m-1",
            "http",
            "",
            "",
            List.of(new Attachment("image", "u-1")),
            NOW,
            Optional.empty(),
            "");

    assertThat(text(dialogue.decide(fresh, picture, nothing(), NO_FACTS, KNOWLEDGE, NOW)))
        .contains("图片");
  }

  @Test
  void handsOverOnRequestWithThePlaceAndTheWait() {
    Decision decision = decide(fresh, sure("human.request", 3), with(0, 20, 2, false));

    assertThat(decision)
        .isInstanceOfSatisfying(
            HandOff.class,
            handOff -> {
              assertThat(handOff.skill()).isEqualTo("general");
              assertThat(handOff.priority()).isZero();
              assertThat(handOff.why()).isEqualTo("requested");
              assertThat(handOff.effects()).containsExactly(new Effect.Enqueue("general", 0, NOW));
              assertThat(handOff.standing())
                  .contains(new Standing(fresh.id(), fresh.customer(), "general", 0, NOW, ""));
            });
    assertThat(text(decision)).startsWith("好的。\n您排在第 1 位，预计等待不到 1 分钟");
    assertThat(decision.replies().getFirst().options()).containsExactly("不用了");
    assertThat(decision.replies().getLast())
        .isEqualTo(new Reply(Kind.QUEUED, "已进入人工客服排队", List.of()));
    assertThat(decision.next().handledBy()).isEqualTo(HandledBy.QUEUE);
    assertThat(decision.next().handover()).isEqualTo(Handover.waiting("general", "requested"));
  }

  @Test
  void asksForThePeopleThatTheEntryNames() {
    assertThat(plan(fresh, sure("human.returns", 3)))
        .isEqualTo(new Plan(Optional.of("returns"), false, ShopQuery.NOTHING));
    assertThat(((HandOff) decide(fresh, sure("human.returns", 3), NO_FACTS)).skill())
        .isEqualTo("returns");
  }

  @ParameterizedTest
  @CsvSource({
    // sentiment, tier, priority
    "3, '',  0",
    "3, VIP, 2",
    "1, '',  1",
    "1, vip, 3",
    "3, new, 0",
  })
  void putsTheAngryAndTheValuedFirst(int sentiment, String tier, int priority) {
    Session session = fresh.of(new Customer("demo", "c-1", "", tier));

    assertThat(((HandOff) decide(session, sure("human.request", sentiment), NO_FACTS)).priority())
        .isEqualTo(priority);
  }

  @Test
  void answersAnAngryShopperFirstAndCallsAPersonThen() {
    Decision decision = decide(fresh, sure("order.track", 1), with(0, 20, 2, false));

    assertThat(((HandOff) decision).why()).isEqualTo("angry");
    assertThat(decision.replies())
        .extracting(Reply::kind)
        .containsExactly(Kind.TEXT, Kind.TEXT, Kind.QUEUED);
    assertThat(text(decision)).isEqualTo("抱歉，请看物流");
    assertThat(decision.replies().get(1).text()).startsWith("非常抱歉");
  }

  @Test
  void callsAPersonWhenAShopperStaysUpset() {
    Session upset = decide(fresh, sure("order.track", 2), NO_FACTS).next();

    assertThat(decide(fresh, rejected(2), NO_FACTS)).isInstanceOf(Answer.class);
    assertThat(((HandOff) decide(upset, rejected(2), NO_FACTS)).why()).isEqualTo("angry");
    assertThat(decide(upset, sure("refund.when", 3), NO_FACTS)).isInstanceOf(Answer.class);
  }

  @Test
  void saysThatNobodyIsThereAndLetsTheShopperChoose() {
    Decision decision = decide(fresh, sure("human.request", 3), with(4, 0, 0, false));

    assertThat(decision.next().handledBy()).isEqualTo(HandledBy.QUEUE);
    assertThat(text(decision)).contains("没有人工客服在线").contains("第 5 位").doesNotContain("分钟");
    assertThat(decision.replies().getFirst().options()).containsExactly("不用了", "稍后看回复，保留排队", "留工单");
  }

  @Test
  void promisesNoTimeWhenTheQueueCannotBeSeen() {
    Decision decision = decide(fresh, sure("human.request", 3), NO_FACTS);

    assertThat(decision.next().handledBy()).isEqualTo(HandledBy.QUEUE);
    assertThat(decision.effects()).hasSize(1);
    assertThat(text(decision)).contains("已为您登记转人工").doesNotContain("分钟");
  }

  @Test
  void offersWhatElseThereIsWhenTheWaitIsLong() {
    Decision decision = decide(fresh, sure("human.request", 3), with(40, 600, 2, false));

    assertThat(text(decision)).contains("约 10 分钟");
    assertThat(decision.next().handledBy()).as("has a place meanwhile").isEqualTo(HandledBy.QUEUE);
    assertThat(decision.replies().getFirst().options()).containsExactly("不用了", "稍后看回复，保留排队", "留工单");
  }

  @Test
  void keepsThePlaceOfWhoReadsTheAnswerLater() {
    Session waits = queued.with(queued.talk().offering(List.of("不用了", "稍后看回复，保留排队", "留工单")));
    Decision decision = dialogue.decide(waits, inbound("2"), rejected(3), NO_FACTS, KNOWLEDGE, NOW);

    assertThat(text(decision)).contains("位置已保留");
    assertThat(decision.next().handover().later()).isTrue();
    assertThat(decision.next().handledBy()).isEqualTo(HandledBy.QUEUE);
    assertThat(decision.effects()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // said, sentiment, grade, priority
    "你们再不处理我就打12315了, 3, CRISIS, 10",
    "工商银行卡付不了, 3, ORDINARY, 0",
    "我要找工商, 2, CRISIS, 10",
    "I will call my Lawyer, 3, CRISIS, 10",
    "我要投诉, 2, SERIOUS, 5",
    "我要投诉, 3, ORDINARY, 0",
  })
  void aGraveComplaintIsForThoseOfRank(String said, int sentiment, Grade grade, int priority) {
    Decision decision =
        dialogue.decide(
            fresh, inbound(said), sure("human.request", sentiment), NO_FACTS, KNOWLEDGE, NOW);

    assertThat(((HandOff) decision).standing().orElseThrow().grade()).isEqualTo(grade);
    assertThat(((HandOff) decision).priority()).isEqualTo(priority);
    assertThat(decision.next().handover().grade()).isEqualTo(grade);
  }

  @Test
  void aThreatCallsAPersonAndIsRememberedUntilOneComes() {
    Decision threat =
        dialogue.decide(
            fresh, inbound("再不退款我打12315"), sure("refund.when", 3), NO_FACTS, KNOWLEDGE, NOW);

    assertThat(threat).isInstanceOf(HandOff.class);
    assertThat(decide(threat.next(), sure("refund.when", 3), NO_FACTS).next().handover().grade())
        .isEqualTo(Grade.CRISIS);
  }

  @Test
  void whoWaitsAndBecomesAGraveCaseIsRaisedInLine() {
    Decision raised =
        dialogue.decide(queued, inbound("再不来人我就打12315"), rejected(3), NO_FACTS, KNOWLEDGE, NOW);

    assertThat(raised.next().handledBy()).isEqualTo(HandledBy.QUEUE);
    assertThat(raised.effects())
        .containsExactly(new Effect.Enqueue("general", 10, NOW, Grade.CRISIS));
    assertThat(raised.standing().orElseThrow().grade()).isEqualTo(Grade.CRISIS);
    Decision again =
        dialogue.decide(raised.next(), inbound("我要打12315"), rejected(3), NO_FACTS, KNOWLEDGE, NOW);
    assertThat(again.effects()).as("once is enough").isEmpty();
  }

  @Test
  void outOfHoursThereIsATicketAndTheOpeningIsTold() {
    HumanQueue.State closed =
        new HumanQueue.State(
            0, true, 0, 0, 0, 0, Optional.of(Instant.parse("2026-11-12T01:00:00Z")));
    Facts facts = new Facts(Optional.of(closed), Optional.empty(), ShopFacts.NONE, "T-1");
    Decision decision = decide(fresh, sure("human.request", 3), facts);

    assertThat(text(decision)).contains("11月12日 09:00").contains("T-1").contains("11月13日 09:00");
    assertThat(decision.next().handledBy()).isEqualTo(HandledBy.TICKET);
  }

  @Test
  void opensATicketWhenTheQueueIsFull() {
    Decision decision = decide(fresh, sure("human.request", 3), with(500, 3600, 2, true));

    assertThat(decision).isInstanceOf(HandOff.class);
    assertThat(((HandOff) decision).standing()).isEmpty();
    assertThat(decision.effects()).isEmpty();
    assertThat(text(decision)).contains("T-1");
    assertThat(decision.replies().getLast().kind()).isEqualTo(Kind.TICKET);
    assertThat(decision.next().handledBy()).isEqualTo(HandledBy.TICKET);
    assertThat(decision.next().handover().ticket()).isEqualTo("T-1");
  }

  @Test
  void stillAnswersInTheQueueAndRemindsOfIt() {
    Decision decision = decide(queued, sure("refund.when", 1), NO_FACTS);

    assertThat(decision).isInstanceOf(Answer.class);
    assertThat(text(decision)).contains("三天").contains("您还在排队");
    assertThat(decision.next().handledBy()).isEqualTo(HandledBy.QUEUE);
  }

  @Test
  void tellsThePlaceToWhoeverAsksForAPersonAgain() {
    assertThat(plan(queued, sure("human.request", 3)))
        .isEqualTo(new Plan(Optional.of("general"), true, ShopQuery.NOTHING));

    Facts facts =
        new Facts(state(9, 600, 2, false), Optional.of(new Place(3, 130)), ShopFacts.NONE, "T-1");
    Decision decision = decide(queued, sure("human.request", 3), facts);

    assertThat(decision).isInstanceOf(Answer.class);
    assertThat(decision.effects()).isEmpty();
    assertThat(text(decision)).contains("第 3 位").contains("约 3 分钟");
    assertThat(text(decide(queued, sure("human.request", 3), NO_FACTS))).contains("已经登记过");
  }

  @Test
  void takesNoteInTheQueueOfWhatItDoesNotUnderstand() {
    Session session = queued;
    for (int i = 0; i < 3; i++) {
      Decision decision = decide(session, rejected(1), NO_FACTS);
      assertThat(decision).isInstanceOf(Answer.class);
      assertThat(text(decision)).startsWith("已记下");
      session = decision.next();
    }
  }

  @Test
  void leavesTheQueueOnRequestEvenInAnger() {
    Decision decision = decide(queued, sure("human.cancel", 1), NO_FACTS);

    assertThat(decision.settles()).isTrue();
    assertThat(decision.effects()).containsExactly(new Effect.Leave());
    assertThat(decision.next().handledBy()).isEqualTo(HandledBy.BOT);
    assertThat(decision.next().handover()).isEqualTo(Handover.NONE);
    assertThat(decide(decision.next(), sure("refund.when", 2), NO_FACTS))
        .isInstanceOf(Answer.class);
    assertThat(decide(fresh, sure("human.cancel", 3), NO_FACTS).effects()).isEmpty();
  }

  @Test
  void opensATicketForWhoeverWouldRatherNotWait() {
    Decision decision = decide(queued, sure("human.ticket", 3), NO_FACTS);

    assertThat(decision.next().handledBy()).isEqualTo(HandledBy.TICKET);
    assertThat(decision.settles()).isTrue();
    assertThat(text(decision)).contains("T-1");
    assertThat(text(decide(ticketed, sure("human.ticket", 3), NO_FACTS))).contains("T-0");
  }

  @Test
  void triesAgainForWhoeverHasATicketUnlessTheQueueIsStillFull() {
    assertThat(text(decide(ticketed, sure("refund.when", 3), NO_FACTS))).isEqualTo("三天");

    Decision again = decide(ticketed, sure("human.request", 3), with(1, 60, 1, false));
    assertThat(again.next().handledBy()).isEqualTo(HandledBy.QUEUE);
    assertThat(again.next().handover().ticket()).isEqualTo("T-0");
    Decision back = decide(again.next(), sure("human.cancel", 3), NO_FACTS);
    assertThat(back.next().handledBy()).isEqualTo(HandledBy.TICKET);

    Decision full = decide(ticketed, sure("human.request", 3), with(500, 60, 1, true));
    assertThat(full).isInstanceOf(Answer.class);
    assertThat(full.next().handover().ticket()).isEqualTo("T-0");
    assertThat(text(full)).contains("T-0").doesNotContain("T-1");
  }

  @Test
  void closesOnRequest() {
    Decision decision = decide(queued, sure("conversation.close", 3), NO_FACTS);

    assertThat(decision).isInstanceOf(Close.class);
    assertThat(decision.next().closed()).isTrue();
    assertThat(decision.settles()).isTrue();
    assertThat(decision.replies().getLast().kind()).isEqualTo(Kind.CLOSED);
    assertThat(decide(fresh, sure("conversation.close", 3), NO_FACTS).settles()).isFalse();
  }

  @Test
  void plansOnlyWhatTheDecisionNeeds() {
    assertThat(plan(fresh, sure("order.track", 3))).isEqualTo(Plan.NOTHING);
    assertThat(plan(fresh, rejected(3))).isEqualTo(Plan.NOTHING);
    assertThat(plan(fresh, sure("order.track", 1)).queue()).contains("general");
    assertThat(plan(decide(fresh, rejected(3), NO_FACTS).next(), rejected(3)).queue())
        .contains("general");
  }

  @ParameterizedTest
  @EnumSource(
      value = HandledBy.class,
      names = {"BOT", "QUEUE", "TICKET"})
  void alwaysSaysSomethingAndNumbersNothing(HandledBy hands) {
    Session session =
        fresh.at(7).with(hands, Handover.waiting("general", "requested").ticket("T-0"));
    for (Understood understood :
        List.of(
            sure("order.track", 1),
            sure("human.request", 3),
            sure("human.cancel", 3),
            sure("human.ticket", 3),
            sure("conversation.close", 3),
            ambiguous("order.track", "refund.when"),
            rejected(1),
            rejected(3),
            nothing())) {
      Decision decision = decide(session, understood, NO_FACTS);
      assertThat(decision.replies()).isNotEmpty().allMatch(r -> !r.text().isBlank());
      assertThat(decision.next().lastSeq()).isEqualTo(7);
      assertThat(decision.next().talk().offered())
          .allSatisfy(option -> assertThat(KNOWLEDGE.asked(option)).isPresent());
    }
  }

  @Test
  void hasNoSayOnceAPersonHasItOrItEnded() {
    assertThatThrownBy(
            () -> decide(fresh.with(HandledBy.HUMAN, Handover.NONE), rejected(3), NO_FACTS))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> decide(fresh.close(), rejected(3), NO_FACTS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Decision decide(Session session, Understood understood, Facts facts) {
    return dialogue.decide(session, inbound("随便说点"), understood, facts, KNOWLEDGE, NOW);
  }

  private Plan plan(Session session, Understood understood) {
    return dialogue.plan(session, inbound("随便说点"), understood, KNOWLEDGE, NOW);
  }

  private static String text(Decision decision) {
    return decision.replies().getFirst().text();
  }

  private static Facts with(int waiting, int waitSeconds, int agents, boolean full) {
    return new Facts(
        state(waiting, waitSeconds, agents, full), Optional.empty(), ShopFacts.NONE, "T-1");
  }

  private static Optional<HumanQueue.State> state(
      int waiting, int waitSeconds, int agents, boolean full) {
    return Optional.of(new HumanQueue.State(waiting, full, waitSeconds, waitSeconds, agents));
  }

  private static Understood sure(String intent, int sentiment) {
    return understood(Verdict.SURE, sentiment, intent);
  }

  private static Understood ambiguous(String... intents) {
    return understood(Verdict.AMBIGUOUS, 3, intents);
  }

  private static Understood rejected(int sentiment) {
    return understood(Verdict.REJECTED, sentiment, "order.track");
  }

  private static Understood nothing() {
    return new Understood(Stage.NONE, List.of(), Verdict.REJECTED, 3, Language.ZH, false);
  }

  private static Understood understood(Verdict verdict, int sentiment, String... intents) {
    return new Understood(
        Stage.LEXICAL,
        List.of(intents).stream().map(i -> new Candidate(i, 0.5)).toList(),
        verdict,
        sentiment,
        Language.ZH,
        false);
  }

  private Inbound inbound(String text) {
    return new Inbound(
        fresh.customer(),
        Optional.empty(),
        "m-1",
        "http",
        "",
        text,
        List.of(),
        NOW,
        Optional.empty(),
        "");
  }
}
