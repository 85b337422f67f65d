package io.levee.understanding;

import io.levee.conversation.Language;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Entries that the matcher cannot tell apart, because a phrase of one is as good as a phrase of the
 * other: which of the two answers a shopper is then chance.
 */
public final class Lookalikes {
  /**
   * Two phrases of different intents.
   *
   * @param likeness the cosine of their vectors; 1 where they are one text to the matcher
   */
  public record Pair(Phrase one, Phrase other, double likeness) {}

  private Lookalikes() {}

  /**
   * Blocks: for an inference for every phrase whose vector is not kept, then for a comparison of
   * every two.
   *
   * @param models without one for a language, only texts that are spelled alike are found in it
   * @param alike the cosine from which two phrases count, 0 to 1
   * @param progress told of the phrases that were embedded, then compared: twice as many
   * @return the likest pair of every two intents, the likest first
   */
  public static List<Pair> among(
      List<Phrase> phrases, Models models, double alike, MatcherFactory.Progress progress) {
    Phrasebook book = Phrasebook.of(phrases);
    int size = book.size();
    QuantizedVector[] vectors = new QuantizedVector[size];
    for (int i = 0; i < size; i++) {
      Language language = book.languages().get(i);
      if (models.speak(language)) {
        vectors[i] = models.embedPhrases(language, List.of(book.written().get(i))).getFirst();
      }
      progress.at(i + 1, 2 * size);
    }
    models.save();
    Map<List<Integer>, Found> likest = new HashMap<>();
    for (int i = 0; i < size; i++) {
      int one = i;
      IntStream.range(i + 1, size)
          .parallel()
          .filter(other -> book.intentOf()[one] != book.intentOf()[other])
          .mapToObj(other -> new Found(one, other, likeness(book, vectors, one, other)))
          .filter(found -> found.likeness >= alike)
          .toList()
          .forEach(
              found ->
                  likest.merge(
                      found.intents(book), found, (a, b) -> a.likeness >= b.likeness ? a : b));
      progress.at(size + i + 1, 2 * size);
    }
    return likest.values().stream()
        .sorted(
            Comparator.comparingDouble(Found::likeness)
                .reversed()
                .thenComparingInt(Found::one)
                .thenComparingInt(Found::other))
        .map(
            found ->
                new Pair(
                    found.phrase(book, found.one), found.phrase(book, found.other), found.likeness))
        .toList();
  }

  private record Found(int one, int other, double likeness) {
    List<Integer> intents(Phrasebook book) {
      int a = book.intentOf()[one];
      int b = book.intentOf()[other];
      return List.of(Math.min(a, b), Math.max(a, b));
    }

    Phrase phrase(Phrasebook book, int i) {
      return new Phrase(book.intents().get(book.intentOf()[i]), book.written().get(i));
    }
  }

  private static double likeness(Phrasebook book, QuantizedVector[] vectors, int one, int other) {
    if (book.texts().get(one).equals(book.texts().get(other))) {
      return 1;
    }
    QuantizedVector a = vectors[one];
    QuantizedVector b = vectors[other];
    boolean comparable = a != null && b != null && a.bytes().length == b.bytes().length;
    return comparable ? dot(a.bytes(), b.bytes()) * (double) a.scale() * b.scale() : 0;
  }

  private static int dot(byte[] a, byte[] b) {
    int sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
