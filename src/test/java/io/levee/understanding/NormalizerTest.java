package io.levee.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NormalizerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ＡＢＣ１２３              | abc123
          什么时候发货？？？         | 什么时候发货
          什麼時候發貨              | 什么时候发货
          我的快遞到哪裡了           | 我的快递到哪里了
          啥时候发货                | 什么时候发货
          啥時候發貨                | 什么时候发货
          为啥不发货                | 为什么不发货
          咋退货                    | 怎么退货
          如何退款                  | 怎么退款
          在在在在在吗              | 在吗
          谢谢                      | 谢谢
          我 的 快递 呢             | 我的快递呢
          iPhone 15 有货吗          | iphone 15有货吗
          '  where   IS my order '  | where is my order
          pleaseeee help            | please help
          coool stuff               | cool stuff
          can’t log in              | can't log in
          'quoted'' text'           | quoted text
          你好&nbsp;在吗            | 你好在吗
          A&amp;B&#33;              | a b
          &amp;nbsp;退货            | 退货
          tom &unknown; jerry       | tom unknown jerry
          有货吗<br/>急             | 有货吗急
          https://item.example.com/1.html?a=1&b=2 这个有货吗 | 这个有货吗
          看www.example.com/x啊      | 看啊
          打5.1折吗                 | 打5.1折吗
          好的.谢谢                 | 好的谢谢
          发货😡😡快点              | 发货快点
          [微笑]好的                | 好的
          #E-s12谢谢                | 谢谢
          订单[ORDERID_123]到哪了    | 订单到哪了
          pls refund thx            | please refund thanks
          订单号20240001111         | 订单号20240001111
          """)
  void givesOneSpelling(String typed, String expected) {
    assertThat(Normalizer.normalize(typed)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "？？？", "……!!!", "😀👍", "https://example.com/a", "&nbsp;", "[微笑]"})
  void leavesNothingOfWhatHasNoWords(String typed) {
    assertThat(Normalizer.normalize(typed)).isEmpty();
  }

  @Test
  void normalisingAgainChangesNothing() {
    for (Phrase phrase : Shop.phrases()) {
      String once = Normalizer.normalize(phrase.text());
      assertThat(Normalizer.normalize(once)).isEqualTo(once);
    }
  }

  @Test
  void survivesNumericEntitiesOutOfRange() {
    assertThat(Normalizer.normalize("a&#9999999;b&#x110000;c&#xD800;")).isEqualTo("a b c");
  }

  @ParameterizedTest
  @CsvSource({
    "什么时候发货, ZH",
    "where is my order, EN",
    "我的order到哪了, ZH",
    "这个size有货吗, ZH",
    "where is my 快递, EN",
    "iphone15有货吗, ZH",
    "don't send it, EN",
    "12345, EN"
  })
  void tellsTheLanguageByScript(String normalised, Language expected) {
    assertThat(Languages.of(normalised, Language.EN)).isEqualTo(expected);
  }
}
