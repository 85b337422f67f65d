package io.levee.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Language;
import io.levee.conversation.Session;
import io.levee.conversation.Talk;
import io.levee.conversation.Understood;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {
  private static final ConversationId ID =
      ConversationId.mint(Instant.parse("2025-11-11T00:00:00Z"), new Random(1));

  @ParameterizedTest
  @CsvSource({
    "0,    不到 1 分钟, less than a minute",
    "59,   不到 1 分钟, less than a minute",
    "60,   约 1 分钟,   about a minute",
    "61,   约 2 分钟,   about 2 minutes",
    "3599, 约 60 分钟,  about 60 minutes",
    "3600, 约 1 小时,   about an hour",
    "3601, 约 2 小时,   about 2 hours",
  })
  void neverSaysThatAWaitIsShorterThanItIs(int seconds, String zh, String en) {
    assertThat(Waits.words(Language.ZH, seconds)).isEqualTo(zh);
    assertThat(Waits.words(Language.EN, seconds)).isEqualTo(en);
  }

  @ParameterizedTest
  @CsvSource({
    // talk so far, amidst it, text, language of the text, language to answer in
    "ZH, true,  ok,            EN, ZH",
    "ZH, true,  SF1234567890,  EN, ZH",
    "ZH, true,  where is it,   EN, EN",
    "ZH, false, hello,         EN, EN",
    "ZH, true,  123,           EN, ZH",
    "EN, true,  ？！,           ZH, EN",
    "EN, true,  退款,           ZH, ZH",
    "EN, true,  ok,            EN, EN",
  })
  void answersInTheLanguageThatIsSpoken(
      Language before, boolean amidst, String text, Language detected, Language spoken) {
    Talk talk =
        new Talk(before, 0, List.of(), List.of(), amidst ? List.of(3) : List.of(), List.of(), "");
    Session session = Session.start(ID, new Customer("demo", "c-1", "", ""), before).with(talk);
    Understood understood =
        new Understood(
            Understood.Stage.LEXICAL, List.of(), Understood.Verdict.REJECTED, 3, detected, false);

    Utterance utterance = Utterance.of(text, Manners.USUAL.complaints());

    assertThat(Spoken.language(session, utterance, understood)).isEqualTo(spoken);
  }

  @Test
  void makesTheSameTicketNumberAgainForTheSameTurnOnly() {
    assertThat(TicketNumber.of(ID, 4))
        .matches("T-[0-9A-HJKMNP-TV-Z]{8}-4")
        .isEqualTo(TicketNumber.of(ID, 4))
        .isNotEqualTo(TicketNumber.of(ID, 5));
  }
}
