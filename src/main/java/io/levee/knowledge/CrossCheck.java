package io.levee.knowledge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What only shows when all entries are seen together. */
final class CrossCheck {
  private static final Pattern LIKE_AN_ID = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)+");

  private final List<Draft> drafts;
  private final KnowledgeConfig config;
  private final FaultList faults;
  private final Map<String, Spot.Text> ids = new HashMap<>();
  private final Map<String, Owned> phrases = new HashMap<>();

  private record Owned(Draft owner, Spot.Text phrase) {}

  CrossCheck(List<Draft> drafts, KnowledgeConfig config, FaultList faults) {
    this.drafts = drafts;
    this.config = config;
    this.faults = faults;
  }

  void run() {
    bounds();
    drafts.forEach(this::ownId);
    drafts.forEach(this::ownPhrases);
    drafts.forEach(this::optionsLeadOn);
    if (drafts.stream()
            .noneMatch(d -> d.entry().action().filter(Action.HANDOFF::equals).isPresent())
        && !drafts.isEmpty()) {
      faults.warning(
          new Spot(drafts.getFirst().id().at().file(), 0),
          "no entry has `action: handoff`, so nobody can ask for a person; add one");
    }
  }

  private void bounds() {
    int count = 0;
    for (int i = 0; i < drafts.size(); i++) {
      Spot at = drafts.get(i).id().at();
      if (i == config.maxEntries()) {
        faults.fault(at, "is one entry too many; knowledge.maxEntries is " + i);
      }
      int before = count;
      count += drafts.get(i).phrases().size();
      if (before <= config.maxPhrases() && count > config.maxPhrases()) {
        faults.fault(at, "has a phrase too many; knowledge.maxPhrases is " + config.maxPhrases());
      }
    }
  }

  private void ownId(Draft draft) {
    Spot.Text before = ids.putIfAbsent(draft.id().value(), draft.id());
    if (before != null) {
      faults.fault(
          draft.id().at(),
          "the id `" + before.value() + "` stands at " + before.at() + " already; choose another");
    }
  }

  private void ownPhrases(Draft draft) {
    for (Spot.Text phrase : draft.phrases()) {
      Owned before = phrases.putIfAbsent(Phrases.key(phrase.value()), new Owned(draft, phrase));
      if (before == null) {
        continue;
      }
      if (!before.owner().id().equals(draft.id())) {
        faults.fault(
            phrase.at(),
            "“%s” stands in `%s` too, at %s; keep it in one of the two"
                .formatted(phrase.value(), before.owner().id().value(), before.phrase().at()));
      } else if (!phrase.value().equals(before.phrase().value())) {
        faults.warning(
            phrase.at(),
            "“%s” is the same as “%s” at %s; one is enough"
                .formatted(phrase.value(), before.phrase().value(), before.phrase().at()));
      }
    }
  }

  private void optionsLeadOn(Draft draft) {
    for (Spot.Text option : draft.options()) {
      if (ids.containsKey(option.value()) || phrases.containsKey(Phrases.key(option.value()))) {
        continue;
      }
      if (LIKE_AN_ID.matcher(option.value()).matches()) {
        faults.fault(option.at(), "the option `" + option.value() + "` is no entry's id");
      } else {
        faults.warning(
            option.at(),
            "the option “%s” is no entry's question or paraphrase, so it may lead nowhere"
                .formatted(option.value()));
      }
    }
  }
}
