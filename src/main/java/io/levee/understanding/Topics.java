package io.levee.understanding;

import io.levee.conversation.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What shoppers speak of, whichever shop it is: goods, delivery, returns, invoices and so on, by a
 * sentence's vector. A classifier of a shop's own entries learns sooner which is meant when it is
 * told.
 *
 * <p>Fitted by {@code TopicTraining} in the tests on the knowledge that ships: ridge regression for
 * each of its entries; a topic is as likely as its entries together.
 */
final class Topics {
  private static final float SHARPNESS = 40;

  /** A log likelihood so far below the best is none. */
  private static final float NOTHING = 15;

  private static final double MOST_KNOWN = 0.1;

  private static final Topics CHINESE = read("topics-zh.tsv");

  private final float[][] weights; // of each dimension: every entry's, and last the centre's
  private final float[] offsets; // theirs, and last the square of the centre
  private final int[] topicOf;
  private final int topics;
  private final Set<Long> learned;

  private Topics(float[][] weights, float[] offsets, int[] topicOf, int topics, Set<Long> learned) {
    this.weights = weights;
    this.offsets = offsets;
    this.topicOf = topicOf;
    this.topics = topics;
    this.learned = learned;
  }

  /**
   * Null where none were learned for that language's model, or where too many of the phrases are
   * those they were learned from: there they say no more than the phrases themselves, too surely.
   *
   * @param phrases normalised
   */
  static Topics of(Language model, int dimensions, List<String> phrases) {
    if (model != Language.ZH || CHINESE.weights.length != dimensions) {
      return null;
    }
    long known =
        phrases.stream().filter(p -> CHINESE.learned.contains(TextHash.of(p).high())).count();
    return known > MOST_KNOWN * phrases.size() ? null : CHINESE;
  }

  /** The square root of each topic's likelihood, so that the whole is of length one. */
  float[] of(QuantizedVector vector) {
    float[] sums = new float[offsets.length];
    LinearModel.addAll(sums, weights, vector.floats());
    int entries = topicOf.length;
    double square = 1 - 2 * sums[entries] + offsets[entries];
    float sharpness = (float) (SHARPNESS / Math.sqrt(Math.max(square, 1e-12)));
    float best = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < entries; i++) {
      sums[i] = sharpness * (sums[i] - offsets[i]);
      best = Math.max(best, sums[i]);
    }
    float[] likely = new float[topics];
    double sum = 0;
    for (int i = 0; i < entries; i++) {
      if (sums[i] > best - NOTHING) {
        double share = Math.exp(sums[i] - best);
        likely[topicOf[i]] += (float) share;
        sum += share;
      }
    }
    for (int t = 0; t < topics; t++) {
      likely[t] = (float) Math.sqrt(likely[t] / sum);
    }
    return likely;
  }

  /**
   * First the halves of the phrases' hashes; then a line an entry: its topic, its offset, a step's
   * worth, its weights; the centre's is last.
   */
  private static Topics read(String resource) {
    try (InputStream in = Topics.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      LongBuffer hashes = ByteBuffer.wrap(bytes(reader.readLine())).asLongBuffer();
      Set<Long> learned = new HashSet<>();
      while (hashes.hasRemaining()) {
        learned.add(hashes.get());
      }
      List<String[]> lines = reader.lines().map(line -> line.split("\t")).toList();
      int dimensions = bytes(lines.getFirst()[3]).length;
      float[][] weights = new float[dimensions][lines.size()];
      float[] offsets = new float[lines.size()];
      Map<String, Integer> topics = new LinkedHashMap<>();
      int[] topicOf = new int[lines.size()];
      for (int i = 0; i < topicOf.length; i++) {
        String[] line = lines.get(i);
        topics.putIfAbsent(line[0], topics.size());
        topicOf[i] = topics.get(line[0]);
        offsets[i] = Float.parseFloat(line[1]);
        byte[] steps = bytes(line[3]);
        for (int d = 0; d < dimensions; d++) {
          weights[d][i] = steps[d] * Float.parseFloat(line[2]);
        }
      }
      // the centre is no entry, and the topic it is named as is none
      int entries = topicOf.length - 1;
      return new Topics(
          weights, offsets, Arrays.copyOf(topicOf, entries), topics.size() - 1, learned);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String written) {
    return Base64.getDecoder().decode(written);
  }
}
