package io.levee.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AsWrittenTest {
  private static String written(String text) {
    return AsWritten.of(text, Normalizer.normalize(text));
  }

  @Test
  void punctuationStays() {
    assertThat(written("有货吗？什么时候发，急！")).isEqualTo("有货吗?什么时候发,急!");
  }

  @Test
  void widthScriptCaseAndSpacesAreOne() {
    assertThat(written("ＩＰＨＯＮＥ  什麼時候發貨 ?")).isEqualTo("iphone 什么时候发货 ?");
  }

  @ParameterizedTest
  @CsvSource({"如何退货？, 如何退货?", "怎样申请退款？, 怎样申请退款?", "何时发货！, 何时发货!", "我的几时到？, 我的几时到?"})
  void writtenLanguageIsAsPlainAsSpoken(String text, String expected) {
    assertThat(written(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"啥时候发货？, 什么时候发货", "肿么退货？？, 怎么退货", "怎么退[微笑], 怎么退"})
  void slangAndCodesArePutPlainly(String text, String expected) {
    assertThat(written(text)).isEqualTo(expected);
  }
}
