package io.levee.knowledge;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** What an operator may set about knowledge: {@code knowledge.…}. */
public record KnowledgeConfig(
    @Setting(
            value = "conf/knowledge",
            doc = "Directory of the knowledge files (*.yaml, *.yml); not searched below.")
        String directory,
    @Setting(
            value = "2s",
            doc = "How often the files are looked at for changes, 100 ms to 1 h.",
            live = true)
        Duration watchEvery,
    @Setting(
            value = "Asia/Shanghai",
            doc = "Time zone of dates without one in `from` and `until`: an IANA name.",
            live = true)
        String zone,
    @Setting(value = "200", doc = "Most files, 1 to 10,000.", live = true) int maxFiles,
    @Setting(value = "4194304", doc = "Most bytes of one file, 1 KiB to 64 MiB.", live = true)
        int maxFileBytes,
    @Setting(value = "100000", doc = "Most entries, 1 to 1,000,000.", live = true) int maxEntries,
    @Setting(
            value = "100000",
            doc = "Most questions, titles and paraphrases of all entries, 1 to 10,000,000.",
            live = true)
        int maxPhrases,
    @Setting(
            value = "200",
            doc = "Most code points of a question, title, paraphrase or option, 1 to 4,000.",
            live = true)
        int maxPhraseLength,
    @Setting(value = "2000", doc = "Most code points of an answer, 1 to 4,000.", live = true)
        int maxAnswerLength,
    @Setting(value = "10", doc = "Most options of an answer, 1 to 20.", live = true) int maxOptions)
    implements Section {

  @Override
  public List<Fault> faults() {
    return new Faults()
        .present("directory", directory)
        .within("watchEvery", watchEvery, Duration.ofMillis(100), Duration.ofHours(1))
        .when(!isZone(zone), "zone", "is no time zone; give an IANA name such as Asia/Shanghai")
        .within("maxFiles", maxFiles, 1, 10_000)
        .within("maxFileBytes", maxFileBytes, 1 << 10, 64 << 20)
        .within("maxEntries", maxEntries, 1, 1_000_000)
        .within("maxPhrases", maxPhrases, 1, 10_000_000)
        .within("maxPhraseLength", maxPhraseLength, 1, 4_000)
        .within("maxAnswerLength", maxAnswerLength, 1, 4_000)
        .within("maxOptions", maxOptions, 1, 20)
        .list();
  }

  private static boolean isZone(String name) {
    try {
      ZoneId.of(name);
      return true;
    } catch (DateTimeException none) {
      return false;
    }
  }
}
