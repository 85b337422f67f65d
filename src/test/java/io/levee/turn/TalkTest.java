package io.levee.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Inbound;
import io.levee.conversation.Language;
import io.levee.conversation.Message;
import io.levee.conversation.Named;
import io.levee.conversation.Place;
import io.levee.conversation.Session;
import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Stage;
import io.levee.conversation.Understood.Verdict;
import io.levee.dialogue.Dialogue;
import io.levee.dialogue.Manners;
import io.levee.handoff.HumanQueue;
import io.levee.knowledge.Circumstances;
import io.levee.knowledge.Knowledge;
import io.levee.knowledge.KnowledgeLoader;
import io.levee.knowledge.LoadResult.Loaded;
import io.levee.knowledge.Mood;
import io.levee.knowledge.Settings;
import io.levee.session.SessionCodec;
import io.levee.understanding.Depth;
import io.levee.understanding.FollowUp;
import io.levee.understanding.Understanding;
import io.levee.understanding.slots.Catalogue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole talks over the knowledge that ships, with an ear that knows the texts of the test only. */
final class TalkTest {
  private static final Instant NOW = Instant.parse("2025-11-11T04:00:00Z");
  private static final Knowledge KNOWLEDGE =
      ((Loaded) KnowledgeLoader.load(Path.of("conf/knowledge"), Settings.shipped())).knowledge();

  private static final Catalogue CATALOGUE =
      Catalogue.of(Map.of("CL-101", List.of("纯棉圆领T恤", "CL-101")));

  private final Vertx vertx = Vertx.vertx();
  private final Ear ear = new Ear();
  private Mindset mindset = new Mindset(KNOWLEDGE, ear);
  private final Thinking mind =
      new Thinking(
          vertx.getOrCreateContext(),
          TalkTest::config,
          () -> 0,
          () -> mindset,
          new Dialogue(() -> Manners.USUAL),
          new Nobody(),
          storefront -> new FakeShop(),
          storefront -> CATALOGUE,
          Clock.fixed(NOW, ZoneOffset.UTC));

  private Session session =
      Session.start(
          ConversationId.mint(NOW, new Random(1)),
          new Customer("demo", "c-1", "", ""),
          Language.ZH);
  private Thought last;

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  @Test
  void severalQuestionsAreAnsweredOneByOne() throws Exception {
    ear.unsure("颜色不对而且过敏，能退吗，运费谁出", "return.freight", "quality.allergy");
    ear.sure("颜色不对", "quality.color").sure("过敏", "quality.allergy");
    ear.sure("能退吗", "return.condition").sure("运费谁出", "return.freight");

    List<Thought.Line> lines = say("颜色不对而且过敏，能退吗，运费谁出");

    assertThat(lines)
        .extracting(Thought.Line::text)
        .containsExactly(
            answer("quality.color"),
            answer("quality.allergy"),
            answer("return.condition"),
            answer("return.freight"));
    assertThat(lines.subList(0, 3)).allMatch(line -> line.options().isEmpty());
    assertThat(lines.getLast().options())
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(6)
        .isEqualTo(session.talk().offered());
    assertThat(session.talk().intents())
        .containsExactly("quality.color", "quality.allergy", "return.condition", "return.freight");
    assertThat(last.understood().orElseThrow().parts())
        .extracting(part -> part.candidates().getFirst().intent())
        .isEqualTo(session.talk().intents());
    assertThat(last.numbered(1, Instant.EPOCH))
        .as("each answer says what it answers")
        .extracting(message -> message.understood().orElseThrow().intent().orElseThrow().intent())
        .isEqualTo(session.talk().intents());
  }

  @Test
  void whatIsAnsweredIsWhatTheShopSaysNow(@TempDir Path directory) throws Exception {
    ear.sure("几点发货", "ship");

    for (String words : List.of("四点前", "五点前")) {
      Files.writeString(
          directory.resolve("a.yaml"),
          """
          entries:
            - id: ship
              question: 何时发货
              answers: {zh: %s}
              options: [%s, human.request]
            - id: human.request
              question: 转人工
              action: handoff
          """
              .formatted(words, words + "吗"));
      Knowledge now = ((Loaded) KnowledgeLoader.load(directory, Settings.shipped())).knowledge();
      mindset = new Mindset(now, ear);
      for (int again = 0; again < 2; again++) {
        assertThat(say("几点发货")).extracting(Thought.Line::text).containsExactly(words);
        assertThat(session.talk().offered()).containsExactly(words + "吗", "转人工");
      }
    }
  }

  @Test
  void oneSureQuestionIsHeardOnceAndAnsweredOnce() throws Exception {
    ear.sure("退款多久能到账呀", "refund.when");

    assertThat(say("退款多久能到账呀")).hasSize(1);
    assertThat(ear.asked).containsExactly("退款多久能到账呀");
  }

  @Test
  void oneMatterInTwoClausesIsAnsweredOnce() throws Exception {
    ear.sure("收到的杯子碎了，什么时候能赔", "quality.broken");
    ear.sure("收到的杯子碎了", "quality.broken").sure("什么时候能赔", "quality.broken");

    assertThat(say("收到的杯子碎了，什么时候能赔"))
        .extracting(Thought.Line::text)
        .containsExactly(answer("quality.broken"));
  }

  @Test
  void whatIsNotClearAmongSeveralIsAskedAboutAfterTheAnswers() throws Exception {
    ear.sure("什么时候发货", "shipping.when");
    ear.unsure("能便宜吗", "product.bargain", "coupon.get");

    List<Thought.Line> lines = say("什么时候发货？能便宜吗？");

    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst().text()).isEqualTo(answer("shipping.when"));
    assertThat(lines.getLast().text()).startsWith("还有一个问题");
    assertThat(lines.getLast().options()).startsWith(title("product.bargain"), title("coupon.get"));
  }

  @Test
  void moreQuestionsThanOneCanAnswerGoToAPerson() throws Exception {
    ear.sure("什么时候发货", "shipping.when").sure("发什么快递", "shipping.carrier");
    ear.sure("能开发票吗", "invoice").sure("包邮吗", "shipping.fee");
    ear.sure("可以分期吗", "payment.instalment");

    say("什么时候发货？发什么快递？能开发票吗？包邮吗？可以分期吗？");

    assertThat(session.handledBy()).isEqualTo(HandledBy.QUEUE);
  }

  @Test
  void whoAsksForAPersonBesidesIsAnsweredAndHandedOver() throws Exception {
    ear.sure("怎么还没退款", "refund.when").sure("给我找个人工吧", "human.request");

    List<Thought.Line> lines = say("怎么还没退款？给我找个人工吧");

    assertThat(lines.getFirst().text()).isEqualTo(answer("refund.when"));
    assertThat(session.handledBy()).isEqualTo(HandledBy.QUEUE);
  }

  @Test
  void whatTheShopMustBeAskedComesAfterTheAnswers() throws Exception {
    ear.sure("我的快递到哪了", "order.track").sure("能改地址吗", "order.address");

    List<Thought.Line> lines = say("我的快递到哪了，顺便问下能改地址吗");

    assertThat(lines.getFirst().text()).isEqualTo(answer("order.address"));
    assertThat(lines).hasSize(2);
    assertThat(session.talk().intents()).containsExactly("order.address", "order.track");
  }

  @Test
  void aShortQuestionIsHeardAfterWhatWasAnsweredLast() throws Exception {
    ear.sure("怎么退货", "return.how");
    ear.sure(FollowUp.complete("要多久", title("return.how")), "return.progress");
    say("怎么退货");

    say("要多久");

    assertThat(session.talk().intents()).containsExactly("return.how", "return.progress");
  }

  @Test
  void whatIsSurerByItselfStandsAlone() throws Exception {
    ear.sure("怎么退货", "return.how").sure("几点上班", "service.hours");
    say("怎么退货");

    say("几点上班");

    assertThat(session.talk().intents()).containsExactly("return.how", "service.hours");
  }

  @Test
  void whatAMessageNamesIsKeptWithItAndPersonalThingsAreMarked() throws Exception {
    say("昨天买的纯棉圆领T恤，寄到上海市浦东新区世纪大道100号，电话13812345678");

    List<Named> named = last.understood().orElseThrow().named();
    assertThat(named)
        .extracting(Named::kind)
        .containsExactly("date", "product", "address", "phone");
    assertThat(named).extracting(Named::personal).containsExactly(false, false, true, true);
    assertThat(named.get(0).value()).isEqualTo("2025-11-10");
    assertThat(named.get(1).value()).isEqualTo("CL-101");
    assertThat(named.toString()).doesNotContain("世纪大道", "13812345678");
  }

  @Test
  void anOptionIsTakenAtItsWord() throws Exception {
    ear.sure("怎么退货", "return.how");
    say("怎么退货");
    String option = session.talk().offered().getFirst();
    ear.asked.clear();

    say(option);

    assertThat(ear.asked).containsExactly(option);
  }

  private List<Thought.Line> say(String text) throws Exception {
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
    last =
        mind.think(session, inbound)
            .toCompletionStage()
            .toCompletableFuture()
            .get(5, TimeUnit.SECONDS);
    // What the next turn knows is what was kept.
    session = SessionCodec.decode(SessionCodec.encode(last.next()));
    return last.lines();
  }

  private static String answer(String intent) {
    return KNOWLEDGE
        .answer(intent, Language.ZH, Mood.USUAL, new Circumstances("demo", "http", NOW))
        .orElseThrow()
        .text();
  }

  private static String title(String intent) {
    return KNOWLEDGE.entry(intent).orElseThrow().title(Language.ZH);
  }

  private static TurnConfig config() {
    return new TurnConfig(
        Duration.ofMillis(30),
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        3,
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        10,
        3);
  }

  /** Hears what it was told of; anything else it does not know. */
  private static final class Ear implements Understanding {
    final Map<String, Understood> known = new HashMap<>();
    final List<String> asked = new ArrayList<>();

    Ear sure(String text, String intent) {
      return told(text, Verdict.SURE, new Candidate(intent, 0.9));
    }

    Ear unsure(String text, String one, String other) {
      return told(text, Verdict.AMBIGUOUS, new Candidate(one, 0.4), new Candidate(other, 0.35));
    }

    private Ear told(String text, Verdict verdict, Candidate... candidates) {
      known.put(
          text,
          new Understood(Stage.EMBEDDING, List.of(candidates), verdict, 3, Language.ZH, false));
      return this;
    }

    @Override
    public CompletionStage<Understood> hear(String text, Depth depth) {
      asked.add(text);
      return CompletableFuture.completedFuture(
          known.getOrDefault(
              text,
              new Understood(Stage.EMBEDDING, List.of(), Verdict.REJECTED, 3, Language.ZH, false)));
    }
  }

  private static final class Nobody implements People {
    @Override
    public Future<HumanQueue.Enqueued> enqueue(HumanQueue.Waiting waiting) {
      return Future.succeededFuture(new HumanQueue.Enqueued.Full());
    }

    @Override
    public Future<Void> leave(String storefront, ConversationId conversation) {
      return Future.succeededFuture();
    }

    @Override
    public Future<HumanQueue.State> state(String storefront, String skill) {
      return Future.succeededFuture(new HumanQueue.State(0, false, 10, 10, 1));
    }

    @Override
    public Future<Optional<Place>> place(String storefront, ConversationId conversation) {
      return Future.succeededFuture(Optional.empty());
    }

    @Override
    public void stored(Session session, List<Message> messages) {}

    @Override
    public void typing(Customer customer, ConversationId conversation, String agent) {}
  }
}
