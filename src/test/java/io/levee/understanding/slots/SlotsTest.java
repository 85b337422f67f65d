package io.levee.understanding.slots;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

final class SlotsTest {
  private static final SlotContext CONTEXT =
      SlotContext.on(LocalDate.of(2026, 11, 18))
          .withOrderNumbers(List.of(Pattern.compile("LV\\d{6}"), Pattern.compile("\\d{12,20}")))
          .withCatalogue(
              Catalogue.of(
                  Map.of(
                      "P1", List.of("云朵羊绒围巾", "YD-WJ-01"),
                      "P2", List.of("iPhone 15", "苹果15"),
                      "P3", List.of("iPhone 15 Pro"))));

  @ParameterizedTest
  @CsvFileSource(resources = "slots.tsv", delimiter = '\t', quoteCharacter = '\0')
  void findsWhatTheTextNames(String text, String named) {
    String found =
        Slots.find(text, CONTEXT).stream().map(SlotsTest::written).collect(Collectors.joining(" "));
    assertThat(found.isEmpty() ? "-" : found).as(text).isEqualTo(named);
  }

  private static String written(Slot slot) {
    boolean detailed = slot.kind() != SlotKind.PRODUCT && !slot.detail().isEmpty();
    return slot.kind() + "=" + slot.value() + (detailed ? "/" + slot.detail() : "");
  }

  @Test
  void saysWhereInTheTextAsTyped() {
    String text = "😊订单号：ｌｖ－１０００２３，谢谢";
    assertThat(Slots.find(text, CONTEXT))
        .singleElement()
        .satisfies(s -> assertThat(text.substring(s.start(), s.end())).isEqualTo("ｌｖ－１０００２３"));
  }

  @Test
  void isSurerOfWhatTheShopsOwnPatternMatches() {
    double own = Slots.find("LV100023", CONTEXT).getFirst().confidence();
    double usual = Slots.find("202605031234", CONTEXT).getFirst().confidence();
    assertThat(own).isGreaterThan(usual);
  }

  @Test
  void marksWhatIsPersonal() {
    List<Slot> slots = Slots.find("张三 13812345678 浙江省杭州市西湖区文三路100号 LV100023", CONTEXT);
    assertThat(slots.stream().filter(s -> s.kind().personal()).map(Slot::kind))
        .containsExactly(SlotKind.PHONE, SlotKind.ADDRESS);
  }

  @Test
  void findsNothingInNothing() {
    assertThat(Slots.find("", CONTEXT)).isEmpty();
    assertThat(Slots.find(" \n", CONTEXT)).isEmpty();
  }

  @Test
  void reportsNoMoreThanItsBoundAndNoneTwice() {
    List<Slot> slots = Slots.find("199元 ".repeat(300), CONTEXT);
    assertThat(slots).hasSize(Slots.MOST);
    for (int i = 1; i < slots.size(); i++) {
      assertThat(slots.get(i).start()).isGreaterThanOrEqualTo(slots.get(i - 1).end());
    }
  }

  @Test
  void doesNotChokeOnTextsMadeToChokeIt() {
    for (String piece :
        List.of("1", "a1", "一二三四五", "市路", "12 ", "2026-1-1", "SF-", "号", "1月", "双1")) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(5), () -> Slots.find(piece.repeat(4_000), CONTEXT), piece);
    }
  }

  @Test
  void survivesAnyTextAndKeepsWithinIt() {
    Random random = new Random(1);
    String alphabet = "0123456789LVSFM一二三十百月号日天周上下前后省市区路栋元块斤米高身 -./:，。😊ＳＦ１";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(30); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      for (Slot slot : Slots.find(text.toString(), CONTEXT)) {
        assertThat(slot.end()).isLessThanOrEqualTo(text.length());
        assertThat(slot.value()).isNotEmpty();
        assertThat(slot.confidence()).isBetween(0.5, 1.0);
      }
    }
  }

  @Test
  void readsNamesThatEndWithinLongerNames() {
    Catalogue catalogue =
        Catalogue.of(Map.of("A", List.of("羊绒围巾"), "B", List.of("纯羊绒围巾礼盒"), "C", List.of("围巾架")));
    SlotContext context = CONTEXT.withCatalogue(catalogue);
    assertThat(Slots.find("纯羊绒围巾礼盒", context)).extracting(Slot::value).containsExactly("B");
    assertThat(Slots.find("纯羊绒围巾架", context)).extracting(Slot::value).containsExactly("A");
    assertThat(Slots.find("纯围巾架", context)).extracting(Slot::value).containsExactly("C");
  }
}
