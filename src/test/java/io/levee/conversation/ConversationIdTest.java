package io.levee.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class ConversationIdTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-11T00:00:00.123Z");

  @Test
  void carriesItsMomentAndIsAVersion7Uuid() {
    ConversationId id = ConversationId.mint(MIDNIGHT, RandomGenerator.getDefault());
    assertThat(id.startedAt()).isEqualTo(MIDNIGHT);
    assertThat(id.value().version()).isEqualTo(7);
    assertThat(id.value().variant()).isEqualTo(2);
    assertThat(ConversationId.parse(id.toString())).contains(id);
  }

  @Test
  void sortsByTimeAndLiesAboveTheFloorOfItsMoment() {
    ConversationId early = ConversationId.mint(MIDNIGHT, RandomGenerator.getDefault());
    ConversationId late = ConversationId.mint(MIDNIGHT.plusMillis(1), RandomGenerator.getDefault());
    assertThat(early).isLessThan(late);
    assertThat(ConversationId.floor(MIDNIGHT)).isLessThanOrEqualTo(early);
    assertThat(ConversationId.floor(MIDNIGHT.plusMillis(1))).isGreaterThan(early);
  }

  @Test
  void anythingElseIsNotOne() {
    assertThat(ConversationId.parse(null)).isEmpty();
    assertThat(ConversationId.parse("1-2-3-4-5")).isEmpty();
    assertThat(ConversationId.parse(UUID.randomUUID().toString())).isEmpty();
    assertThat(ConversationId.parse("x".repeat(36))).isEmpty();
  }
}
