package io.levee.understanding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Stage;
import io.levee.conversation.Understood.Verdict;
import io.levee.understanding.Matcher.Read;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Hears shoppers as they type: passes by what is no question, leaves out courtesies, hears again
 * what was not understood as it may have been meant, and does not take a denial for a wish. Made
 * anew with each matcher, so that no answer outlives the knowledge it came from.
 *
 * <p>The text as typed is looked up first: an answer given before costs one look-up and allocates
 * nothing.
 */
public final class Listener implements Understanding {
  /**
   * What was understood.
   *
   * @param under the settings it was weighed by: others may weigh it otherwise
   */
  private record Answer(CompletableFuture<Understood> understood, UnderstandingConfig under) {
    Understood now() {
      return understood.getNow(null);
    }
  }

  /**
   * How much surer other words must be than those typed, where those were understood: among entries
   * that are much alike, a little surer is as often wrong as right.
   */
  private static final double CLEARLY = 0.1;

  private final Matcher matcher;
  private final PhraseWords words;
  private final Cache<String, Answer> answers;

  /** An entry stands for a text that somebody waits for. */
  private final ConcurrentMap<String, CompletableFuture<Understood>> awaited =
      new ConcurrentHashMap<>();

  public Listener(Matcher matcher) {
    this.matcher = matcher;
    this.words = matcher.words();
    this.answers =
        Caffeine.newBuilder()
            .maximumSize(matcher.config().cacheEntries())
            .executor(Runnable::run)
            .build();
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // a record is made anew only when something was set
  public CompletionStage<Understood> hear(String text, Depth depth) {
    Answer answer = answers.getIfPresent(text);
    if (answer != null
        && answer.under == matcher.config()
        && (depth != Depth.FULL || !answer.now().degraded())) {
      matcher.countAgain(answer.now());
      return answer.understood;
    }
    CompletableFuture<Understood> sameText = depth == Depth.FULL ? awaited.get(text) : null;
    CompletableFuture<Understood> understood = sameText == null ? listen(text, depth) : sameText;
    return understood.thenApply(matcher::count);
  }

  private CompletableFuture<Understood> listen(String text, Depth depth) {
    UnderstandingConfig now = matcher.config();
    CompletableFuture<Understood> understood = understand(text, depth);
    if (understood.isDone()) {
      keep(text, understood, depth, now);
      return understood;
    }
    awaited.put(text, understood);
    return understood.whenComplete(
        (done, never) -> {
          awaited.remove(text, understood);
          keep(text, understood, depth, now);
        });
  }

  private void keep(
      String text, CompletableFuture<Understood> done, Depth depth, UnderstandingConfig now) {
    if (depth != Depth.CACHED_ONLY || !done.join().degraded()) {
      answers.put(text, new Answer(done, now));
    }
  }

  private CompletableFuture<Understood> understand(String text, Depth depth) {
    Read read = matcher.read(text);
    if (Noise.of(text, read.plain()).isPresent()) {
      // Whatever it resembles, it is not answered: no inference for floods of advertising.
      return matcher.hear(read, Depth.LEXICAL_ONLY).thenApply(Listener::noise);
    }
    return matcher
        .hear(read, depth)
        .thenCompose(
            first -> first.stage() == Stage.EXACT ? done(first) : again(read, first, depth))
        .thenApply(understood -> denied(read.plain(), understood));
  }

  private CompletableFuture<Understood> again(Read read, Understood first, Depth depth) {
    String bare = Courtesy.strip(read.plain());
    CompletableFuture<Understood> polite =
        bare.equals(read.plain()) ? done(first) : hear(bare, first, depth);
    return polite.thenCompose(
        understood -> {
          if (understood.verdict() == Verdict.SURE) {
            return done(understood);
          }
          String meant = words.speller().respell(PlainWords.of(bare));
          return meant.equals(bare) ? done(understood) : hear(meant, understood, depth);
        });
  }

  /** The text in other words, where they are understood more surely. */
  private CompletableFuture<Understood> hear(String other, Understood first, Depth depth) {
    return matcher
        .hearAgain(matcher.reword(other, first), depth)
        .thenApply(second -> better(first, second));
  }

  /**
   * Pinyin is Chinese once it is read: the shopper is answered in the language that was made out.
   */
  private static Understood better(Understood first, Understood second) {
    double more = first.verdict() == Verdict.REJECTED ? 0 : CLEARLY;
    Understood best = confidence(second) > confidence(first) + more ? second : first;
    return with(best, best.verdict(), first.sentiment(), best);
  }

  private static double confidence(Understood understood) {
    return understood.candidates().isEmpty() ? 0 : understood.candidates().getFirst().confidence();
  }

  private Understood denied(String plain, Understood understood) {
    boolean opposite =
        understood
            .intent()
            .filter(i -> Negation.contradicts(plain, words.denied(i.intent())))
            .isPresent();
    return opposite
        ? with(understood, Verdict.REJECTED, understood.sentiment(), understood)
        : understood;
  }

  /** Word for word what the shop knows, else rejected, and nothing was left out that matters. */
  private static Understood noise(Understood heard) {
    return heard.stage() == Stage.EXACT
        ? heard
        : new Understood(
            heard.stage(),
            heard.candidates(),
            Verdict.REJECTED,
            heard.sentiment(),
            heard.language(),
            false);
  }

  /** As understood, with another verdict and mood, and the language of that text. */
  private static Understood with(
      Understood understood, Verdict verdict, int sentiment, Understood spoken) {
    return new Understood(
        understood.stage(),
        understood.candidates(),
        verdict,
        sentiment,
        spoken.language(),
        understood.degraded());
  }

  private static CompletableFuture<Understood> done(Understood understood) {
    return CompletableFuture.completedFuture(understood);
  }

  long answers() {
    return answers.estimatedSize();
  }
}
