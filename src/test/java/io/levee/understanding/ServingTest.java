package io.levee.understanding;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.levee.conversation.Language;
import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Stage;
import io.levee.conversation.Understood.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The listener as the gateway has it: caches, floods, queue, counts, and new knowledge. */
final class ServingTest {
  /** Known by no phrase, typed without courtesies and slips. */
  private static final String UNHEARD = "货已经寄出了没有";

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FakeEncoder encoder = new FakeEncoder();
  private final Models models =
      new Models(Map.of(Language.ZH, encoder, Language.EN, encoder), 1_000, registry);
  private UnderstandingConfig config = config(0.42);
  private final MatcherFactory factory = new MatcherFactory(() -> config, models, registry);
  private final Listener listener = learn(Shop.phrases());

  private static UnderstandingConfig config(double accept) {
    return new UnderstandingConfig(
        true, 100, 1, 2, 128, 40, 1_000, "", 1, 0, accept, 0.1, 0.999, 5);
  }

  private Listener learn(List<Phrase> phrases) {
    return factory.listener(factory.learn(phrases));
  }

  private static Understood get(CompletionStage<Understood> heard) {
    return heard.toCompletableFuture().orTimeout(10, SECONDS).join();
  }

  private double heard() {
    return registry.find("levee.understanding.heard").counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private double counted(String name) {
    return registry.get("levee.understanding." + name).counter().count();
  }

  @AfterEach
  void close() {
    encoder.release();
    factory.close();
  }

  @Test
  void whatWasTypedBeforeIsAnsweredWithTheSameAnswerAndNoWork() {
    Understood first = get(listener.hear(UNHEARD));
    int runs = encoder.runs.get();

    CompletionStage<Understood> again = listener.hear(UNHEARD);

    assertThat(again.toCompletableFuture()).isCompleted();
    assertThat(get(again)).isSameAs(first);
    assertThat(listener.hear(UNHEARD)).isSameAs(again);
    assertThat(encoder.runs).hasValue(runs);
  }

  @Test
  void tenThousandAtOnceOnOneTextCostOneInference() {
    int before = encoder.runs.get();
    encoder.hold();
    Queue<CompletionStage<Understood>> all = new ConcurrentLinkedQueue<>();
    try (ExecutorService many = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 10_000; i++) {
        many.execute(() -> all.add(listener.hear(UNHEARD)));
      }
    }
    assertThat(all).hasSize(10_000);
    await().until(() -> encoder.runs.get() == before + 1);
    encoder.release();

    all.forEach(one -> assertThat(get(one).degraded()).isFalse());
    // What is unsure is heard once more in other words, at most twice; never once a shopper.
    assertThat(encoder.runs.get()).isBetween(before + 1, before + 3);
  }

  @Test
  void aTextIsCountedOnceHoweverOftenItIsReworded() {
    String text = "你好，请问一下 shenme shihou 补获呢，谢谢";

    get(listener.hear(text));
    assertThat(heard()).isEqualTo(1);
    assertThat(counted("cache.misses") + counted("cache.hits")).isEqualTo(1);

    get(listener.hear(text));
    assertThat(heard()).isEqualTo(2);
    assertThat(counted("cache.hits")).isEqualTo(1);
  }

  @Test
  void aFullQueueLeavesTheLexicalWordDegradedUntilThereIsRoomAgain() {
    encoder.hold();
    List<CompletableFuture<Understood>> queued = new ArrayList<>();
    for (int i = 0; i < 3; i++) { // one runs, two wait
      queued.add(listener.hear("天上有几朵云" + i).toCompletableFuture());
    }
    await().until(() -> registry.get("levee.understanding.inference.queue").gauge().value() == 2);

    Understood shed = get(listener.hear(UNHEARD));

    assertThat(shed.degraded()).isTrue();
    assertThat(shed.stage()).isEqualTo(Stage.LEXICAL);
    assertThat(counted("inference.shed")).isPositive();
    assertThat(registry.get("levee.understanding.inference.queue.limit").gauge().value())
        .isEqualTo(2);
    encoder.release();
    queued.forEach(ServingTest::get);
    await().until(() -> !get(listener.hear(UNHEARD)).degraded());
  }

  @Test
  void aDegradedAnswerIsRememberedForAsLongAsLoadIsHighOnly() {
    Understood lexical = get(listener.hear(UNHEARD, Depth.LEXICAL_ONLY));
    int runs = encoder.runs.get();

    assertThat(lexical.degraded()).isTrue();
    assertThat(get(listener.hear(UNHEARD, Depth.CACHED_ONLY))).isSameAs(lexical);
    assertThat(encoder.runs).hasValue(runs);
    assertThat(get(listener.hear(UNHEARD)).degraded()).isFalse();
  }

  @Test
  void whatWasNeverHeardIsNothingWhenOnlyTheCacheMayAnswerAndIsHeardLater() {
    assertThat(get(listener.hear(UNHEARD, Depth.CACHED_ONLY)).stage()).isEqualTo(Stage.NONE);
    assertThat(get(listener.hear(UNHEARD)).stage()).isEqualTo(Stage.EMBEDDING);
  }

  @Test
  void newThresholdsWeighWhatWasHeardBefore() {
    assertThat(get(listener.hear("怎么取消订单")).verdict()).isEqualTo(Verdict.SURE);
    config = config(0.995);
    assertThat(get(listener.hear("怎么取消订单")).verdict()).isEqualTo(Verdict.REJECTED);
  }

  @Test
  void anEditEmbedsOnlyWhatChangedAndNoOldAnswerOutlivesIt() {
    String text = "怎么取消订单";
    assertThat(get(listener.hear(text)).candidates().getFirst().intent()).isEqualTo("order.cancel");
    int before = encoder.runs.get();
    List<Phrase> edited = new ArrayList<>(Shop.phrases());
    edited.removeIf(phrase -> phrase.text().equals(text));
    edited.add(new Phrase("order.undo", text));
    edited.add(new Phrase("order.undo", "撤回刚才下的单"));

    Listener next = learn(edited);

    assertThat(encoder.runs).hasValue(before + 1);
    assertThat(get(next.hear(text)).candidates().getFirst().intent()).isEqualTo("order.undo");
    assertThat(get(listener.hear(text)).candidates().getFirst().intent())
        .isEqualTo("order.cancel"); // turns under way end with what they began with
  }

  @Test
  void advertisingCostsNoInference() {
    int before = encoder.runs.get();
    Understood heard = get(listener.hear("兼职刷单日赚300，加微信abc12345"));

    assertThat(heard.verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(heard.degraded()).isFalse();
    assertThat(encoder.runs).hasValue(before);
  }

  @Test
  void answersStayWithinTheirBound() {
    for (int i = 0; i < 1_000; i++) {
      get(listener.hear("第" + i + "个订单到哪了"));
    }
    await().until(() -> registry.get("levee.understanding.answers.size").gauge().value() <= 100);
  }
}
