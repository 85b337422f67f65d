package io.levee.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The language of shoppers, a table for each way of typing, heard by the settings and the starter
 * knowledge that ship. A question counts as right when it is answered surely and rightly, or when
 * the right answer is one of two that are offered; {@code -} when nothing is answered surely.
 */
final class LanguageTest {
  private static Models models;
  private static MatcherFactory factory;
  private static Starter starter;
  private static Understanding full;

  @BeforeAll
  static void learn() {
    UnderstandingConfig config = UnderstandingConfig.defaults();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    starter = Starter.read();
    models = Models.load(config, registry);
    factory = new MatcherFactory(() -> config, models, registry);
    full = new Listener(factory.learn(starter.phrases()));
  }

  @AfterAll
  static void close() {
    factory.close();
    models.close();
  }

  @ParameterizedTest
  @CsvSource({
    "colloquial, 0.9",
    "typos, 0.9",
    "pinyin, 0.9",
    "doubled, 0.9",
    "traditional, 0.9",
    "mixed, 0.9",
    "mood, 0.9",
    "negation, 0.9",
    "abuse, 0.9",
    "spam, 0.95",
    "gibberish, 0.9",
    "injection, 0.9",
    "empty, 0.9",
    "courtesies, 0.9"
  })
  void understandsHoweverItIsTyped(String table, double bar) throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> rows = rows(table);
    for (String row : rows) {
      String[] columns = row.split("\t");
      Understood heard = hear(columns[0]);
      if (!right(heard, columns[1])) {
        wrong.add(columns[0] + " wants " + columns[1] + ", heard " + said(heard));
      }
    }
    atLeast(bar, rows, wrong);
  }

  @Test
  void answersEachOfSeveralQuestions() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> rows = rows("several");
    for (String row : rows) {
      String[] columns = row.split("\t");
      String[] wanted = columns[1].split(" \\+ ");
      List<Understood> heard = questions(hearAfter("", columns[0]));
      boolean right = heard.size() == wanted.length;
      for (int i = 0; right && i < wanted.length; i++) {
        right = right(heard.get(i), wanted[i]);
      }
      if (!right) {
        wrong.add(row + ", heard " + heard.stream().map(LanguageTest::said).toList());
      }
    }
    atLeast(0.9, rows, wrong);
  }

  @Test
  void answersOnceWhatIsOneMatter() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> rows = rows("one");
    for (String row : rows) {
      String[] columns = row.split("\t");
      List<Understood> heard = questions(hearAfter("", columns[0]));
      if (!heard.stream().allMatch(one -> right(one, columns[1]))) {
        wrong.add(row + ", heard " + heard.stream().map(LanguageTest::said).toList());
      }
    }
    atLeast(0.9, rows, wrong);
  }

  @Test
  void understandsWhatNeedsTheTurnBefore() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> rows = rows("followup");
    for (String row : rows) {
      String[] columns = row.split("\t");
      Understood heard = hearAfter(columns[0], columns[1]);
      if (!right(heard, columns[2])) {
        wrong.add(row + ", heard " + said(heard));
      }
    }
    atLeast(0.9, rows, wrong);
  }

  @Test
  void hearsFuryInWordsItWasNeverTold() throws IOException {
    MoodReader reader = new MoodReader(models);
    List<String> furious = Tables.lines("fury-unseen.txt");
    List<String> calm = Tables.lines("calm-unseen.txt");
    assertThat(furious.stream().filter(t -> reader.of(t) == 1).count())
        .isGreaterThanOrEqualTo((long) (0.8 * furious.size()));
    assertThat(calm.stream().filter(t -> reader.of(t) == 1))
        .hasSizeLessThanOrEqualTo((int) (0.05 * calm.size()));
  }

  @Test
  void takesNoQuestionOfTheShopForNoise() {
    assertThat(starter.phrases())
        .filteredOn(p -> Noise.of(p.text()).filter(noise -> noise != Noise.EMPTY).isPresent())
        .isEmpty();
  }

  private static List<String> rows(String table) throws IOException {
    List<String> rows = Tables.lines("language/" + table + ".tsv");
    assertThat(rows).hasSizeGreaterThanOrEqualTo(40);
    return rows;
  }

  private static void atLeast(double bar, List<String> rows, List<String> wrong) {
    double share = 1 - wrong.size() / (double) rows.size();
    if (Boolean.getBoolean("levee.tables")) {
      System.out.printf("%.3f%n%s%n", share, String.join("\n", wrong));
    }
    assertThat(share).as(String.join("\n", wrong)).isGreaterThanOrEqualTo(bar);
  }

  private static Understood hear(String text) {
    return full.hear(text).toCompletableFuture().join();
  }

  private static Understood hearAfter(String lastIntent, String text) {
    return new Hearing(full, (intent, language) -> starter.titles().getOrDefault(intent, ""))
        .hear(text, lastIntent, Depth.FULL)
        .toCompletableFuture()
        .join();
  }

  /** Each of several questions; the one where it is one. */
  private static List<Understood> questions(Understood heard) {
    return heard.parts().isEmpty()
        ? List.of(heard)
        : heard.parts().stream()
            .map(
                part ->
                    new Understood(
                        heard.stage(),
                        part.candidates(),
                        part.verdict(),
                        heard.sentiment(),
                        heard.language(),
                        heard.degraded()))
            .toList();
  }

  private static boolean right(Understood heard, String wanted) {
    Set<String> good = Arrays.stream(wanted.split("\\|")).collect(Collectors.toSet());
    if (heard.verdict() == Verdict.REJECTED) {
      return good.contains("-");
    }
    int offered = heard.verdict() == Verdict.SURE ? 1 : 2;
    boolean named =
        heard.candidates().stream().limit(offered).anyMatch(c -> good.contains(c.intent()));
    return named || (heard.verdict() == Verdict.AMBIGUOUS && good.contains("-"));
  }

  private static String said(Understood heard) {
    return heard.verdict()
        + heard.candidates().stream()
            .limit(2)
            .collect(
                Collectors.toMap(
                    Understood.Candidate::intent,
                    c -> Math.round(c.confidence() * 100),
                    (a, b) -> a,
                    TreeMap::new))
            .toString();
  }
}
