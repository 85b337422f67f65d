package io.levee.conversation;

import java.util.List;
import java.util.Optional;

/**
 * How a text was understood; kept with the message in the journal.
 *
 * @param stage the stage that had the last word
 * @param candidates what it may mean, best first, at most five; the intent is a knowledge entry's
 *     id
 * @param verdict whether the best candidate may be trusted
 * @param sentiment 1 furious – 3 neutral – 5 delighted
 * @param language the language it is written in
 * @param degraded true when a stage was left out under load
 * @param parts what each of several questions in one message means, in order; empty where it asks
 *     one thing
 * @param named what the text names, in its order
 */
public record Understood(
    Stage stage,
    List<Candidate> candidates,
    Verdict verdict,
    int sentiment,
    Language language,
    boolean degraded,
    List<Part> parts,
    List<Named> named) {

  /** Where an understanding came from. */
  public enum Stage {
    /** The very text (normalised) stands in the knowledge base. */
    EXACT,
    LEXICAL,
    EMBEDDING,
    /** Nothing was there to understand: punctuation, an image. */
    NONE
  }

  /** How far to trust it. */
  public enum Verdict {
    /** The best candidate is meant. */
    SURE,
    /** The first two are too close to call: ask which. */
    AMBIGUOUS,
    /** None of what the shop knows: say so. */
    REJECTED
  }

  /**
   * @param intent a knowledge entry's id, such as {@code order.track}
   * @param confidence 0–1, calibrated: of answers at 0.9, nine in ten are right
   */
  public record Candidate(String intent, double confidence) {}

  /** One of several questions in a message, as a message of its own would be understood. */
  public record Part(List<Candidate> candidates, Verdict verdict) {
    public Part {
      candidates = List.copyOf(candidates);
    }
  }

  public Understood {
    candidates = List.copyOf(candidates);
    parts = List.copyOf(parts);
    named = List.copyOf(named);
    if (sentiment < 1 || sentiment > 5) {
      throw new IllegalArgumentException("sentiment " + sentiment + " is not within 1–5");
    }
  }

  /** Of one question, naming nothing. */
  public Understood(
      Stage stage,
      List<Candidate> candidates,
      Verdict verdict,
      int sentiment,
      Language language,
      boolean degraded) {
    this(stage, candidates, verdict, sentiment, language, degraded, List.of(), List.of());
  }

  /** The same as the several questions that it asks, at least two. */
  public Understood asking(List<Part> several) {
    return new Understood(
        stage, candidates, verdict, sentiment, language, degraded, several, named);
  }

  /** The same with what the text names. */
  public Understood naming(List<Named> found) {
    return new Understood(stage, candidates, verdict, sentiment, language, degraded, parts, found);
  }

  /** Of several questions that one by itself; the same where it is none of them. */
  public Understood about(String intent) {
    return parts.stream()
        .flatMap(part -> part.candidates().stream())
        .filter(candidate -> candidate.intent().equals(intent))
        .findFirst()
        .map(
            candidate ->
                new Understood(
                    stage,
                    List.of(candidate),
                    Verdict.SURE,
                    sentiment,
                    language,
                    degraded,
                    List.of(),
                    named))
        .orElse(this);
  }

  /** The best candidate, if it can be trusted. */
  public Optional<Candidate> intent() {
    return verdict == Verdict.SURE ? Optional.of(candidates.getFirst()) : Optional.empty();
  }
}
