package io.levee.understanding;

import io.levee.conversation.Language;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Fits {@link Topics} anew: {@code TopicTraining src/main/resources/io/levee/understanding}. Run by
 * hand when the knowledge that ships or the model changes.
 */
final class TopicTraining {
  private static final double PENALTY = 1;

  private final List<String> intents = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<Integer> intentOf = new ArrayList<>();
  private final List<float[]> vectors = new ArrayList<>();

  private TopicTraining() {}

  public static void main(String[] folder) throws IOException {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    TopicTraining training = new TopicTraining();
    try (Models models = Models.load(UnderstandingConfig.defaults(), registry)) {
      for (Phrase phrase : Starter.read().phrases()) {
        String text = Normalizer.normalize(phrase.text());
        if (Languages.of(text, Language.EN) == Language.ZH) {
          if (!training.intents.contains(phrase.intent())) {
            training.intents.add(phrase.intent());
          }
          training.texts.add(text);
          training.intentOf.add(training.intents.indexOf(phrase.intent()));
          training.vectors.add(
              models.embed(Language.ZH, AsWritten.of(phrase.text(), text)).floats());
        }
      }
    }
    Files.write(Path.of(folder[0], "topics-zh.tsv"), training.fit(), StandardCharsets.UTF_8);
  }

  /** Ridge regression around the means, for all entries at once. */
  private List<String> fit() {
    int n = vectors.getFirst().length;
    float[] centre = new float[n];
    for (float[] vector : vectors) {
      for (int i = 0; i < n; i++) {
        centre[i] += vector[i] / vectors.size();
      }
    }
    double[][] left = new double[n][n];
    double[][] right = new double[n][intents.size()];
    double[] often = new double[intents.size()];
    intentOf.forEach(intent -> often[intent] += 1.0 / intentOf.size());
    for (int k = 0; k < vectors.size(); k++) {
      double[] x = around(centre, vectors.get(k));
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          left[i][j] += x[i] * x[j];
        }
        for (int c = 0; c < often.length; c++) {
          right[i][c] += x[i] * ((intentOf.get(k) == c ? 1 : 0) - often[c]);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      left[i][i] += PENALTY;
    }
    solve(left, right);
    List<String> lines = new ArrayList<>();
    ByteBuffer hashes = ByteBuffer.allocate(texts.size() * Long.BYTES);
    texts.forEach(text -> hashes.putLong(TextHash.of(text).high()));
    lines.add(Base64.getEncoder().encodeToString(hashes.array()));
    for (int c = 0; c < often.length; c++) {
      float[] weights = new float[n];
      double offset = 0;
      for (int i = 0; i < n; i++) {
        weights[i] = (float) right[i][c];
        offset += right[i][c] * centre[i];
      }
      lines.add(line(intents.get(c).split("\\.")[0], offset, weights));
    }
    double square = 0;
    for (float x : centre) {
      square += (double) x * x;
    }
    lines.add(line("-", square, centre));
    return lines;
  }

  private static double[] around(float[] centre, float[] vector) {
    double[] x = new double[vector.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = vector[i] - centre[i];
    }
    double length = Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
    return Arrays.stream(x).map(v -> v / length).toArray();
  }

  /** Gaussian elimination of a positive definite matrix; the solution takes the right's place. */
  private static void solve(double[][] left, double[][] right) {
    int n = left.length;
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        if (k != i) {
          double times = left[k][i] / left[i][i];
          for (int j = i; j < n; j++) {
            left[k][j] -= times * left[i][j];
          }
          for (int c = 0; c < right[k].length; c++) {
            right[k][c] -= times * right[i][c];
          }
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < right[i].length; c++) {
        right[i][c] /= left[i][i];
      }
    }
  }

  private static String line(String topic, double offset, float[] weights) {
    QuantizedVector vector = QuantizedVector.of(weights);
    return String.format(
        Locale.ROOT,
        "%s\t%.6g\t%.6g\t%s",
        topic,
        offset,
        vector.scale(),
        Base64.getEncoder().encodeToString(vector.bytes()));
  }
}
