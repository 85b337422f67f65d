package io.levee.understanding;

import io.levee.conversation.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  private static final Topics CHINESE = read("topics-zh.tsv");

  private final Rows entries; // their weights, and last the centre
  private final float[] offsets; // theirs, and last the square of the centre
  private final int[] topicOf;
  private final int topics;

  private Topics(Rows entries, float[] offsets, int[] topicOf, int topics) {
    this.entries = entries;
    this.offsets = offsets;
    this.topicOf = topicOf;
    this.topics = topics;
  }

  /** Null where none were learned for that language's model. */
  static Topics of(Language model, int dimensions) {
    return model == Language.ZH && CHINESE.entries.dimensions() == dimensions ? CHINESE : null;
  }

  /** The square root of each topic's likelihood, so that the whole is of length one. */
  float[] of(QuantizedVector vector) {
    Rows.Probe probe = entries.probe(vector);
    int centre = topicOf.length;
    double square = 1 - 2 * probe.cosine(centre) + offsets[centre];
    double sharpness = SHARPNESS / Math.sqrt(Math.max(square, 1e-12));
    float[] scores = new float[topicOf.length];
    float best = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = probe.cosine(i) - offsets[i];
      best = Math.max(best, scores[i]);
    }
    float[] likely = new float[topics];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      double share = Math.exp(sharpness * (scores[i] - best));
      likely[topicOf[i]] += (float) share;
      sum += share;
    }
    for (int t = 0; t < topics; t++) {
      likely[t] = (float) Math.sqrt(likely[t] / sum);
    }
    return likely;
  }

  /** A line an entry: its topic, its offset, a step's worth, its weights; the centre's is last. */
  private static Topics read(String resource) {
    try (InputStream in = Topics.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String[]> lines = reader.lines().map(line -> line.split("\t")).toList();
      int dimensions = Base64.getDecoder().decode(lines.getFirst()[3]).length;
      Rows entries = new Rows(lines.size(), dimensions);
      float[] offsets = new float[lines.size()];
      Map<String, Integer> topics = new LinkedHashMap<>();
      int[] topicOf = new int[lines.size()];
      for (int i = 0; i < topicOf.length; i++) {
        String[] line = lines.get(i);
        topics.putIfAbsent(line[0], topics.size());
        topicOf[i] = topics.get(line[0]);
        offsets[i] = Float.parseFloat(line[1]);
        byte[] weights = Base64.getDecoder().decode(line[3]);
        entries.set(i, new QuantizedVector(weights, Float.parseFloat(line[2])));
      }
      // the centre has no topic: its name is the last one's alone
      return new Topics(
          entries, offsets, Arrays.copyOf(topicOf, topicOf.length - 1), topics.size() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
