package io.levee.understanding;

import io.levee.conversation.Language;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Fits {@link MoodHead} anew: {@code MoodTraining src/main/resources/io/levee/understanding}. Run
 * by hand when the lexicon, the lists or the model change.
 */
final class MoodTraining {
  /** The lexicon's words from here down are fury, which has a regression of its own. */
  private static final double FURIOUS = -3.2;

  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  private record Example(float[] vector, boolean yes, double weight) {}

  private final Models models;

  private MoodTraining(Models models) {
    this.models = models;
  }

  public static void main(String[] folder) throws IOException {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (Models models = Models.load(UnderstandingConfig.defaults(), registry)) {
      MoodTraining training = new MoodTraining(models);
      Path lexicon = Path.of(folder[0], "sentiment.tsv");
      List<String> lines = new ArrayList<>();
      lines.add(written(fit(balanced(training.praise(lexicon)), 6)));
      lines.add(written(fit(training.fury(lexicon), 1)));
      Files.write(Path.of(folder[0], "mood-zh.tsv"), lines, StandardCharsets.UTF_8);
    }
  }

  private List<Example> praise(Path lexicon) throws IOException {
    List<Example> examples = new ArrayList<>();
    for (Phrase word : words(lexicon)) {
      double value = Double.parseDouble(word.intent());
      if (value > FURIOUS) {
        examples.add(example(word.text(), value > 0, Math.min(2, Math.abs(value))));
      }
    }
    for (String text : Tables.lines("praise.txt")) {
      examples.add(example(text, true, 2));
    }
    for (String text : Tables.lines("complaints.txt")) {
      examples.add(example(text, false, 2));
    }
    return examples;
  }

  private List<Example> fury(Path lexicon) throws IOException {
    List<Example> examples = new ArrayList<>();
    for (Phrase word : words(lexicon)) {
      if (Double.parseDouble(word.intent()) <= -4) {
        examples.add(example(word.text(), true, 0.3));
      }
    }
    for (String text : Tables.lines("angry.txt")) {
      addChinese(text, true, 3, examples);
    }
    for (String text : Tables.lines("neutral.txt")) {
      addChinese(text, false, 1, examples);
    }
    for (Phrase phrase : Starter.read().phrases()) {
      if (!Starter.UPSET.contains(phrase.intent())) {
        addChinese(phrase.text(), false, 1, examples);
      }
    }
    return examples;
  }

  private void addChinese(String text, boolean yes, double weight, List<Example> examples) {
    if (Languages.of(Normalizer.normalize(text), Language.EN) == Language.ZH) {
      examples.add(example(text, yes, weight));
    }
  }

  private Example example(String text, boolean yes, double weight) {
    QuantizedVector vector = models.embed(Language.ZH, Normalizer.normalize(text));
    float[] floats = new float[vector.bytes().length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = vector.bytes()[i] * vector.scale();
    }
    return new Example(floats, yes, weight);
  }

  /** The lexicon's Chinese words that have a mood; the weight stands for the intent. */
  private static List<Phrase> words(Path lexicon) throws IOException {
    List<Phrase> words = new ArrayList<>();
    for (String line : Files.readAllLines(lexicon)) {
      String[] columns = line.split("\t");
      if (columns.length == 2 && columns[0].matches("-?[\\d.]+") && !columns[0].equals("0")) {
        for (String word : columns[1].split(" \\| ")) {
          if (word.matches(".*\\p{IsHan}.*") && !Normalizer.normalize(word).isEmpty()) {
            words.add(new Phrase(columns[0], word));
          }
        }
      }
    }
    return words;
  }

  private static List<Example> balanced(List<Example> examples) {
    double yes = examples.stream().filter(Example::yes).mapToDouble(Example::weight).sum();
    double no = examples.stream().filter(e -> !e.yes).mapToDouble(Example::weight).sum();
    return examples.stream()
        .map(e -> e.yes ? new Example(e.vector, true, e.weight * no / yes) : e)
        .toList();
  }

  /** Penalised logistic regression by gradient descent with momentum; the bias comes last. */
  private static double[] fit(List<Example> examples, double penalty) {
    int n = examples.getFirst().vector.length;
    double total = examples.stream().mapToDouble(Example::weight).sum();
    double[] theta = new double[n + 1];
    double[] speed = new double[n + 1];
    for (int round = 0; round < 3_000; round++) {
      double[] slope = new double[n + 1];
      for (Example e : examples) {
        double z = theta[n];
        for (int i = 0; i < n; i++) {
          z += theta[i] * e.vector[i];
        }
        double error = e.weight * (1 / (1 + Math.exp(-z)) - (e.yes ? 1 : 0));
        for (int i = 0; i < n; i++) {
          slope[i] += error * e.vector[i];
        }
        slope[n] += error;
      }
      for (int i = 0; i <= n; i++) {
        double full = slope[i] + (i < n ? penalty * theta[i] : 0);
        speed[i] = 0.95 * speed[i] - full * 2 / total;
        theta[i] += speed[i];
      }
    }
    return theta;
  }

  private static String written(double[] theta) {
    StringJoiner line = new StringJoiner("\t");
    line.add(String.format(Locale.ROOT, "%.4f", theta[theta.length - 1]));
    for (int i = 0; i < theta.length - 1; i++) {
      line.add(String.format(Locale.ROOT, "%.4f", theta[i]));
    }
    return line.toString();
  }
}
