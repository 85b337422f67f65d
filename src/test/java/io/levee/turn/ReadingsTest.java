package io.levee.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.Customer;
import io.levee.conversation.Inbound;
import io.levee.conversation.Named;
import io.levee.dialogue.Dialogue;
import io.levee.dialogue.DialogueConfig;
import io.levee.dialogue.Manners;
import io.levee.understanding.slots.Catalogue;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ReadingsTest {
  private static final Instant NOW = Instant.parse("2025-11-11T04:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final AtomicReference<DialogueConfig> manners = new AtomicReference<>(Manners.USUAL);
  private final Dialogue dialogue = new Dialogue(manners::get);
  private final Readings readings = new Readings(10);

  @Test
  void aTextIsReadOnceForAllWhoSendIt() {
    Reading first = readings.of("昨天买的", dialogue);
    List<Named> named = first.named(message("昨天买的", NOW), ZONE, Catalogue.EMPTY);

    assertThat(readings.of("昨天买的", dialogue)).isSameAs(first);
    assertThat(first.named(message("昨天买的", NOW.plusSeconds(60)), ZONE, Catalogue.EMPTY))
        .isSameAs(named);
  }

  @Test
  void yesterdayIsAnotherDayTomorrow() {
    Reading reading = readings.of("昨天买的", dialogue);

    assertThat(values(reading.named(message("昨天买的", NOW), ZONE, Catalogue.EMPTY)))
        .containsExactly("2025-11-10");
    Instant next = NOW.plusSeconds(86_400);
    assertThat(values(reading.named(message("昨天买的", next), ZONE, Catalogue.EMPTY)))
        .containsExactly("2025-11-11");
  }

  @Test
  void whatTheShopSellsNowIsFound() {
    Reading reading = readings.of("圆领T恤有货吗", dialogue);
    Catalogue shirts = Catalogue.of(Map.of("CL-101", List.of("圆领T恤")));

    assertThat(reading.named(message("圆领T恤有货吗", NOW), ZONE, Catalogue.EMPTY)).isEmpty();
    assertThat(values(reading.named(message("圆领T恤有货吗", NOW), ZONE, shirts)))
        .containsExactly("CL-101");
  }

  @Test
  void theSameWordsUnderOtherSettingsHold() {
    Reading reading = readings.of("我要找律师", dialogue);

    manners.set(Manners.USUAL.withMoreTries(1));

    assertThat(readings.of("我要找律师", dialogue)).isSameAs(reading);
  }

  @Test
  void otherWordsAreLookedForAtOnce() {
    Reading reading = readings.of("我要找律师", dialogue);

    manners.set(Manners.withCrisisWords(List.of("警察")));

    assertThat(readings.of("我要找律师", dialogue)).isNotSameAs(reading);
  }

  @Test
  void noMoreTextsAreKeptThanMay() {
    for (int i = 0; i < 1_000; i++) {
      readings.of("text " + i, dialogue);
    }

    assertThat(readings.size()).isLessThanOrEqualTo(10);
  }

  private static List<String> values(List<Named> named) {
    return named.stream().map(Named::value).toList();
  }

  private static Inbound message(String text, Instant at) {
    return new Inbound(
        new Customer("demo", "c-1", "", ""),
        Optional.empty(),
        "m-1",
        "http",
        "",
        text,
        List.of(),
        at,
        Optional.empty(),
        "c");
  }
}
