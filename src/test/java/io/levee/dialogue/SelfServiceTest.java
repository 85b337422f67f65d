package io.levee.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Effect;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Inbound;
import io.levee.conversation.Language;
import io.levee.conversation.Named;
import io.levee.conversation.Session;
import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Stage;
import io.levee.conversation.Understood.Verdict;
import io.levee.dialogue.skill.Lookup;
import io.levee.dialogue.skill.Lookup.Gap;
import io.levee.dialogue.skill.ShopFacts;
import io.levee.dialogue.skill.ShopQuery;
import io.levee.knowledge.Knowledge;
import io.levee.knowledge.KnowledgeLoader;
import io.levee.knowledge.LoadResult.Loaded;
import io.levee.knowledge.Settings;
import io.levee.storefront.Fulfilment;
import io.levee.storefront.Label;
import io.levee.storefront.Order;
import io.levee.storefront.Payment;
import io.levee.storefront.Refusal;
import io.levee.storefront.ReturnOffer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whole talks with the self-service skills: a shopper types, a shop in memory is asked. */
final class SelfServiceTest {
  private static final Instant NOW = Instant.parse("2025-11-11T04:00:00Z");
  private static final Knowledge KNOWLEDGE =
      ((Loaded)
              KnowledgeLoader.load(
                  Path.of("src/test/resources/io/levee/dialogue/selfservice"), Settings.small()))
          .knowledge();
  private static final DialogueConfig CONFIG = Manners.USUAL;

  private final Dialogue dialogue = new Dialogue(() -> CONFIG);
  private final Map<String, Order> orders = new LinkedHashMap<>();
  private final Map<String, ReturnOffer> offers = new LinkedHashMap<>();
  private Gap silence;
  private List<Named> named = List.of();
  private Session session =
      Session.start(
          ConversationId.mint(NOW, new Random(1)),
          new Customer("demo", "c-1", "", ""),
          Language.ZH);
  private Decision last;

  private void twoOrders() {
    order("LV100002", Fulfilment.DELIVERED, "白衬衫", 1);
    order("LV100001", Fulfilment.SHIPPED, "雨伞", 1);
    offers.put(
        "LV100002",
        new ReturnOffer(
            "LV100002",
            List.of(
                new ReturnOffer.Line("l-1", Label.of("白衬衫"), 1, NOW),
                new ReturnOffer.Line("l-2", Label.of("棉袜"), 3, NOW)),
            List.of(
                new ReturnOffer.Reason("size", Label.of("尺码不合适")),
                new ReturnOffer.Reason("broken", Label.of("质量问题"))),
            Optional.empty()));
    offers.put(
        "LV100001",
        new ReturnOffer("LV100001", List.of(), List.of(), Optional.of(Refusal.NOT_DELIVERED)));
  }

  @Test
  void theOnlyOrderIsTrackedWithoutAsking() {
    order("LV100001", Fulfilment.SHIPPED, "雨伞", 1);

    assertThat(say("快递到哪了")).contains("LV100001", "雨伞", "运输中");
    assertThat(session.talk().forms()).isEmpty();
    assertThat(session.talk().intents()).containsExactly("order.track");
  }

  @Test
  void ofSeveralOrdersOneIsChosenByItsOption() {
    twoOrders();

    assertThat(say("快递到哪了")).isEqualTo("想查哪一笔订单？点一下就可以，也可以直接发订单号。");
    assertThat(options()).containsExactly("LV100002 · 白衬衫 · 已签收", "LV100001 · 雨伞 · 运输中", "转人工");

    assertThat(say("2")).contains("订单 LV100001（雨伞）：运输中");
    assertThat(session.talk().forms()).isEmpty();
  }

  @Test
  void whatIsNamedFindsTheOrderThatHasIt() {
    twoOrders();
    named = List.of(new Named("product", 0, 2, "sku of 雨伞", "雨伞", 0.9, false));
    assertThat(say("快递到哪了")).contains("订单 LV100001（雨伞）：运输中");
  }

  @Test
  void whatIsNamedWhenAReturnBeginsIsNotAskedForAgain() {
    twoOrders();
    named = List.of(new Named("product", 0, 3, "sku of 白衬衫", "白衬衫", 0.9, false));
    say("我要退货");
    named = List.of();
    assertThat(say("LV100002")).isEqualTo("订单 LV100002 的「白衬衫」，退货原因是什么？");
  }

  @Test
  void aNumberThatWasFoundAlreadyIsNotLookedForAgain() {
    twoOrders();
    named = List.of(new Named("order_number", 0, 8, "LV100001", "", 0.9, false));
    assertThat(say("那一单到哪了")).contains("订单 LV100001（雨伞）：运输中");
  }

  @Test
  void anOrderNumberIsUnderstoodWithinAQuestionAndByItself() {
    twoOrders();
    assertThat(say("订单lv100002")).contains("订单 LV100002（白衬衫）：已签收");
    assertThat(options()).first().isEqualTo("申请退货");
    assertThat(say("ＬＶ１００００１ 呢")).contains("订单 LV100001（雨伞）：运输中");
  }

  @Test
  void anUnknownNumberIsSaidToBeUnknownAndTheOwnOrdersAreOffered() {
    twoOrders();
    assertThat(say("LV999999")).startsWith("没有查到您名下的订单 LV999999").contains("想查哪一笔订单");
    assertThat(options()).contains("LV100001 · 雨伞 · 运输中");
    assertThat(say("LV100001")).contains("运输中");
  }

  @Test
  void aReturnIsAskedForStepByStepAndSubmittedOnceConfirmed() {
    twoOrders();
    say("我要退货");
    assertThat(say("LV100002")).isEqualTo("订单 LV100002 里要退哪一件？");
    assertThat(options()).containsExactly("白衬衫", "棉袜", "全部退", "不办了", "转人工");
    assertThat(say("棉袜")).isEqualTo("「棉袜」要退几件？最多 3 件。");
    assertThat(say("退两件吧")).isEqualTo("订单 LV100002 的「棉袜」，退货原因是什么？");
    assertThat(say("尺码太小不合适")).contains("订单 LV100002，退「棉袜」2 件，原因：尺码不合适");
    assertThat(last.effects()).isEmpty();

    assertThat(say("确认提交")).startsWith("好的，正在为您提交订单 LV100002");
    assertThat(last.effects())
        .containsExactly(new Effect.Return("LV100002", Map.of("l-2", 2), "size"));
    assertThat(session.talk().forms()).isEmpty();
  }

  @Test
  void aWrongNumberOfPiecesIsToldAndAskedAgain() {
    twoOrders();
    say("我要退货");
    say("LV100002");
    say("棉袜");
    assertThat(say("9 件")).isEqualTo("最多可以退 3 件。\n「棉袜」要退几件？最多 3 件。");
  }

  @Test
  void whateverWasSaidCanBeCorrectedBeforeItIsSubmitted() {
    twoOrders();
    say("我要退货");
    say("LV100002");
    say("白衬衫");
    say("质量问题");

    assertThat(say("修改")).isEqualTo("好的，要修改哪一项？");
    assertThat(options()).containsExactly("订单", "商品", "退货原因", "不办了", "转人工");
    assertThat(say("商品")).isEqualTo("订单 LV100002 里要退哪一件？");
    assertThat(say("全部退")).contains("全部商品（4 件）", "质量问题");
    assertThat(say("尺码不合适")).contains("全部商品（4 件）", "尺码不合适");
    say("是的");
    assertThat(last.effects())
        .containsExactly(new Effect.Return("LV100002", Map.of("l-1", 1, "l-2", 3), "size"));
  }

  @Test
  void anotherOrderMidwayForgetsWhatDependedOnTheFirst() {
    twoOrders();
    say("我要退货");
    say("LV100002");
    say("白衬衫");
    assertThat(say("不是，是LV100001那个")).startsWith("订单 LV100001 还没有签收");
    assertThat(session.talk().forms()).isEmpty();
  }

  @Test
  void whoeverDoesNotWantItAnyMoreIsLetGoWithoutAnEffect() {
    twoOrders();
    say("我要退货");
    say("LV100002");
    assertThat(say("算了不退了")).startsWith("好的，那就先不办了");
    assertThat(session.talk().forms()).isEmpty();
    assertThat(last.effects()).isEmpty();
  }

  @Test
  void anotherQuestionIsAnsweredMidwayAndTheFormGoesOn() {
    twoOrders();
    say("我要退货");
    say("LV100002");
    say("白衬衫");
    List<String> before = options();

    assertThat(say("多久退款")).startsWith("三天").contains("“申请退货”还没办完");
    assertThat(options()).isEqualTo(before);
    assertThat(say("1")).contains("请您核对").contains("尺码不合适");
  }

  @Test
  void trackingMidwayThroughAReturnComesBackToIt() {
    twoOrders();
    say("我要退货");
    say("LV100002");
    assertThat(say("快递到哪了")).contains("想查哪一笔订单");
    assertThat(say("LV100001 · 雨伞 · 运输中")).contains("运输中", "“申请退货”还没办完");
    assertThat(say("白衬衫")).contains("退货原因是什么");
  }

  @Test
  void theOrderJustTrackedIsTheOneToReturn() {
    twoOrders();
    say("LV100002");
    assertThat(say("申请退货")).isEqualTo("订单 LV100002 里要退哪一件？");
  }

  @Test
  void whoeverIsNotUnderstoodThreeTimesGetsAPerson() {
    twoOrders();
    say("我要退货");
    say("LV100002");
    assertThat(say("呃呃呃")).startsWith("抱歉，没有看明白");
    assertThat(say("呃呃呃")).startsWith("抱歉，没有看明白");
    assertThat(last).isInstanceOf(Decision.Ask.class);
    say("呃呃呃");
    assertThat(last).isInstanceOf(Decision.HandOff.class);
  }

  @Test
  void aYesToSomethingElseSubmitsNothing() {
    twoOrders();
    say("我要退货");
    say("LV100002");
    say("白衬衫");
    say("质量问题");
    say("多久退款");
    assertThat(say("好的")).startsWith("请您核对");
    assertThat(last.effects()).isEmpty();

    say("转人工");
    say("好的");
    assertThat(last.effects()).isEmpty();
  }

  @Test
  void aNoToTheSummaryIsANo() {
    twoOrders();
    say("我要退货");
    say("LV100002");
    say("白衬衫");
    say("质量问题");
    say("不要了");
    assertThat(last.effects()).isEmpty();
    assertThat(session.talk().forms()).isEmpty();
  }

  @Test
  void aNumberAmongPiecesIsANumberOfPieces() {
    twoOrders();
    say("我要退货");
    say("LV100002");
    say("棉袜");
    assertThat(say("3")).contains("退货原因");
    assertThat(session.talk().form().orElseThrow().filled()).containsEntry("pieces", "3");
  }

  @Test
  void aComplaintAboutEverythingIsAReasonAndNoNumber() {
    twoOrders();
    say("我要退货");
    say("LV100002");
    say("棉袜");
    say("1 件");
    assertThat(say("全都有线头")).contains("棉袜」1 件", "质量问题");
  }

  @Test
  void anOrderOnlyAssumedAndNotReturnableLeadsToTheOthers() {
    twoOrders();
    say("LV100001");
    assertThat(say("我要退货")).startsWith("订单 LV100001 还没有签收").contains("要退哪一笔");
    assertThat(options()).contains("LV100002 · 白衬衫 · 已签收");
  }

  @Test
  void whatWasOrderedNamesTheOrderToo() {
    twoOrders();
    say("快递到哪了");
    assertThat(say("白衬衫那个")).contains("订单 LV100002");
  }

  @Test
  void unknownNumbersAgainAndAgainBringAPerson() {
    twoOrders();
    say("我要退货");
    say("LV999991");
    say("LV999992");
    say("LV999993");
    assertThat(last).isInstanceOf(Decision.HandOff.class);
  }

  @Test
  void aShopThatNumbersOrdersItsOwnWayIsChosenFromAllTheSame() {
    order("#1001", Fulfilment.DELIVERED, "茶杯", 1);
    order("#1002", Fulfilment.SHIPPED, "茶壶", 1);
    say("快递到哪了");
    assertThat(say("#1001 · 茶杯 · 已签收")).contains("订单 #1001");
  }

  @Test
  void aParcelsNumberIsNoOrders() {
    twoOrders();
    say("快递到哪了");
    assertThat(say("SF1234567890123")).doesNotContain("没有查到");
  }

  @Test
  void aPersonIsOneWordAway() {
    twoOrders();
    say("我要退货");
    say("转人工");
    assertThat(session.handledBy()).isEqualTo(HandledBy.QUEUE);
  }

  @Test
  void aSilentShopIsAdmittedAndTheSameAnswerCanBeTriedAgain() {
    twoOrders();
    say("我要退货");
    silence = Gap.SILENT;
    assertThat(say("LV100002")).startsWith("抱歉，我现在查不到");
    assertThat(options()).containsExactly("再试一次", "转人工");
    silence = null;
    assertThat(say("再试一次")).isEqualTo("订单 LV100002 里要退哪一件？");
  }

  @Test
  void aShopSilentFromTheBeginningCanBeTriedAgainToo() {
    twoOrders();
    silence = Gap.SILENT;
    assertThat(say("快递到哪了")).startsWith("抱歉，我现在查不到");
    silence = null;
    assertThat(say("再试一次")).startsWith("想查哪一笔订单");
  }

  @Test
  void aVisitorWhoIsNotSignedInIsToldTo() {
    silence = Gap.SIGN_IN;
    assertThat(say("快递到哪了")).startsWith("您还没有登录");
    assertThat(session.talk().forms()).isEmpty();
  }

  @Test
  void withoutAShopTheKnowledgeAnswers() {
    silence = Gap.UNSUPPORTED;
    assertThat(say("快递到哪了")).isEqualTo("请看物流");
    assertThat(session.talk().forms()).isEmpty();
  }

  @Test
  void aFuriousShopperIsToldWhatThereIsAndGetsAPerson() {
    order("LV100001", Fulfilment.SHIPPED, "雨伞", 1);
    hear("快递到哪了", 1);
    assertThat(last).isInstanceOf(Decision.HandOff.class);
    assertThat(last.replies().getFirst().text()).contains("LV100001");
  }

  @Test
  void itSpeaksEnglishToo() {
    twoOrders();
    assertThat(say("where is my parcel")).startsWith("Which order do you mean?");
    assertThat(say("LV100001")).contains("Order LV100001").contains("on its way");
  }

  private String say(String text) {
    return hear(text, 3);
  }

  private String hear(String text, int sentiment) {
    Inbound inbound =
        new Inbound(
            session.customer(),
            Optional.of(session.id()),
            "m",
            "http",
            "",
            text,
            List.of(),
            NOW,
            Optional.empty(),
            "c");
    String resolved = Said.in(session, dialogue.read(text)).text();
    Language language =
        resolved.matches("[ -~]*[a-z]{2}[ -~]*") ? Language.EN : session.talk().language();
    Understood understood =
        KNOWLEDGE
            .asked(resolved)
            .map(
                entry ->
                    new Understood(
                        Stage.EXACT,
                        List.of(new Candidate(entry.id(), 0.99)),
                        Verdict.SURE,
                        sentiment,
                        language,
                        false))
            .orElse(
                new Understood(
                    Stage.LEXICAL, List.of(), Verdict.REJECTED, sentiment, language, false));
    understood = understood.naming(named);
    Plan plan = dialogue.plan(session, inbound, understood, KNOWLEDGE, NOW);
    Facts facts = new Facts(Optional.empty(), Optional.empty(), answers(plan.shop()), "T-1");
    last = dialogue.decide(session, inbound, understood, facts, KNOWLEDGE, NOW);
    session = last.next();
    return last.replies().getFirst().text();
  }

  private List<String> options() {
    return last.replies().getFirst().options();
  }

  private ShopFacts answers(ShopQuery query) {
    return new ShopFacts(
        query.recent() == 0
            ? Lookup.missing(Gap.UNASKED)
            : answer(Optional.of(List.copyOf(orders.values()))),
        query
            .order()
            .<Lookup<Order>>map(n -> answer(Optional.ofNullable(orders.get(n))))
            .orElse(Lookup.missing(Gap.UNASKED)),
        query
            .offer()
            .<Lookup<ReturnOffer>>map(n -> answer(Optional.ofNullable(offers.get(n))))
            .orElse(Lookup.missing(Gap.UNASKED)));
  }

  private <T> Lookup<T> answer(Optional<T> value) {
    if (silence != null) {
      return Lookup.missing(silence);
    }
    return value.<Lookup<T>>map(Lookup.Found::new).orElse(Lookup.missing(Gap.NO_SUCH_ORDER));
  }

  private void order(String number, Fulfilment fulfilment, String title, int pieces) {
    orders.put(
        number,
        new Order(
            number,
            NOW,
            List.of(
                new Order.Line(
                    "l-1",
                    "sku of " + title,
                    Label.of(title),
                    Optional.empty(),
                    BigDecimal.TEN,
                    pieces,
                    0,
                    0,
                    0,
                    Optional.empty())),
            BigDecimal.TEN,
            "CNY",
            false,
            Payment.PAID,
            fulfilment,
            "",
            List.of(),
            List.of(),
            Optional.empty()));
  }
}
