package io.levee.knowledge;

import io.levee.conversation.Language;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that the shop knows, at one moment: immutable, safe to share. */
public final class Knowledge {
  private final String version;
  private final Map<String, Entry> byId;
  private final Map<String, Entry> byPhrase;
  private final List<Entry> entries;

  /**
   * @param version changes with the files' content
   * @param entries valid, in the order of the files
   */
  Knowledge(String version, List<Entry> entries) {
    this.version = version;
    this.entries = List.copyOf(entries);
    this.byId = LinkedHashMap.newLinkedHashMap(entries.size());
    this.byPhrase = new HashMap<>();
    for (Entry entry : entries) {
      byId.put(entry.id(), entry);
      entry.phrases().forEach(p -> byPhrase.putIfAbsent(Phrases.key(p), entry));
    }
  }

  /** Twelve hexadecimal digits; the same content has the same version on every node. */
  public String version() {
    return version;
  }

  /** In the order of the files. */
  public List<Entry> entries() {
    return entries;
  }

  public Optional<Entry> entry(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The entry that the phrase stands in, whatever its case and punctuation. */
  public Optional<Entry> asked(String phrase) {
    return Optional.ofNullable(byPhrase.get(Phrases.key(phrase)));
  }

  /**
   * What the shop says to that entry's question, there and then.
   *
   * @return empty when there is no such entry, when it does not hold, or when it says nothing
   */
  public Optional<Answer> answer(
      String id, Language language, Mood mood, Circumstances circumstances) {
    return entry(id)
        .filter(e -> e.when().holds(circumstances))
        .flatMap(e -> e.texts(circumstances).answer(language, mood))
        .map(a -> new Answer(a.text(), a.kinder(), shown(a.options(), language, circumstances)));
  }

  /** The texts that lead on from that entry; empty where it does not hold. */
  public List<String> options(String id, Language language, Circumstances circumstances) {
    return entry(id)
        .filter(e -> e.when().holds(circumstances))
        .map(e -> shown(e.texts(circumstances).options(language), language, circumstances))
        .orElse(List.of());
  }

  /** An entry's id becomes its title; what does not hold is left out. */
  private List<String> shown(List<String> options, Language language, Circumstances c) {
    return options.stream()
        .filter(o -> leadsTo(o).map(e -> e.when().holds(c)).orElse(true))
        .map(o -> entry(o).map(e -> e.title(language)).orElse(o))
        .distinct()
        .toList();
  }

  private Optional<Entry> leadsTo(String option) {
    return entry(option).or(() -> asked(option));
  }
}
