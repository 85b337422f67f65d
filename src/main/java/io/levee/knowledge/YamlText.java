package io.levee.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.levee.conversation.Language;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;

/** Entries as the text of a knowledge file: read again, they are equal. */
final class YamlText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WIDTH = 120;

  private YamlText() {}

  static String file(List<Entry> entries, ZoneId zone) {
    Set<String> categories = entries.stream().map(Entry::category).collect(Collectors.toSet());
    boolean shared = categories.size() == 1 && !categories.contains("");
    Map<String, Object> file = new LinkedHashMap<>();
    if (shared) {
      file.put("category", categories.iterator().next());
    }
    List<Map<String, Object>> list = new ArrayList<>();
    for (Entry entry : entries) {
      Map<String, Object> fields = entry(entry, zone);
      if (shared) {
        fields.remove("category");
      }
      list.add(fields);
    }
    file.put("entries", list);
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    options.setAllowUnicode(true);
    options.setSplitLines(false);
    options.setWidth(WIDTH);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    return new Yaml(options).dump(file);
  }

  /** By the keys of a knowledge file; what is not said is left out. */
  static Map<String, Object> entry(Entry entry, ZoneId zone) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", entry.id());
    if (!entry.category().isEmpty()) {
      fields.put("category", entry.category());
    }
    fields.put("question", entry.question());
    put(fields, "titles", byLanguage(entry.titles()));
    if (!entry.paraphrases().isEmpty()) {
      fields.put("paraphrases", entry.paraphrases());
    }
    texts(fields, entry.texts());
    put(fields, "when", when(entry.when(), zone));
    List<Map<String, Object>> variants = new ArrayList<>();
    for (Entry.Variant variant : entry.variants()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("when", when(variant.when(), zone));
      texts(one, variant.texts());
      variants.add(one);
    }
    if (!variants.isEmpty()) {
      fields.put("variants", variants);
    }
    entry.action().ifPresent(action -> fields.put("action", action.tag()));
    if (!entry.skill().isEmpty()) {
      fields.put("skill", entry.skill());
    }
    if (entry.featured()) {
      fields.put("featured", true);
    }
    return fields;
  }

  private static void texts(Map<String, Object> fields, Texts texts) {
    put(fields, "answers", byLanguage(texts.answers()));
    put(fields, "upset", byLanguage(texts.upset()));
    List<String> zh = texts.options(Language.ZH);
    List<String> en = texts.options(Language.EN);
    if (zh.equals(en) && !zh.isEmpty()) {
      fields.put("options", zh);
      return;
    }
    Map<String, Object> options = new LinkedHashMap<>();
    for (Language language : Language.values()) {
      if (!texts.options(language).isEmpty()) {
        options.put(language.tag(), texts.options(language));
      }
    }
    put(fields, "options", options);
  }

  private static Map<String, Object> byLanguage(Map<Language, String> texts) {
    Map<String, Object> tagged = new LinkedHashMap<>();
    for (Language language : Language.values()) {
      Optional.ofNullable(texts.get(language)).ifPresent(t -> tagged.put(language.tag(), t));
    }
    return tagged;
  }

  private static Map<String, Object> when(When when, ZoneId zone) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!when.storefronts().isEmpty()) {
      fields.put("storefronts", when.storefronts().stream().sorted().toList());
    }
    if (!when.channels().isEmpty()) {
      fields.put("channels", when.channels().stream().sorted().toList());
    }
    when.from().ifPresent(from -> fields.put("from", moment(from, zone, 0)));
    when.until().ifPresent(until -> fields.put("until", moment(until, zone, 1)));
    return fields;
  }

  /** A date where it is the beginning of a day; of {@code until}, the last day that it holds. */
  private static String moment(Instant moment, ZoneId zone, int daysOff) {
    ZonedDateTime there = moment.atZone(zone);
    return there.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? there.toLocalDate().minusDays(daysOff).toString()
        : there.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  private static void put(Map<String, Object> fields, String key, Map<String, Object> value) {
    if (!value.isEmpty()) {
      fields.put(key, value);
    }
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts always fit JSON", e);
    }
  }
}
