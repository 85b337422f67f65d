package io.levee.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.Effect;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CodecTest {
  @Test
  void leavesGoodTextAsItIs() {
    String text = "你好 😀 \u0001 e\u0301";
    assertThat(Codec.storable(text)).isEqualTo(text);
  }

  @Test
  void replacesWhatCannotBeStored() {
    assertThat(Codec.storable("\u0000\uDC00a\uD800")).isEqualTo("\uFFFD\uFFFDa\uFFFD");
  }

  @Test
  void readsTheEffectsItWrites() {
    List<Effect> effects =
        List.of(
            new Effect.Enqueue("退货 \"x\"", -2, Instant.parse("2026-11-11T00:00:00.123456Z")),
            new Effect.Leave());
    assertThat(effects).allSatisfy(e -> assertThat(Codec.effect(Codec.effect(e))).isEqualTo(e));
  }

  @Test
  void keepsNothingForEmptyLists() {
    assertThat(Codec.options(List.of())).isNull();
    assertThat(Codec.options((String) null)).isEmpty();
    assertThat(Codec.options(Codec.options(List.of("a\"b", "退")))).containsExactly("a\"b", "退");
  }
}
