package io.levee.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.Language;
import io.levee.knowledge.LoadResult.Loaded;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The knowledge that ships with Levee. */
final class StarterKnowledgeTest {
  private static final Circumstances HERE =
      new Circumstances("demo", "http", Instant.parse("2025-11-11T00:00:00Z"));

  private final LoadResult result =
      KnowledgeLoader.load(Path.of("conf/knowledge"), Settings.shipped());
  private final Knowledge knowledge = ((Loaded) result).knowledge();

  @Test
  void isValidAndFreeOfWarnings() {
    assertThat(((Loaded) result).warnings()).isEmpty();
    assertThat(knowledge.entries()).hasSizeGreaterThanOrEqualTo(110);
  }

  @Test
  void knowsManyWaysToAskForEveryEntryInBothLanguages() {
    for (Entry entry : knowledge.entries()) {
      assertThat(entry.paraphrases().stream().filter(p -> Phrases.language(p) == Language.ZH))
          .as(entry.id())
          .hasSizeGreaterThanOrEqualTo(6);
      assertThat(entry.paraphrases().stream().filter(p -> Phrases.language(p) == Language.EN))
          .as(entry.id())
          .hasSizeGreaterThanOrEqualTo(2);
      assertThat(entry.titles()).as(entry.id()).containsOnlyKeys(Language.values());
      assertThat(entry.category()).as(entry.id()).isNotEmpty();
    }
  }

  @Test
  void answersEveryPlainEntryInBothLanguages() {
    for (Entry entry : knowledge.entries()) {
      if (entry.action().isEmpty()) {
        assertThat(entry.texts().answers()).as(entry.id()).containsOnlyKeys(Language.values());
      }
    }
  }

  @Test
  void offersNothingThatLeadsNowhere() {
    for (Entry entry : knowledge.entries()) {
      for (Language language : Language.values()) {
        List<String> options = knowledge.options(entry.id(), language, HERE);
        assertThat(options)
            .as(entry.id())
            .allSatisfy(option -> assertThat(knowledge.asked(option)).isPresent());
        assertThat(options)
            .as(entry.id())
            .allSatisfy(option -> assertThat(Phrases.language(option)).isEqualTo(language));
      }
    }
  }

  @Test
  void hasAnEntryForEverythingTheBotDoes() {
    for (Action action : Action.values()) {
      assertThat(knowledge.entries())
          .as(action.tag())
          .anyMatch(e -> e.action().equals(Optional.of(action)));
    }
    assertThat(knowledge.entries().stream().filter(Entry::featured)).hasSizeBetween(3, 10);
  }
}
