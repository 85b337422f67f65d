package io.levee.understanding;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.levee.conversation.Language;
import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Stage;
import io.levee.conversation.Understood.Verdict;
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

final class MatcherTest {
  private static final String UNHEARD = "请问发出去了没有呀";

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FakeEncoder encoder = new FakeEncoder();
  private final Models models =
      new Models(Map.of(Language.ZH, encoder, Language.EN, encoder), 1_000, registry);
  private UnderstandingConfig config = config(1, 2);
  private MatcherFactory factory = new MatcherFactory(() -> config, models, registry);

  private static UnderstandingConfig config(int threads, int queue) {
    return new UnderstandingConfig(
        true, 100, threads, queue, 128, 40, 1_000, "", 1, 0, 0.42, 0.1, 0.95, 5);
  }

  private static Understood get(CompletionStage<Understood> heard) {
    return heard.toCompletableFuture().orTimeout(10, SECONDS).join();
  }

  @AfterEach
  void close() {
    encoder.release();
    factory.close();
    models.close();
  }

  @Test
  void whatStandsWordForWordIsSureAndCostsNoInference() {
    Matcher matcher = factory.learn(Shop.phrases());
    int before = encoder.runs.get();

    Understood heard = get(matcher.hear("啥時候發貨？？", Depth.FULL));

    assertThat(heard.stage()).isEqualTo(Stage.EXACT);
    assertThat(heard.intent()).map(Candidate::intent).contains("order.ship");
    assertThat(heard.language()).isEqualTo(Language.ZH);
    assertThat(heard.degraded()).isFalse();
    assertThat(encoder.runs).hasValue(before);
  }

  @Test
  void onePhraseOfTwoIntentsIsAmbiguous() {
    Matcher matcher = factory.learn(List.of(new Phrase("a", "怎么退"), new Phrase("b", "怎么退？")));

    Understood heard = get(matcher.hear("怎么退"));

    assertThat(heard.verdict()).isEqualTo(Verdict.AMBIGUOUS);
    assertThat(heard.candidates()).extracting(Candidate::intent).containsExactly("a", "b");
  }

  @Test
  void textWithoutWordsIsNothingAndRejected() {
    Matcher matcher = factory.learn(Shop.phrases());

    for (String text : List.of("", "？？？", "😀", " \n")) {
      Understood heard = get(matcher.hear(text));
      assertThat(heard.stage()).isEqualTo(Stage.NONE);
      assertThat(heard.verdict()).isEqualTo(Verdict.REJECTED);
      assertThat(heard.degraded()).isFalse();
    }
  }

  @Test
  void anEmptyKnowledgeBaseRejectsEverything() {
    assertThat(get(factory.learn(List.of()).hear("什么时候发货")).verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(get(factory.learn(List.of(new Phrase("a", "？"))).hear("什么时候发货")).verdict())
        .isEqualTo(Verdict.REJECTED);
  }

  @Test
  void oneIntentAloneCanBeMeant() {
    Matcher matcher = factory.learnWords(List.of(new Phrase("a", "什么时候发货")));
    assertThat(get(matcher.hear("什么时候发货呢")).candidates()).hasSize(1);
  }

  @Test
  void tenThousandAtOnceOnOneTextCostOneInference() {
    Matcher matcher = factory.learn(Shop.phrases());
    int before = encoder.runs.get();
    encoder.hold();

    Queue<CompletableFuture<Understood>> all = new ConcurrentLinkedQueue<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 10_000; i++) {
        callers.execute(() -> all.add(matcher.hear(UNHEARD).toCompletableFuture()));
      }
    }
    assertThat(all).hasSize(10_000);
    assertThat(all).noneMatch(CompletableFuture::isDone);
    assertThat(registry.get("levee.understanding.inflight").gauge().value()).isEqualTo(1);
    encoder.release();

    all.forEach(heard -> assertThat(get(heard).stage()).isEqualTo(Stage.EMBEDDING));
    assertThat(encoder.runs.get() - before).isEqualTo(1);
    assertThat(registry.get("levee.understanding.inflight").gauge().value()).isZero();

    assertThat(get(matcher.hear(UNHEARD)).stage()).isEqualTo(Stage.EMBEDDING);
    assertThat(encoder.runs.get() - before).as("heard before").isEqualTo(1);
  }

  @Test
  void aFullQueueLeavesTheLexicalWordDegradedAndUncached() {
    Matcher matcher = factory.learn(Shop.phrases());
    encoder.hold();
    List<CompletableFuture<Understood>> queued = new ArrayList<>();
    for (String text : List.of("甲乙丙丁一", "甲乙丙丁二", "甲乙丙丁三")) { // one runs, two wait
      queued.add(matcher.hear(text).toCompletableFuture());
      int n = queued.size();
      await()
          .until(() -> registry.get("levee.understanding.inference.active").gauge().value() == 1);
      assertThat(registry.get("levee.understanding.inference.queue").gauge().value())
          .isEqualTo(n - 1);
    }

    CompletableFuture<Understood> shed = matcher.hear(UNHEARD).toCompletableFuture();

    assertThat(shed).isDone();
    assertThat(get(shed).degraded()).isTrue();
    assertThat(get(shed).stage()).isEqualTo(Stage.LEXICAL);
    assertThat(registry.counter("levee.understanding.inference.shed").count()).isEqualTo(1);

    encoder.release();
    queued.forEach(MatcherTest::get);
    Understood later = get(matcher.hear(UNHEARD));
    assertThat(later.stage()).isEqualTo(Stage.EMBEDDING);
    assertThat(later.degraded()).isFalse();
  }

  @Test
  void brokenInferenceLeavesTheLexicalWordAndHealsByItself() {
    Matcher matcher = factory.learn(Shop.phrases());
    encoder.broken = true;

    Understood heard = get(matcher.hear(UNHEARD));

    assertThat(heard.stage()).isEqualTo(Stage.LEXICAL);
    assertThat(heard.degraded()).isTrue();
    encoder.broken = false;
    assertThat(get(matcher.hear(UNHEARD)).stage()).isEqualTo(Stage.EMBEDDING);
  }

  @Test
  void aLowerDepthCostsNoInferenceAndSaysSo() {
    Matcher matcher = factory.learn(Shop.phrases());
    int before = encoder.runs.get();

    Understood words = get(matcher.hear(UNHEARD, Depth.LEXICAL_ONLY));
    Understood cached = get(matcher.hear(UNHEARD, Depth.CACHED_ONLY));

    assertThat(words.stage()).isEqualTo(Stage.LEXICAL);
    assertThat(words.degraded()).isTrue();
    assertThat(cached.stage()).isEqualTo(Stage.NONE);
    assertThat(cached.degraded()).isTrue();
    assertThat(encoder.runs).hasValue(before);
    get(matcher.hear(UNHEARD));
    assertThat(get(matcher.hear(UNHEARD, Depth.CACHED_ONLY)).degraded()).isFalse();
  }

  @Test
  void aReloadEmbedsOnlyWhatChangedAndForgetsOldAnswers() {
    Matcher old = factory.learn(Shop.phrases());
    get(old.hear(UNHEARD));
    int before = encoder.runs.get();
    List<Phrase> changed = new ArrayList<>(Shop.phrases());
    changed.add(new Phrase("order.ship", UNHEARD));
    List<Integer> progress = new ArrayList<>();

    Matcher fresh = factory.learn(changed, (done, total) -> progress.add(done));

    assertThat(encoder.runs.get() - before).isEqualTo(1);
    assertThat(progress).endsWith(changed.size());
    assertThat(get(fresh.hear(UNHEARD)).stage()).isEqualTo(Stage.EXACT);
    assertThat(get(old.hear(UNHEARD)).stage()).isEqualTo(Stage.EMBEDDING);
  }

  @Test
  void sentimentIsOfTheTextAsTypedEvenWhenItsMeaningIsCached() {
    Matcher matcher = factory.learn(Shop.phrases());

    assertThat(get(matcher.hear("什么时候发货")).sentiment()).isEqualTo(3);
    assertThat(get(matcher.hear("什么时候发货!!!")).sentiment()).isEqualTo(2);
    assertThat(get(matcher.hear("什么时候发货😡")).sentiment()).isEqualTo(1);
  }

  @Test
  void thresholdsAreReadWhenTheyAreUsed() {
    Matcher matcher = factory.learn(Shop.phrases());
    String text = "什么时候发货呀亲";
    Understood before = get(matcher.hear(text, Depth.LEXICAL_ONLY));
    config = new UnderstandingConfig(true, 100, 1, 2, 128, 40, 1_000, "", 1, 0, 1, 0.1, 0.95, 1);

    Understood after = get(matcher.hear(text, Depth.LEXICAL_ONLY));

    assertThat(before.verdict()).isEqualTo(Verdict.SURE);
    assertThat(after.verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(after.candidates()).hasSize(1);
  }

  @Test
  void aVeryLongTextIsHeardByItsBeginning() {
    Matcher matcher = factory.learn(Shop.phrases());
    String start = "一二三四五六七八九十".repeat(4);
    get(matcher.hear(start + "甲乙丙".repeat(1_000)));
    int before = encoder.runs.get();

    get(matcher.hear(start + "子丑寅卯"));

    assertThat(encoder.runs).hasValue(before);
  }

  @Test
  void theCacheStaysWithinItsBound() {
    Matcher matcher = factory.learn(Shop.phrases());
    for (int i = 0; i < 1_000; i++) {
      get(matcher.hear("没有见过的话" + i));
    }
    assertThat(registry.get("levee.understanding.cache.size").gauge().value())
        .isLessThanOrEqualTo(100);
  }

  @Test
  void everyFaultOfTheConfigIsNamed() {
    assertThat(UnderstandingConfig.defaults().faults()).isEmpty();
    assertThat(
            new UnderstandingConfig(true, 0, 0, 0, 1, 1, 0, "", 0, -1, 2, -1, Double.NaN, 9)
                .faults())
        .extracting(io.levee.settings.Fault::key)
        .containsExactly(
            "cacheEntries",
            "inferenceThreads",
            "inferenceQueue",
            "maxTokens",
            "maxChars",
            "vectors",
            "learnThreads",
            "learnedKept",
            "accept",
            "margin",
            "lexicalSure",
            "topK");
  }
}
