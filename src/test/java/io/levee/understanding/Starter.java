package io.levee.understanding;

import io.levee.conversation.Language;
import io.levee.knowledge.Entry;
import io.levee.knowledge.KnowledgeConfig;
import io.levee.knowledge.KnowledgeLoader;
import io.levee.knowledge.LoadResult.Loaded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The knowledge that ships, as it is learnt: every question, paraphrase and title. */
record Starter(List<Phrase> phrases, Map<String, String> titles) {
  /** Entries that the upset ask for. */
  static final Set<String> UPSET =
      Set.of(
          "small.angry",
          "complaint",
          "small.praise",
          "bot.wrong",
          "service.slow",
          "thanks",
          "shipping.urge",
          "shipping.delay",
          "feedback");

  static Starter read() {
    KnowledgeConfig bounds =
        new KnowledgeConfig(
            "conf/knowledge",
            Duration.ofSeconds(2),
            "Asia/Shanghai",
            200,
            4 << 20,
            10_000,
            100_000,
            200,
            2_000,
            10);
    Loaded loaded = (Loaded) KnowledgeLoader.load(Path.of("conf/knowledge"), bounds);
    List<Entry> entries = loaded.knowledge().entries();
    return new Starter(
        entries.stream()
            .flatMap(e -> e.phrases().stream().map(text -> new Phrase(e.id(), text)))
            .toList(),
        entries.stream().collect(Collectors.toMap(Entry::id, e -> e.title(Language.ZH))));
  }
}
