package io.levee.knowledge;

import io.levee.conversation.Language;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the entries of one file. */
final class EntryReader {
  private static final Set<String> FILE_KEYS = Set.of("category", "entries");
  private static final Set<String> ENTRY_KEYS =
      Set.of(
          "id",
          "category",
          "question",
          "titles",
          "paraphrases",
          "when",
          "answers",
          "upset",
          "options",
          "variants",
          "action",
          "skill",
          "featured");
  private static final Set<String> VARIANT_KEYS = Set.of("when", "answers", "upset", "options");
  private static final Set<String> LANGUAGES =
      Arrays.stream(Language.values()).map(Language::tag).collect(Collectors.toSet());
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int NAME_LENGTH = 100;

  private final String file;
  private final KnowledgeConfig config;
  private final FaultList faults;
  private final WhenReader whens;

  EntryReader(String file, KnowledgeConfig config, FaultList faults) {
    this.file = file;
    this.config = config;
    this.faults = faults;
    this.whens = new WhenReader(ZoneId.of(config.zone()), faults);
  }

  List<Draft> read(Node document) {
    Fields top = new Fields(document, "a knowledge file", FILE_KEYS, file, faults);
    String category = top.text("category", NAME_LENGTH).map(Spot.Text::value).orElse("");
    if (!top.has("entries")) {
      faults.fault(top.at(), "has no `entries:`; write them as a list under it");
      return List.of();
    }
    List<Draft> drafts = new ArrayList<>();
    for (Node item : top.items(top.node("entries").orElseThrow(), "entries")) {
      entry(new Fields(item, "an entry", ENTRY_KEYS, file, faults), category)
          .ifPresent(drafts::add);
    }
    return drafts;
  }

  private Optional<Draft> entry(Fields fields, String category) {
    Optional<Spot.Text> id = id(fields);
    Optional<Spot.Text> question = needed(fields, "question", config.maxPhraseLength());
    List<Spot.Text> phrases = new ArrayList<>();
    question.ifPresent(phrases::add);
    Map<Language, String> titles = byLanguage(fields, "titles", config.maxPhraseLength(), phrases);
    List<Spot.Text> paraphrases = fields.texts("paraphrases", config.maxPhraseLength());
    phrases.addAll(paraphrases);
    Optional<Action> action = action(fields);
    List<Spot.Text> options = new ArrayList<>();
    Texts texts = texts(fields, action.map(Action::selfService).orElse(true), options);
    List<Entry.Variant> variants = variants(fields, options);
    if (id.isEmpty() || question.isEmpty()) {
      return Optional.empty();
    }
    Entry entry =
        new Entry(
            id.get().value(),
            fields.text("category", NAME_LENGTH).map(Spot.Text::value).orElse(category),
            question.get().value(),
            titles,
            paraphrases.stream().map(Spot.Text::value).toList(),
            whens.read(fields),
            texts,
            variants,
            action,
            skill(fields, action),
            fields.yes("featured").orElse(false));
    return Optional.of(new Draft(entry, id.get(), phrases, options));
  }

  private Optional<Spot.Text> id(Fields fields) {
    return needed(fields, "id", NAME_LENGTH)
        .filter(
            id -> {
              boolean right = ID.matcher(id.value()).matches();
              if (!right) {
                faults.fault(id.at(), "`id` may have letters, digits, `.`, `-` and `_` only");
              }
              return right;
            });
  }

  private Optional<Spot.Text> needed(Fields fields, String key, int most) {
    if (!fields.has(key)) {
      faults.fault(fields.at(), "the entry has no `" + key + "`; it needs one");
    }
    return fields.text(key, most);
  }

  private Optional<Action> action(Fields fields) {
    return fields
        .text("action", NAME_LENGTH)
        .flatMap(
            text -> {
              Optional<Action> action =
                  Arrays.stream(Action.values())
                      .filter(a -> a.tag().equals(text.value()))
                      .findFirst();
              if (action.isEmpty()) {
                faults.fault(
                    text.at(),
                    "there is no action `"
                        + text.value()
                        + "`; there are "
                        + Arrays.stream(Action.values())
                            .map(Action::tag)
                            .collect(Collectors.joining(", ")));
              }
              return action;
            });
  }

  private String skill(Fields fields, Optional<Action> action) {
    Optional<Spot.Text> skill = fields.text("skill", NAME_LENGTH);
    boolean fits = action.map(a -> a == Action.HANDOFF || a == Action.TICKET).orElse(false);
    if (skill.isPresent() && !fits) {
      faults.fault(
          skill.get().at(), "`skill` goes with `action: handoff` or `ticket` only; remove it");
    }
    return skill.map(Spot.Text::value).orElse("");
  }

  private List<Entry.Variant> variants(Fields fields, List<Spot.Text> options) {
    List<Entry.Variant> variants = new ArrayList<>();
    for (Node item :
        fields.node("variants").map(n -> fields.items(n, "variants")).orElse(List.of())) {
      Fields variant = new Fields(item, "a variant", VARIANT_KEYS, file, faults);
      if (!variant.has("when")) {
        faults.fault(variant.at(), "the variant has no `when`; say when it holds");
      }
      variants.add(new Entry.Variant(whens.read(variant), texts(variant, true, options)));
    }
    return variants;
  }

  private Texts texts(Fields fields, boolean answerNeeded, List<Spot.Text> offered) {
    Map<Language, String> answers = byLanguage(fields, "answers", config.maxAnswerLength(), null);
    Map<Language, String> upset = byLanguage(fields, "upset", config.maxAnswerLength(), null);
    if (answerNeeded && !fields.has("answers")) {
      faults.fault(fields.at(), "there are no `answers`; give one for `zh`, `en` or both");
    }
    upset.keySet().stream()
        .filter(language -> !answers.containsKey(language))
        .forEach(
            language ->
                faults.fault(
                    fields.spot(fields.node("upset").orElseThrow()),
                    "`upset` has `" + language.tag() + "`, but `answers` has not; write both"));
    return new Texts(answers, upset, options(fields, offered));
  }

  /** A text for each language; what was read is added to {@code found} too, unless that is null. */
  private Map<Language, String> byLanguage(
      Fields fields, String key, int most, List<Spot.Text> found) {
    Map<Language, String> texts = new EnumMap<>(Language.class);
    fields
        .fields(key, LANGUAGES)
        .ifPresent(
            languages -> {
              for (Language language : Language.values()) {
                languages
                    .text(language.tag(), most)
                    .ifPresent(
                        text -> {
                          texts.put(language, text.value());
                          if (found != null) {
                            found.add(text);
                          }
                        });
              }
            });
    return texts;
  }

  /** One list for all languages, or one for each. */
  private Map<Language, List<String>> options(Fields fields, List<Spot.Text> offered) {
    Map<Language, List<String>> options = new EnumMap<>(Language.class);
    Optional<Node> node = fields.node("options");
    if (node.isPresent() && node.get() instanceof MappingNode) {
      Fields languages = fields.fields("options", LANGUAGES).orElseThrow();
      for (Language language : Language.values()) {
        options.put(language, list(languages, language.tag(), offered));
      }
    } else if (node.isPresent()) {
      List<String> shared = list(fields, "options", offered);
      Arrays.stream(Language.values()).forEach(language -> options.put(language, shared));
    }
    return options;
  }

  private List<String> list(Fields fields, String key, List<Spot.Text> offered) {
    List<Spot.Text> texts = fields.texts(key, config.maxPhraseLength());
    if (texts.size() > config.maxOptions()) {
      faults.fault(
          texts.get(config.maxOptions()).at(),
          "has " + texts.size() + " options; at most " + config.maxOptions() + " are allowed");
    }
    offered.addAll(texts);
    return texts.stream().map(Spot.Text::value).toList();
  }
}
