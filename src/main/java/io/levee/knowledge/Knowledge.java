package io.levee.knowledge;

import io.levee.conversation.Language;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All that the shop knows, at one moment: immutable, safe to share. */
public final class Knowledge {
  /** How many entries stand in for featured ones where nobody marked any. */
  private static final int FIRST = 20;

  private final String version;
  private final ZoneId zone;
  private final Map<String, Known> byId;
  private final Map<String, Entry> byPhrase;
  private final List<Entry> entries;
  private final Map<Action, List<Entry>> byAction = new EnumMap<>(Action.class);
  private final List<Entry> featured;

  /** Who is answered, and how. */
  private record Manner(Language language, Mood mood) {}

  /** An entry, and what it answers as far as that is the same everywhere and at any time. */
  private static final class Known {
    private final Entry entry;

    /** Made when first asked for; two who make one make the same. */
    private final Map<Manner, Answer> steady = new ConcurrentHashMap<>(4);

    private volatile boolean changing;

    Known(Entry entry) {
      this.entry = entry;
      this.changing = !entry.isSteady();
    }
  }

  /**
   * @param version changes with the files' content
   * @param zone where the shop is
   * @param entries valid, in the order of the files
   */
  Knowledge(String version, ZoneId zone, List<Entry> entries) {
    this.version = version;
    this.zone = zone;
    this.entries = List.copyOf(entries);
    this.byId = LinkedHashMap.newLinkedHashMap(entries.size());
    this.byPhrase = new HashMap<>();
    for (Entry entry : entries) {
      byId.put(entry.id(), new Known(entry));
      entry.phrases().forEach(p -> byPhrase.putIfAbsent(Phrases.key(p), entry));
      entry.action().ifPresent(a -> byAction.computeIfAbsent(a, x -> new ArrayList<>()).add(entry));
    }
    List<Entry> plain =
        entries.stream().filter(e -> e.action().map(Action::selfService).orElse(true)).toList();
    List<Entry> marked = plain.stream().filter(Entry::featured).toList();
    this.featured = marked.isEmpty() ? plain.stream().limit(FIRST).toList() : marked;
  }

  /** Twelve hexadecimal digits; the same content has the same version on every node. */
  public String version() {
    return version;
  }

  /** The shop's time zone. */
  public ZoneId zone() {
    return zone;
  }

  /** In the order of the files. */
  public List<Entry> entries() {
    return entries;
  }

  public Optional<Entry> entry(String id) {
    Known known = byId.get(id);
    return known == null ? Optional.empty() : Optional.of(known.entry);
  }

  /** The entries that do that, in the order of the files. */
  public List<Entry> acting(Action action) {
    return Collections.unmodifiableList(byAction.getOrDefault(action, List.of()));
  }

  /**
   * What is asked most, by the word of those who keep the knowledge; the first entries where they
   * said nothing. None that hands over or ends the talk.
   */
  public List<Entry> featured() {
    return featured;
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
    Known known = byId.get(id);
    if (known == null) {
      return Optional.empty();
    }
    Answer steady = known.steady.get(new Manner(language, mood));
    if (steady != null) {
      return Optional.of(steady);
    }
    return known.entry.when().holds(circumstances)
        ? known
            .entry
            .texts(circumstances)
            .answer(language, mood)
            .map(a -> new Answer(a.text(), a.kinder(), shown(a.options(), language, circumstances)))
            .map(a -> kept(known, language, mood, a))
        : Optional.empty();
  }

  /** The same, kept where it can become no other. */
  private Answer kept(Known known, Language language, Mood mood, Answer answer) {
    if (!known.changing) {
      known.changing =
          !known.entry.texts().options(language).stream()
              .allMatch(o -> leadsTo(o).map(e -> e.when().isAlways()).orElse(true));
    }
    if (!known.changing) {
      known.steady.put(new Manner(language, mood), answer);
    }
    return answer;
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
