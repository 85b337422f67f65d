package io.levee.app;

import io.levee.app.config.Config;
import io.levee.knowledge.Knowledge;
import io.levee.knowledge.KnowledgeFault;
import io.levee.knowledge.KnowledgeLoader;
import io.levee.knowledge.KnowledgeWatcher;
import io.levee.knowledge.LoadResult;
import io.levee.turn.Mindset;
import io.levee.understanding.Aside;
import io.levee.understanding.Matcher;
import io.levee.understanding.MatcherFactory;
import io.levee.understanding.Models;
import io.levee.understanding.Phrase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the shop knows and how it is recognised, as of now. Changed files are learned on a worker
 * thread; then both are swapped at once, and turns under way end with what they began with.
 */
final class Minds implements Supplier<Mindset> {
  private static final Logger log = LoggerFactory.getLogger(Minds.class);

  private final Vertx vertx;
  private final Supplier<Config> config;
  private final Models models;
  private final MatcherFactory factory;
  private final KnowledgeWatcher watcher;
  private volatile Mindset current;
  private volatile boolean learning = true;
  private volatile boolean closing;
  private final Future<Void> understood;

  private Minds(
      Vertx vertx,
      Supplier<Config> config,
      Path directory,
      Models models,
      MatcherFactory factory,
      Mindset first,
      MeterRegistry meters) {
    this.vertx = vertx;
    this.config = config;
    this.models = models;
    this.factory = factory;
    this.current = first;
    this.watcher =
        new KnowledgeWatcher(
            vertx,
            directory,
            () -> config.get().knowledge(),
            first.knowledge(),
            this::learn,
            meters);
    Gauge.builder("levee.knowledge.learning", this, m -> m.learning ? 1 : 0)
        .description("1 while entries are known by their words only, and not yet by meaning")
        .strongReference(true)
        .register(meters);
    Gauge.builder("levee.turn.texts", this, m -> m.current.texts())
        .description("Texts kept as they were read, at most understanding.cacheEntries")
        .strongReference(true)
        .register(meters);
    watcher.start();
    understood = understand();
  }

  /**
   * @return completes once all is learned; fails, naming every fault with its file and line, when
   *     the knowledge files cannot be used
   */
  static Future<Minds> load(Vertx vertx, Supplier<Config> config, MeterRegistry meters) {
    Path directory = Home.resolve(System.getenv(), Path.of(config.get().knowledge().directory()));
    return vertx.executeBlocking(
        () -> {
          Knowledge knowledge = read(directory, config.get());
          Models models =
              Models.load(
                  config.get().understanding(), Home.resolve(System.getenv(), Path.of("")), meters);
          MatcherFactory factory =
              new MatcherFactory(() -> config.get().understanding(), models, meters);
          Mindset first =
              mindset(config, factory, knowledge, factory.learnWords(phrases(knowledge)));
          return new Minds(vertx, config, directory, models, factory, first, meters);
        },
        false);
  }

  /**
   * Learns what the words mean, while the words alone answer: a large knowledge base takes a while,
   * and shoppers need not wait for it.
   */
  private Future<Void> understand() {
    Mindset words = current;
    return vertx
        .executeBlocking(() -> factory.learn(phrases(words.knowledge()), this::goOn), false)
        .<Void>map(
            matcher -> {
              // New files may have been taken over meanwhile.
              if (current.knowledge().version().equals(words.knowledge().version())) {
                current = mindset(config, factory, words.knowledge(), matcher);
              }
              return null;
            })
        .onSuccess(
            done -> {
              learning = false;
              log.atInfo()
                  .addKeyValue("entries", words.knowledge().entries().size())
                  .log("The knowledge is learned whole");
            })
        .onFailure(Minds::stayWithWords);
  }

  private static void stayWithWords(Throwable why) {
    if (why instanceof CancellationException) {
      log.atInfo().log("Stopped while learning what the knowledge means; the next start goes on");
    } else {
      log.atError()
          .setCause(why)
          .log("The knowledge is known by its words only; restart to try again");
    }
  }

  private void goOn(int done, int total) {
    if (closing) {
      throw new CancellationException("the gateway stops");
    }
  }

  @Override
  public Mindset get() {
    return current;
  }

  /** Hears as {@link #get()} does, and leaves no trace there. */
  Aside aside(MeterRegistry meters) {
    return factory.aside(meters);
  }

  /** Whether the entries are known by meaning too, or never will be. */
  boolean learned() {
    return understood.isComplete();
  }

  /** A word on how it is, for the readiness check. */
  String summary() {
    List<KnowledgeFault> faults = watcher.lastFaults();
    return current.knowledge().entries().size()
        + " entries"
        + (learning ? ", known by their words so far" : "")
        + (faults.isEmpty()
            ? ""
            : "; the newest files are refused and these stay in use; of "
                + faults.size()
                + " faults the first: "
                + faults.getFirst());
  }

  /** Models are native memory: nobody may be learning with them when they go. */
  Future<Void> close() {
    closing = true;
    return watcher
        .close()
        .compose(closed -> understood.otherwiseEmpty())
        .compose(
            done ->
                vertx.executeBlocking(
                    () -> {
                      factory.close();
                      models.close();
                      return null;
                    }));
  }

  private Future<Void> learn(Knowledge knowledge) {
    return vertx
        .executeBlocking(() -> factory.learn(phrases(knowledge)), false)
        .map(
            matcher -> {
              current = mindset(config, factory, knowledge, matcher);
              return null;
            });
  }

  private static Knowledge read(Path directory, Config config) {
    return switch (KnowledgeLoader.load(directory, config.knowledge())) {
      case LoadResult.Loaded(var knowledge, var warnings) -> knowledge;
      case LoadResult.Invalid(var faults) ->
          throw new IllegalStateException(
              "the knowledge cannot be used:\n"
                  + faults.stream()
                      .map(KnowledgeFault::toString)
                      .collect(Collectors.joining("\n")));
    };
  }

  /** The listener hears what was typed, the matcher what was meant. */
  private static Mindset mindset(
      Supplier<Config> config, MatcherFactory factory, Knowledge knowledge, Matcher matcher) {
    return new Mindset(
        knowledge, factory.listener(matcher), config.get().understanding().cacheEntries());
  }

  private static List<Phrase> phrases(Knowledge knowledge) {
    return knowledge.entries().stream()
        .flatMap(entry -> entry.phrases().stream().map(text -> new Phrase(entry.id(), text)))
        .toList();
  }
}
