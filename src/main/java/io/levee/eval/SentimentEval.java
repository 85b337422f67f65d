package io.levee.eval;

import io.levee.understanding.MoodReader;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code levee eval sentiment}: is the shopper's feeling heard? Labels are 1 to 5, or, as reviews
 * have it, 0 for bad and 1 for good: then only which side a text is on counts.
 */
final class SentimentEval {
  private static final int WORST = 1;
  private static final int BEST = 5;

  private final boolean twoWay;
  private final Map<String, int[]> heard = new TreeMap<>();
  private final int n;
  private int right;
  private int nearlyRight;

  private SentimentEval(List<Labelled> texts, MoodReader reader) {
    twoWay = texts.stream().allMatch(t -> t.label().equals("0") || t.label().equals("1"));
    n = texts.size();
    for (Labelled text : texts) {
      int label = Integer.parseInt(text.label());
      int said = reader.of(text.text());
      heard.computeIfAbsent(text.label(), l -> new int[BEST + 1])[said]++;
      int mapped = twoWay ? (reader.praises(text.text()) ? 1 : 0) : said;
      right += mapped == label ? 1 : 0;
      nearlyRight += Math.abs(mapped - label) <= 1 ? 1 : 0;
    }
  }

  /**
   * @throws IOException naming a label that is no feeling
   */
  static SentimentEval run(Path file, MoodReader reader) throws IOException {
    List<Labelled> texts = Labelled.read(file);
    for (Labelled text : texts) {
      if (!text.label().matches("[0-5]")) {
        throw new IOException(
            file + ": the label " + text.label() + " is no feeling; give 0 or 1, or 1 to 5");
      }
    }
    return new SentimentEval(texts, reader);
  }

  private double accuracy() {
    return right / (double) n;
  }

  JsonObject json() {
    JsonObject json = new JsonObject().put("n", n).put("accuracy", Figures.round(accuracy()));
    if (!twoWay) {
      json.put("withinOne", Figures.round(nearlyRight / (double) n));
    }
    JsonObject labels = new JsonObject();
    heard.forEach(
        (label, counts) -> {
          JsonObject row = new JsonObject();
          for (int s = WORST; s <= BEST; s++) {
            row.put(String.valueOf(s), counts[s]);
          }
          labels.put(label, row);
        });
    return json.put("heard", labels);
  }

  void print(PrintStream out) {
    out.printf("%,d texts: accuracy %s", n, Figures.share(accuracy()));
    if (!twoWay) {
      out.printf(", within one %s", Figures.share(nearlyRight / (double) n));
    }
    out.printf("%n%n%7s  %s%n", "label", "heard as 1 (furious) to 5 (delighted)");
    heard.forEach(
        (label, counts) -> {
          out.printf("%7s", label);
          for (int s = WORST; s <= BEST; s++) {
            out.printf("  %6d", counts[s]);
          }
          out.println();
        });
  }
}
