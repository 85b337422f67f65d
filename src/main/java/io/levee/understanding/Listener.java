package io.levee.understanding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
  /** Texts whose reading is kept, so that what is typed often costs a look-up. */
  private static final int SEEN = 10_000;

  /**
   * How much surer other words must be than those typed, where those were understood: among entries
   * that are much alike, a little surer is as often wrong as right.
   */
  private static final double CLEARLY = 0.1;

  /** A text: one spelling of it, the same without courtesies, and whether it asks nothing. */
  private record Typed(String plain, String bare, boolean noise) {}

  private final Understanding matcher;
  private final Cache<String, Typed> seen =
      Caffeine.newBuilder().maximumSize(SEEN).executor(Runnable::run).build();
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

  private Typed read(String text) {
    String plain = Normalizer.normalize(text);
    return new Typed(plain, Courtesy.strip(plain), Noise.of(text).isPresent());
  }

  @Override
  public CompletionStage<Understood> hear(String text, Depth depth) {
    Typed typed = seen.get(text, this::read);
    return matcher
        .hear(text, depth)
        .thenCompose(
            first ->
                first.stage() == Stage.EXACT
                    ? done(first)
                    : typed.noise ? done(rejected(first)) : again(typed, first, depth))
        .thenApply(understood -> denied(text, understood));
  }

  private CompletionStage<Understood> again(Typed typed, Understood first, Depth depth) {
    CompletionStage<Understood> polite =
        typed.bare.equals(typed.plain)
            ? done(first)
            : matcher.hear(typed.bare, depth).thenApply(second -> better(first, second));
    return polite.thenCompose(
        understood -> {
          if (understood.verdict() == Verdict.SURE) {
            return done(understood);
          }
          String meant = speller.respell(PlainWords.of(typed.bare));
          return meant.equals(typed.bare)
              ? done(understood)
              : matcher.hear(meant, depth).thenApply(third -> better(understood, third));
        });
  }

  private static Understood better(Understood first, Understood second) {
    double more = first.verdict() == Verdict.REJECTED ? 0 : CLEARLY;
    Understood best = confidence(second) > confidence(first) + more ? second : first;
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
