package io.levee.understanding;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Stage;
import io.levee.conversation.Understood.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cascade with the real models. */
final class CascadeTest {
  private static final UnderstandingConfig CONFIG = UnderstandingConfig.defaults();
  private static Models models;
  private static MatcherFactory factory;
  private static Matcher matcher;

  @BeforeAll
  static void learn() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    models = Models.load(CONFIG, registry);
    factory = new MatcherFactory(() -> CONFIG, models, registry);
    matcher = factory.learn(Shop.phrases());
  }

  @AfterAll
  static void close() {
    factory.close();
    models.close();
  }

  private static Understood hear(String text) {
    return matcher.hear(text).toCompletableFuture().orTimeout(10, SECONDS).join();
  }

  @ParameterizedTest
  @CsvSource({
    "亲 我的快递现在到哪里啦, order.track",
    "我的包裹走到哪儿了, order.track",
    "啥时候能给我发货呀, order.ship",
    "什么时侯发货, order.ship",
    "什麼時候可以發貨呢, order.ship",
    "這個訂單幫我取消掉, order.cancel",
    "地址写错了能改吗, order.address",
    "退款啥时候能到, refund.when",
    "能不能换个大一点的尺码, exchange.apply",
    "券为啥不能用, coupon.use",
    "能开个发票不, invoice.get",
    "可以分期付款吗, payment.how",
    "保修几年啊, warranty",
    "我的order到哪了, order.track",
    "这件衣服想申请return退货, return.apply",
    "这款有没有货呀, stock.ask",
    "wheres my oder, order.track",
    "where's my package, order.track",
    "i'd like to cancle my order please, order.cancel",
    "how can I get my money back for the return and when, refund.when",
    "do you have this in stock, stock.ask",
    "what's the warranty period, warranty",
    "WHICH PAYMENT METHODS DO U ACCEPT PLS, payment.how"
  })
  void findsTheIntentThroughTyposSynonymsAndScripts(String text, String intent) {
    Understood heard = hear(text);
    assertThat(heard.candidates()).as(text).isNotEmpty();
    assertThat(heard.candidates().getFirst().intent()).as(text).isEqualTo(intent);
    assertThat(heard.verdict()).as(text).isNotEqualTo(Verdict.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "今天天气怎么样",
        "给我讲个笑话",
        "世界上最高的山是哪座",
        "周杰伦最新的歌叫什么",
        "what is the capital of france",
        "tell me a joke",
        "who won the football match yesterday",
        "asdfghjkl"
      })
  void rejectsWhatTheShopKnowsNothingOf(String text) {
    assertThat(hear(text).verdict()).as(text).isEqualTo(Verdict.REJECTED);
  }

  @Test
  void asksWhichWhenTwoAreTooClose() {
    Matcher twins =
        factory.learn(
            List.of(
                new Phrase("stock.white", "白色有货吗"),
                new Phrase("stock.black", "黑色有货吗"),
                new Phrase("invoice.get", "怎么开发票"),
                new Phrase("order.track", "我的快递到哪了"),
                new Phrase("payment.how", "支持哪些付款方式")));

    Understood heard = twins.hear("请问有货吗").toCompletableFuture().orTimeout(10, SECONDS).join();

    assertThat(heard.verdict()).isEqualTo(Verdict.AMBIGUOUS);
    assertThat(heard.intent()).isEmpty();
    assertThat(heard.candidates().subList(0, 2))
        .extracting(Candidate::intent)
        .containsExactlyInAnyOrder("stock.white", "stock.black");
  }

  @Test
  void confidencesAreSharesOfOneCertainty() {
    Understood heard = hear("啥时候能给我发货呀");
    assertThat(heard.stage()).isIn(Stage.EMBEDDING, Stage.LEXICAL);
    assertThat(heard.candidates())
        .extracting(Candidate::confidence)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(heard.candidates().stream().mapToDouble(Candidate::confidence).sum())
        .isLessThanOrEqualTo(1);
  }

  @Test
  void aLongTextIsHeard() {
    assertThat(hear("我的快递到哪了 " + "等了好几天 ".repeat(700)).stage()).isNotEqualTo(Stage.NONE);
  }
}
