package io.levee.understanding;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.util.List;

/**
 * How texts are understood. What the default of {@code accept} costs and spares, measured:
 * docs/UNDERSTANDING.md.
 */
public record UnderstandingConfig(
    @Setting(
            value = "true",
            doc =
                "Whether the embedding models are loaded; without them the lexical stage decides.")
        boolean embedding,
    @Setting(
            value = "20000",
            doc = "Texts whose meaning is kept in the exact cache, 1 to 10,000,000.")
        int cacheEntries,
    @Setting(value = "1", doc = "Threads that run inference, 1 to 64.") int inferenceThreads,
    @Setting(
            value = "256",
            doc =
                "Texts that may wait for an inference thread, 1 to 100,000; beyond it the lexical"
                    + " stage's word stands.")
        int inferenceQueue,
    @Setting(value = "128", doc = "Tokens of a text that a model reads, 8 to 512.") int maxTokens,
    @Setting(
            value = "400",
            doc = "Characters of a normalised text that are understood, 16 to 4,000.")
        int maxChars,
    @Setting(
            value = "100000",
            doc =
                "Phrase vectors remembered across reloads of the knowledge base, 1 to 10,000,000;"
                    + " half a kilobyte each.")
        int vectors,
    @Setting(
            value = ".levee/vectors",
            doc =
                "Directory in which phrases' vectors are kept across restarts, one file a model and"
                    + " at most `vectors` in each; relative paths start where Levee is installed;"
                    + " empty: they are not kept.")
        String vectorCache,
    @Setting(value = "2", doc = "Threads that embed phrases while knowledge is learned, 1 to 64.")
        int learnThreads,
    @Setting(
            value = "6",
            doc =
                "Learned classifiers kept beside the vectors, 0 to 100: a restart with the same"
                    + " knowledge learns nothing anew. A knowledge base has two, or three in two"
                    + " languages; some twenty megabytes each for 2,400 phrases of 174 intents.")
        int learnedKept,
    @Setting(
            value = "0.6",
            doc =
                "Least chance that the shop knows what is meant, below which a text is rejected, and"
                    + " least confidence of an intent that is answered without asking, 0 to 1.",
            live = true)
        double accept,
    @Setting(
            value = "0.15",
            doc = "Two intents whose confidence differs by less are ambiguous, 0 to 1.",
            live = true)
        double margin,
    @Setting(
            value = "0.95",
            doc = "Confidence at which the lexical stage answers alone, 0 to 1.",
            live = true)
        double lexicalSure,
    @Setting(value = "5", doc = "Candidates reported for a text, 1 to 5.", live = true) int topK)
    implements Section {

  /** What the annotations say. */
  public static UnderstandingConfig defaults() {
    return new UnderstandingConfig(
        true,
        20_000,
        1,
        256,
        128,
        400,
        100_000,
        ".levee/vectors",
        2,
        6,
        0.6,
        0.15,
        0.95,
        Judge.MOST);
  }

  /** The same without embedding: the lexical stage decides. */
  public UnderstandingConfig withoutModels() {
    return new UnderstandingConfig(
        false,
        cacheEntries,
        inferenceThreads,
        inferenceQueue,
        maxTokens,
        maxChars,
        vectors,
        vectorCache,
        learnThreads,
        learnedKept,
        accept,
        margin,
        lexicalSure,
        topK);
  }

  /** The same with a cache of another size. */
  public UnderstandingConfig withCacheEntries(int entries) {
    return new UnderstandingConfig(
        embedding,
        entries,
        inferenceThreads,
        inferenceQueue,
        maxTokens,
        maxChars,
        vectors,
        vectorCache,
        learnThreads,
        learnedKept,
        accept,
        margin,
        lexicalSure,
        topK);
  }

  /** The same, with so many inference threads, every candidate told, and no classifier kept. */
  public UnderstandingConfig forTrials(int threads) {
    return new UnderstandingConfig(
        embedding,
        cacheEntries,
        threads,
        inferenceQueue,
        maxTokens,
        maxChars,
        vectors,
        vectorCache,
        Math.max(learnThreads, threads),
        0,
        accept,
        margin,
        lexicalSure,
        Judge.MOST);
  }

  /** The same, keeping no vectors on disk. */
  UnderstandingConfig withoutVectorCache() {
    return withVectorCache("");
  }

  /** The same, keeping vectors in that directory. */
  public UnderstandingConfig withVectorCache(String directory) {
    return new UnderstandingConfig(
        embedding,
        cacheEntries,
        inferenceThreads,
        inferenceQueue,
        maxTokens,
        maxChars,
        vectors,
        directory,
        learnThreads,
        learnedKept,
        accept,
        margin,
        lexicalSure,
        topK);
  }

  @Override
  public List<Fault> faults() {
    return new Faults()
        .within("cacheEntries", cacheEntries, 1, 10_000_000)
        .within("inferenceThreads", inferenceThreads, 1, 64)
        .within("inferenceQueue", inferenceQueue, 1, 100_000)
        .within("maxTokens", maxTokens, 8, 512)
        .within("maxChars", maxChars, 16, 4_000)
        .within("vectors", vectors, 1, 10_000_000)
        .within("learnThreads", learnThreads, 1, 64)
        .within("learnedKept", learnedKept, 0, 100)
        .within("accept", accept, 0.0, 1.0)
        .within("margin", margin, 0.0, 1.0)
        .within("lexicalSure", lexicalSure, 0.0, 1.0)
        .within("topK", topK, 1, Judge.MOST)
        .list();
  }
}
