package io.levee.app;

import io.levee.channel.agent.AgentFrame.Suggestion;
import io.levee.conversation.Customer;
import io.levee.conversation.Language;
import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Candidate;
import io.levee.desk.Advisor;
import io.levee.knowledge.Circumstances;
import io.levee.knowledge.Entry;
import io.levee.knowledge.Knowledge;
import io.levee.knowledge.Mood;
import io.levee.turn.Mindset;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Suggests what the shop knows, as the bot understands the text; then what has those words in it.
 */
final class KnowledgeAdvisor implements Advisor {
  private static final Logger log = LoggerFactory.getLogger(KnowledgeAdvisor.class);
  private static final int UPSET = 2;

  private final Supplier<Mindset> minds;
  private final Clock clock;

  KnowledgeAdvisor(Supplier<Mindset> minds, Clock clock) {
    this.minds = minds;
    this.clock = clock;
  }

  @Override
  public Future<List<Suggestion>> suggest(
      Customer customer, String text, Language language, int most) {
    Mindset mind = minds.get();
    Circumstances now = new Circumstances(customer.storefront(), "http", clock.instant());
    return Future.fromCompletionStage(mind.understanding().hear(text))
        .map(understood -> found(mind.knowledge(), understood, customer, text, language, now, most))
        .otherwise(
            broken -> {
              log.atWarn().setCause(broken).log("No suggestions could be made");
              return List.of();
            });
  }

  @Override
  public String title(String entry, Language language) {
    return minds.get().knowledge().entry(entry).map(known -> known.title(language)).orElse("");
  }

  private static List<Suggestion> found(
      Knowledge knowledge,
      Understood understood,
      Customer customer,
      String text,
      Language language,
      Circumstances now,
      int most) {
    // Who asks for a person has said nothing that could be answered; what they said before may be.
    boolean wish = understood.intent().filter(one -> acts(knowledge, one.intent())).isPresent();
    if (wish && !customer.id().isEmpty()) {
      return List.of();
    }
    Mood mood = understood.sentiment() <= UPSET ? Mood.UPSET : Mood.USUAL;
    Map<String, Suggestion> all = new LinkedHashMap<>();
    for (Candidate one : understood.candidates()) {
      if (all.size() < most) {
        suggestion(knowledge, one.intent(), one.confidence(), language, mood, now)
            .ifPresent(s -> all.putIfAbsent(s.entry(), s));
      }
    }
    // Words are looked up for an agent who searches; a customer's are no search.
    if (!customer.id().isEmpty()) {
      return List.copyOf(all.values());
    }
    String words = text.strip().toLowerCase(Locale.ROOT);
    for (Entry entry : knowledge.entries()) {
      if (all.size() >= most) {
        break;
      }
      if (mentions(entry, words)) {
        suggestion(knowledge, entry.id(), 0, language, mood, now)
            .ifPresent(s -> all.putIfAbsent(s.entry(), s));
      }
    }
    return List.copyOf(all.values());
  }

  private static boolean mentions(Entry entry, String words) {
    return entry.id().contains(words)
        || entry.phrases().stream().anyMatch(p -> p.toLowerCase(Locale.ROOT).contains(words));
  }

  /** What hands over, or ends the talk, is nothing that a person would say. */
  private static boolean acts(Knowledge knowledge, String id) {
    return knowledge
        .entry(id)
        .flatMap(Entry::action)
        .filter(action -> !action.selfService())
        .isPresent();
  }

  private static Optional<Suggestion> suggestion(
      Knowledge knowledge,
      String id,
      double confidence,
      Language language,
      Mood mood,
      Circumstances now) {
    if (acts(knowledge, id)) {
      return Optional.empty();
    }
    return knowledge
        .answer(id, language, mood, now)
        .map(
            answer ->
                new Suggestion(
                    id,
                    knowledge.entry(id).orElseThrow().title(language),
                    answer.text(),
                    confidence));
  }
}
