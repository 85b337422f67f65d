package io.levee.understanding;

import io.levee.conversation.Language;
import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Stage;
import io.levee.conversation.Understood.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * Hears a message as part of a talk: alone, after what was answered last, and question by question
 * where it asks several. What is one plain question is heard once. Stateless; safe from any thread.
 */
public final class Hearing {
  private final Understanding understanding;
  private final BiFunction<String, Language, String> titles;

  /**
   * @param titles how an intent is called in a language; empty where there is no such intent
   */
  public Hearing(Understanding understanding, BiFunction<String, Language, String> titles) {
    this.understanding = understanding;
    this.titles = titles;
  }

  /**
   * @param text as the shopper wrote it
   * @param last the intent that was answered last; empty when none was
   * @return as {@link Understanding#hear(String, Depth)}; with {@link Understood#parts} where
   *     several things are asked, of which at least one is sure
   */
  public CompletionStage<Understood> hear(String text, String last, Depth depth) {
    return understanding
        .hear(text, depth)
        .thenCompose(
            whole -> {
              if (whole.stage() == Stage.EXACT || depth == Depth.CACHED_ONLY) {
                return done(whole);
              }
              List<String> clauses = Clauses.split(text);
              if (clauses.size() < 2) {
                return after(last, text, whole, depth);
              }
              return Noise.of(text).isPresent()
                  ? done(whole)
                  : inTurn(clauses, 0, last, depth, new ArrayList<>())
                      .thenApply(heard -> Several.of(whole, clauses, heard));
            });
  }

  /** One after the other, since each may be about what the one before asked. */
  private CompletionStage<List<Understood>> inTurn(
      List<String> clauses, int next, String last, Depth depth, List<Understood> heard) {
    if (next == clauses.size()) {
      return CompletableFuture.completedFuture(heard);
    }
    String clause = clauses.get(next);
    return understanding
        .hear(clause, depth)
        .thenCompose(
            alone ->
                next > 0 && alone.verdict() == Verdict.SURE
                    ? done(alone)
                    : after(last, clause, alone, depth))
        .thenCompose(
            understood -> {
              heard.add(understood);
              String now = understood.intent().map(Candidate::intent).orElse(last);
              return inTurn(clauses, next + 1, now, depth, heard);
            });
  }

  /** With the topic of what was answered before, where it names none; the surer stands. */
  private CompletionStage<Understood> after(
      String last, String text, Understood alone, Depth depth) {
    if (last.isEmpty() || alone.stage() == Stage.EXACT) {
      return done(alone);
    }
    String completed = FollowUp.complete(text, titles.apply(last, alone.language()));
    return completed.equals(text)
        ? done(alone)
        : understanding
            .hear(completed, depth)
            .thenApply(
                after -> confidence(after) >= confidence(alone) ? felt(after, alone) : alone);
  }

  private static double confidence(Understood heard) {
    return heard.candidates().isEmpty() ? 0 : heard.candidates().getFirst().confidence();
  }

  /** What it means, in the language and mood of what was typed. */
  static Understood felt(Understood meant, Understood typed) {
    return new Understood(
        meant.stage(),
        meant.candidates(),
        meant.verdict(),
        typed.sentiment(),
        typed.language(),
        meant.degraded());
  }

  private static CompletionStage<Understood> done(Understood understood) {
    return CompletableFuture.completedFuture(understood);
  }
}
