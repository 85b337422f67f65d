package io.levee.understanding;

import io.levee.conversation.Language;
import io.levee.understanding.MatcherFactory.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives phrases their vectors: those that are remembered, and for the rest an inference each, on
 * several threads. Many are embedded {@value #BATCH} at a time, of about the same length, which
 * takes half as long; eight-bit models round a batch's numbers alike, so that the vectors come out
 * a little coarser (a cosine of 0.99 with those made one by one), and few are made one by one.
 */
final class PhraseEmbedding {
  private static final long PROGRESS_MILLIS = 200;

  /** New phrases from which on time matters more than the last digit. */
  private static final int MANY = 20_000;

  private static final int BATCH = 8;

  /** Vectors are kept on disk as often, so that an interrupted learning goes on where it was. */
  private static final long SAVE_MILLIS = 5_000;

  /** Phrases to be embedded at once. */
  private record Batch(Language model, List<String> texts) {}

  private final Models models;
  private final int threads;

  PhraseEmbedding(Models models, int threads) {
    this.models = models;
    this.threads = threads;
  }

  /**
   * Fills the vectors in. Blocks; tells of the progress on the caller's thread, and an exception
   * from there ends the work.
   */
  void fill(Phrasebook book, Map<Language, QuantizedVector[]> vectors, Progress progress) {
    Map<Language, Map<String, List<Integer>>> missing = new LinkedHashMap<>();
    int found = 0;
    for (int i = 0; i < book.size(); i++) {
      Language model = book.languages().get(i);
      String text = book.written().get(i);
      QuantizedVector known = vectors.containsKey(model) ? models.phrase(model, text) : null;
      if (known != null) {
        vectors.get(model)[i] = known;
      } else if (vectors.containsKey(model)) {
        missing
            .computeIfAbsent(model, m -> new LinkedHashMap<>())
            .computeIfAbsent(text, t -> new ArrayList<>(1))
            .add(i);
        continue;
      }
      found++;
    }
    try {
      embed(batches(missing), missing, vectors, progress, found, book.size());
    } finally {
      models.save();
    }
    progress.at(book.size(), book.size());
  }

  private static List<Batch> batches(Map<Language, Map<String, List<Integer>>> missing) {
    int all = missing.values().stream().mapToInt(Map::size).sum();
    int atOnce = all < MANY ? 1 : BATCH;
    List<Batch> batches = new ArrayList<>();
    missing.forEach(
        (model, places) -> {
          List<String> texts = new ArrayList<>(places.keySet());
          if (atOnce > 1) {
            texts.sort(Comparator.comparingInt(String::length));
          }
          for (int i = 0; i < texts.size(); i += atOnce) {
            batches.add(new Batch(model, texts.subList(i, Math.min(texts.size(), i + atOnce))));
          }
        });
    return batches;
  }

  private void embed(
      List<Batch> batches,
      Map<Language, Map<String, List<Integer>>> missing,
      Map<Language, QuantizedVector[]> vectors,
      Progress progress,
      int found,
      int total) {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger(found);
    AtomicBoolean stop = new AtomicBoolean();
    Runnable work =
        () -> {
          for (int i = next.getAndIncrement();
              i < batches.size() && !stop.get();
              i = next.getAndIncrement()) {
            Batch batch = batches.get(i);
            List<QuantizedVector> made = models.embedPhrases(batch.model, batch.texts);
            for (int k = 0; k < made.size(); k++) {
              for (int place : missing.get(batch.model).get(batch.texts.get(k))) {
                vectors.get(batch.model)[place] = made.get(k);
                done.incrementAndGet();
              }
            }
          }
        };
    try (ExecutorService helpers = Executors.newFixedThreadPool(threads, PhraseEmbedding::helper)) {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < Math.min(threads, batches.size()); t++) {
        running.add(helpers.submit(work));
      }
      try {
        running.forEach(helper -> await(helper, done, total, progress));
      } finally {
        stop.set(true);
      }
    }
  }

  private void await(Future<?> helper, AtomicInteger done, int total, Progress progress) {
    long saved = System.nanoTime();
    while (true) {
      try {
        helper.get(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException stillRunning) {
        progress.at(Math.min(done.get(), total - 1), total);
        if (System.nanoTime() - saved > SAVE_MILLIS * 1_000_000) {
          models.save();
          saved = System.nanoTime();
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("learning failed: " + e.getCause(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("learning was interrupted");
      }
    }
  }

  private static Thread helper(Runnable work) {
    Thread thread = new Thread(work, "levee-learning");
    thread.setDaemon(true);
    return thread;
  }
}
