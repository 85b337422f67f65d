package io.levee.understanding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.levee.conversation.Language;
import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Stage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cascade over one version of the knowledge base: word for word → cache → lexical → embedding,
 * each answering only what it is sure of. A new version is a new matcher, with a cache of its own,
 * so that nothing stale is ever said. Made by {@link MatcherFactory}.
 */
public final class Matcher implements Understanding {
  private static final Logger log = LoggerFactory.getLogger(Matcher.class);

  /**
   * A text, read.
   *
   * @param typed by the shopper
   * @param plain normalised, and cut to what is understood
   * @param sentiment what the words tell
   */
  record Read(String typed, String plain, Language language, int sentiment) {}

  /** An answer, and whether a stage that might have helped was left out. */
  private record Answer(Heard heard, boolean degraded) {}

  private final Supplier<UnderstandingConfig> config;
  private final Models models;
  private final Inference inference;
  private final Counts counts;
  private final PhraseIndex index;
  private final PhraseWords words;
  private final Cache<String, Heard> cache;

  /** Bounded by the inference queue: an entry stands for a job that waits or runs. */
  private final ConcurrentMap<String, CompletableFuture<Answer>> inFlight =
      new ConcurrentHashMap<>();

  Matcher(
      Supplier<UnderstandingConfig> config,
      Models models,
      Inference inference,
      Counts counts,
      PhraseIndex index) {
    this.config = config;
    this.models = models;
    this.inference = inference;
    this.counts = counts;
    this.index = index;
    this.words = index.words();
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(config.get().cacheEntries())
            .executor(Runnable::run)
            .build();
  }

  /** The same index, with an empty cache. */
  Matcher with(Inference threads, Counts figures) {
    return new Matcher(config, models, threads, figures, index);
  }

  @Override
  public CompletionStage<Understood> hear(String text, Depth depth) {
    return hear(read(text), depth).thenApply(counts::count);
  }

  /** The text in one spelling, its language and its mood. */
  Read read(String text) {
    String plain = cut(Normalizer.normalize(text), config.get().maxChars());
    return new Read(text, plain, language(plain), Sentiment.of(text));
  }

  /** The same said otherwise; its mood is that of the text as typed. */
  Read reword(String text, Understood typed) {
    String plain = cut(Normalizer.normalize(text), config.get().maxChars());
    return new Read(text, plain, language(plain), typed.sentiment());
  }

  private Language language(String plain) {
    return Languages.of(plain, words.mainLanguage());
  }

  PhraseWords words() {
    return words;
  }

  /** The settings as of now. */
  UnderstandingConfig config() {
    return config.get();
  }

  /** One more text was heard. */
  Understood count(Understood understood) {
    return counts.count(understood);
  }

  /** One more text was heard that had been heard before. */
  void countAgain(Understood understood) {
    counts.count(understood);
    if (understood.stage() == Stage.LEXICAL || understood.stage() == Stage.EMBEDDING) {
      counts.cache(true);
    }
  }

  /** As {@link #hear(String, Depth)}, not counted among what was heard. */
  CompletableFuture<Understood> hear(Read text, Depth depth) {
    UnderstandingConfig now = config.get();
    Heard known = known(text.plain);
    if (known != null) {
      return CompletableFuture.completedFuture(understood(text, now, known, false));
    }
    known = cache.getIfPresent(text.plain);
    counts.cache(known != null);
    return hear(text, known, depth, now);
  }

  /** The same, not counted among the cache's hits and misses either. */
  CompletableFuture<Understood> hearAgain(Read text, Depth depth) {
    Heard known = known(text.plain);
    return hear(text, known == null ? cache.getIfPresent(text.plain) : known, depth, config.get());
  }

  private CompletableFuture<Understood> hear(
      Read text, Heard known, Depth depth, UnderstandingConfig now) {
    CompletableFuture<Answer> answer =
        known != null
            ? done(known, false)
            : depth == Depth.CACHED_ONLY ? done(Heard.NOTHING, true) : work(text, depth, now);
    return answer.thenApply(a -> understood(text, now, a.heard, a.degraded));
  }

  private static Understood understood(
      Read text, UnderstandingConfig now, Heard heard, boolean degraded) {
    return heard.understood(now, text.sentiment, text.language, degraded);
  }

  /** What needs neither work nor a cache, null for all else. */
  private Heard known(String plain) {
    return plain.isEmpty() || index.empty() ? Heard.NOTHING : words.exactly(plain);
  }

  /**
   * What {@link #hear} makes of the text, and how the intents rank behind it. Blocks for an
   * inference, neither uses nor fills the cache, and counts nothing: for measuring.
   *
   * @param most intents ranked, at least 1
   */
  public Ranking rank(String text, Depth depth, int most) {
    UnderstandingConfig now = config.get();
    String normalised = cut(Normalizer.normalize(text), now.maxChars());
    Language language = Languages.of(normalised, words.mainLanguage());
    Language model = depth == Depth.FULL ? index.modelFor(language) : null;
    if (normalised.isEmpty() || index.empty()) {
      return ranking(Heard.NOTHING, text, language, now, List.of());
    }
    Evidence lexically = words.evidence(normalised);
    Heard heard = index.heardLexically(lexically, language);
    Evidence all = lexically;
    if (model != null) {
      String written = cut(AsWritten.of(text, normalised), now.maxChars());
      all = index.semantically(normalised, written, lexically, models.embed(model, written), model);
      if (heard.confidence() < now.lexicalSure()) {
        heard = index.heardWhole(all, model);
      }
    }
    Heard exact = words.exactly(normalised);
    return ranking(exact == null ? heard : exact, text, language, now, index.order(all, most));
  }

  /** What the text has in common with those that are heard alike: the cache's key. */
  public static String sameAs(String text) {
    return Normalizer.normalize(text);
  }

  /** Whether such a text stands word for word in the knowledge base, and needs no cache. */
  public boolean isKnown(String sameAs) {
    return sameAs.isEmpty() || words.exactly(sameAs) != null;
  }

  private static Ranking ranking(
      Heard heard, String text, Language language, UnderstandingConfig now, List<String> order) {
    LinkedHashSet<String> intents = new LinkedHashSet<>();
    heard.candidates().forEach(candidate -> intents.add(candidate.intent()));
    intents.addAll(order);
    return new Ranking(
        heard.understood(now, Sentiment.of(text), language, false),
        heard.inScope(),
        List.copyOf(intents));
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  private CompletableFuture<Answer> work(Read text, Depth depth, UnderstandingConfig now) {
    Evidence lexically = words.evidence(text.plain);
    Heard lexical = index.heardLexically(lexically, text.language);
    Language model = index.modelFor(text.language);
    if (lexical.confidence() >= now.lexicalSure() || !models.speak(text.language)) {
      cache.put(text.plain, lexical);
      return done(lexical, false);
    }
    if (depth == Depth.LEXICAL_ONLY || model == null) {
      return done(lexical, true);
    }
    String written = cut(AsWritten.of(text.typed, text.plain), now.maxChars());
    return infer(text.plain, written, model, lexically, lexical);
  }

  private CompletableFuture<Answer> infer(
      String text, String written, Language model, Evidence lexically, Heard lexical) {
    CompletableFuture<Answer> flight = new CompletableFuture<>();
    CompletableFuture<Answer> running = inFlight.putIfAbsent(text, flight);
    if (running != null) {
      return running;
    }
    Heard justLanded = cache.getIfPresent(text); // a flight that ended after this caller's miss
    if (justLanded != null) {
      land(text, flight, new Answer(justLanded, false));
    } else if (!inference.offer(() -> fly(text, written, model, lexically, lexical, flight))) {
      land(text, flight, new Answer(lexical, true));
    }
    return flight;
  }

  private void fly(
      String text,
      String written,
      Language model,
      Evidence lexically,
      Heard lexical,
      CompletableFuture<Answer> flight) {
    Answer answer = new Answer(lexical, true);
    try {
      QuantizedVector vector = models.embed(model, written);
      Evidence all = index.semantically(text, written, lexically, vector, model);
      Heard heard = index.heardWhole(all, model);
      if (model == Language.ZH) {
        heard = heard.felt(Sentiment.of(text, vector));
      }
      cache.put(text, heard);
      answer = new Answer(heard, false);
    } catch (RuntimeException e) {
      inference.countFailure();
      log.atWarn().addKeyValue("model", model).setCause(e).log("inference failed");
    } finally {
      land(text, flight, answer);
    }
  }

  private void land(String text, CompletableFuture<Answer> flight, Answer answer) {
    inFlight.remove(text, flight);
    flight.complete(answer);
  }

  private static CompletableFuture<Answer> done(Heard heard, boolean degraded) {
    return CompletableFuture.completedFuture(new Answer(heard, degraded));
  }

  long cached() {
    return cache.estimatedSize();
  }

  int inFlight() {
    return inFlight.size();
  }

  int phrases() {
    return words.book().size();
  }
}
