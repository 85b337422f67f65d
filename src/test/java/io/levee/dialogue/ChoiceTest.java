package io.levee.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Language;
import io.levee.conversation.Session;
import io.levee.conversation.Talk;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChoiceTest {
  private static final Session OFFERED = offering("查物流", "Track my order", "转人工");

  @ParameterizedTest
  @CsvSource({
    "1,               查物流",
    "１,              查物流",
    "①,               查物流",
    "1.,              查物流",
    "选1,             查物流",
    "我选第一个,      查物流",
    "第二个,          Track my order",
    "第2个吧,         Track my order",
    "二,              Track my order",
    "两,              Track my order",
    "option 2,        Track my order",
    "#2,              Track my order",
    "No. 2,           Track my order",
    "the second one,  Track my order",
    "2nd,             Track my order",
    "track MY order!, Track my order",
    "Third,           转人工",
    "'【转人工】',      转人工",
    "' 3 。',          转人工",
  })
  void takesAnOptionByNameOrNumber(String said, String option) {
    assertThat(resolve(OFFERED, said)).isEqualTo(option);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"4", "0", "12", "1件", "我买了2个", "第一个快递到哪了", "", "。。", "100", "-", "99999999999"})
  void leavesEverythingElseAsItIs(String said) {
    assertThat(resolve(OFFERED, said)).isEqualTo(said);
  }

  @Test
  void takesNumbersForWhatTheyAreWhenNothingWasOffered() {
    assertThat(resolve(offering(), "1")).isEqualTo("1");
  }

  @Test
  void comparesOptionsWithoutCaseWidthAndWhatStandsAround() {
    Session offered = offering("【退货】", "ＶＩＰ service?", "😀", "", "E\u0301clair", "换货。", "XL size");

    assertThat(resolve(offered, "退货!")).isEqualTo("【退货】");
    assertThat(resolve(offered, "vip Service")).isEqualTo("ＶＩＰ service?");
    assertThat(resolve(offered, "😀")).isEqualTo("😀");
    assertThat(resolve(offered, "？")).isEmpty();
    assertThat(resolve(offered, "退")).isEqualTo("退");
    assertThat(resolve(offered, "\u00e9clair")).isEqualTo("E\u0301clair");
    assertThat(resolve(offered, "“换货”")).isEqualTo("换货。");
    assertThat(resolve(offered, "xl Size.")).isEqualTo("XL size");
  }

  private static String resolve(Session session, String text) {
    return Said.in(session, Utterance.of(text, Manners.USUAL.complaints())).text();
  }

  private static Session offering(String... options) {
    Instant now = Instant.parse("2025-11-11T00:00:00Z");
    return Session.start(
            ConversationId.mint(now, new Random(1)),
            new Customer("demo", "c-1", "", ""),
            Language.ZH)
        .with(new Talk(Language.ZH, 0, List.of(options), List.of(), List.of(), List.of(), ""));
  }
}
