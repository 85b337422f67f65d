package io.levee.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LexicalIndexTest {
  private static final String GOODS = "衬衫裤子鞋帽手表耳机键盘雨伞毛巾床单枕头台灯水杯";
  private static final String QUESTIONS = "什么时候发货能不能退换有没有优惠券怎么开发票";

  /** Some twenty thousand phrases that share most of what they are made of. */
  private static List<String> many() {
    List<String> texts = new ArrayList<>();
    for (int number = 1_000; number < 1_100; number++) {
      for (int i = 0; i + 2 <= GOODS.length(); i += 2) {
        for (int j = 0; j + 4 <= QUESTIONS.length(); j += 3) {
          texts.add(
              GOODS.substring(i, i + 2) + " x" + number + " " + QUESTIONS.substring(j, j + 4));
        }
      }
    }
    return texts;
  }

  private static LexicalIndex index(List<String> texts) {
    return new LexicalIndex(texts, IntStream.range(0, texts.size()).toArray(), texts.size());
  }

  @Test
  void amongManyAPhraseIsNearestToItselfAndScoresOne() {
    List<String> texts = many();
    LexicalIndex index = index(texts);
    for (int i = 0; i < texts.size(); i += 997) {
      Scores scores = index.score(texts.get(i));
      assertThat(scores.of(i)).isCloseTo(1, within(1e-3f));
      assertThat(scores.size()).as("those in question only").isLessThan(100);
      for (float score : scores.values()) {
        assertThat(score).isLessThanOrEqualTo(scores.of(i));
      }
    }
  }

  @Test
  void oneTextLeavesNothingBehindForTheNext() {
    List<String> texts = many();
    LexicalIndex index = index(texts);
    float alone = index.score(texts.getFirst()).of(0);
    index.score(texts.get(1));
    assertThat(index.score(texts.getFirst()).of(0)).isEqualTo(alone);
    assertThat(index.score("zzz").size()).isZero();
  }
}
