package io.levee.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.Language;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class WordVectorsTest {
  private static Models models;

  @BeforeAll
  static void load() {
    models = Models.load(UnderstandingConfig.defaults(), new SimpleMeterRegistry());
  }

  @AfterAll
  static void close() {
    models.close();
  }

  private static double cosine(Language model, String a, String b) {
    float[] x = models.words(model).of(a);
    float[] y = models.words(model).of(b);
    double dot = 0;
    for (int i = 0; i < x.length; i++) {
      dot += x[i] * y[i];
    }
    return dot;
  }

  @Test
  void theSameWordsAreAlikeWhateverTheyMean() {
    assertThat(cosine(Language.ZH, "怎么退货", "怎么退货")).isGreaterThan(0.999);
    double shared = cosine(Language.ZH, "我要怎么申请退货", "我要怎么申请换货");
    double meant = cosine(Language.ZH, "我要怎么申请退货", "东西不想要了送回去");
    assertThat(shared).isGreaterThan(meant + 0.1);
    assertThat(cosine(Language.EN, "where is my order", "where is my parcel"))
        .isGreaterThan(cosine(Language.EN, "where is my order", "has it shipped yet"));
  }

  @Test
  void punctuationTells() {
    assertThat(cosine(Language.ZH, "能退吗?", "能退吗")).isLessThan(0.999);
  }

  @Test
  void anyTextHasAWording() {
    for (String text :
        new String[] {"", " ", "😀", "a", "退".repeat(2_000), "iphone15 pro max 多少钱"}) {
      float[] wording = models.words(Language.ZH).of(text);
      double square = 0;
      for (float x : wording) {
        square += x * x;
      }
      assertThat(square).as(text).isBetween(0.99, 1.01);
    }
  }

  @Test
  void aModelWithoutTheTablesHasNoWording() {
    // ir_version 8, producer_name "p", a graph named "g" with one weight "other" of one float.
    byte[] model =
        HexFormat.of()
            .parseHex(
                "0808"
                    + "120170"
                    + "3a16"
                    + "120167"
                    + "2a11"
                    + "0801"
                    + "1001"
                    + "42056f74686572"
                    + "4a0400000000");
    assertThat(WordVectors.of(model, 4, 8, text -> new long[] {1, 2})).isNull();
  }
}
