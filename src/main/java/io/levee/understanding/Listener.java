package io.levee.understanding;

import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Stage;
import io.levee.conversation.Understood.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Hears shoppers as they type: passes by what is no question, leaves out courtesies, hears again
 * what was not understood as it may have been meant, and does not take a denial for a wish. Made
 * anew with each matcher; immutable.
 */
public final class Listener implements Understanding {
  private final Understanding matcher;
  private final Map<String, List<String>> phrases;
  private final Speller speller;

  /**
   * @param matcher what has learnt the phrases
   * @param phrases the same; of each the intent's other phrases say whether it is about a denial
   */
  public Listener(Understanding matcher, Collection<Phrase> phrases) {
    this.matcher = matcher;
    this.phrases =
        phrases.stream()
            .collect(
                Collectors.groupingBy(
                    Phrase::intent, Collectors.mapping(Phrase::text, Collectors.toList())));
    this.speller = new Speller(phrases.stream().map(p -> Normalizer.normalize(p.text())).toList());
  }

  @Override
  public CompletionStage<Understood> hear(String text, Depth depth) {
    String plain = Normalizer.normalize(text);
    boolean noise = Noise.of(text).isPresent();
    return matcher
        .hear(text, depth)
        .thenCompose(
            first ->
                first.stage() == Stage.EXACT
                    ? done(first)
                    : noise ? done(rejected(first)) : again(plain, first, depth))
        .thenApply(understood -> denied(text, understood));
  }

  private CompletionStage<Understood> again(String plain, Understood first, Depth depth) {
    String bare = Courtesy.strip(plain);
    CompletionStage<Understood> polite =
        bare.equals(plain)
            ? done(first)
            : matcher.hear(bare, depth).thenApply(second -> better(first, second));
    return polite.thenCompose(
        understood -> {
          if (understood.verdict() == Verdict.SURE) {
            return done(understood);
          }
          String meant = speller.respell(PlainWords.of(bare));
          return meant.equals(bare)
              ? done(understood)
              : matcher.hear(meant, depth).thenApply(third -> better(understood, third));
        });
  }

  private static Understood better(Understood first, Understood second) {
    Understood best = confidence(second) > confidence(first) ? second : first;
    return with(best, best.verdict(), first.sentiment(), first);
  }

  private static double confidence(Understood understood) {
    return understood.candidates().isEmpty() ? 0 : understood.candidates().getFirst().confidence();
  }

  private Understood denied(String text, Understood understood) {
    boolean opposite =
        understood
            .intent()
            .filter(i -> Negation.contradicts(text, phrases.getOrDefault(i.intent(), List.of())))
            .isPresent();
    return opposite ? rejected(understood) : understood;
  }

  private static Understood rejected(Understood understood) {
    return with(understood, Verdict.REJECTED, understood.sentiment(), understood);
  }

  /** As understood, with the language and mood of the text as typed. */
  private static Understood with(
      Understood understood, Verdict verdict, int sentiment, Understood typed) {
    return new Understood(
        understood.stage(),
        understood.candidates(),
        verdict,
        sentiment,
        typed.language(),
        understood.degraded());
  }

  private static CompletionStage<Understood> done(Understood understood) {
    return CompletableFuture.completedFuture(understood);
  }
}
