package io.levee.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.Language;
import io.levee.knowledge.LoadResult.Invalid;
import io.levee.knowledge.LoadResult.Loaded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class KnowledgeLoaderTest {
  private static final Circumstances HERE =
      new Circumstances("demo", "http", Instant.parse("2025-11-11T00:00:00Z"));

  private static final String PERSON =
      """
        - id: human.request
          question: 转人工
          action: handoff
      """;

  @TempDir Path directory;

  static Stream<Arguments> faulty() {
    return Stream.of(
        fault(1, "is empty", ""),
        fault(1, "has no `entries:`", "category: 物流\n"),
        fault(1, "must be keys with values", "- id: a\n"),
        fault(1, "`entries` is an empty list", "entries: []\n"),
        fault(1, "`entries` must be a list", "entries: none\n"),
        fault(1, "unknown key `entires`", "entires: []\nentries:\n" + PERSON),
        fault(2, "an entry must be keys with values", "entries:\n  - 转人工\n" + PERSON),
        fault(5, "unknown key `anwsers`", entry("anwsers: {zh: 好}\n    answers: {zh: 好}")),
        fault(2, "there are no `answers`", entry("category: c")),
        fault(5, "must be keys with values", entry("answers: 好")),
        fault(5, "`zh` is empty", entry("answers: {zh: }")),
        fault(5, "`zh` must be a text", entry("answers: {zh: [好]}")),
        fault(5, "unknown key `fr`", entry("answers: {fr: bon}")),
        fault(6, "`upset` has `en`", entry("answers: {zh: 好}\n    upset: {en: Good}")),
        fault(6, "`answers` stands here twice", entry("answers: {zh: 好}\n    answers: {zh: 好}")),
        fault(6, "`paraphrases` is an empty list", entry("answers: {zh: 好}\n    paraphrases: []")),
        fault(6, "`paraphrases` must be a list", entry("answers: {zh: 好}\n    paraphrases: 啥")),
        fault(
            8,
            "`paraphrases` is empty",
            entry("answers: {zh: 好}\n    paraphrases:\n      - 一\n      -\n      - 三")),
        fault(
            7,
            "`paraphrases` has 101 characters",
            entry("answers: {zh: 好}\n    paraphrases:\n      - " + "长".repeat(101))),
        fault(6, "there is no action `dance`", entry("answers: {zh: 好}\n    action: dance")),
        fault(6, "`skill` goes with", entry("answers: {zh: 好}\n    skill: returns")),
        fault(6, "`featured` must be true or false", entry("answers: {zh: 好}\n    featured: si")),
        fault(6, "is no date", entry("answers: {zh: 好}\n    when: {from: 2025-13-01}")),
        fault(6, "is no date", entry("answers: {zh: 好}\n    when: {from: 2025-11-11T20:00:00}")),
        fault(
            6,
            "is not before `until`",
            entry("answers: {zh: 好}\n    when: {from: 2025-11-12, until: 2025-11-11}")),
        fault(6, "unknown key `store`", entry("answers: {zh: 好}\n    when: {store: demo}")),
        fault(
            7,
            "the variant has no `when`",
            entry("answers: {zh: 好}\n    variants:\n      - answers: {zh: 一}")),
        fault(
            6,
            "the option `order.trakc` is no",
            entry("answers: {zh: 好}\n    options: [order.trakc]")),
        fault(
            6,
            "has 7 options",
            entry("answers: {zh: 好}\n    options: [转人工, 转人工, 转人工, 转人工, 转人工, 转人工, 转人工]")),
        fault(
            5,
            "the entry has no `id`",
            "entries:\n" + PERSON + "  - question: 问\n    answers: {zh: 好}\n"),
        fault(
            5,
            "`id` may have letters",
            "entries:\n" + PERSON + "  - id: 订单\n    question: 问\n    answers: {zh: 好}\n"),
        fault(
            5,
            "the id `human.request` stands at",
            "entries:\n"
                + PERSON
                + "  - id: human.request\n    question: 问\n    answers: {zh: 好}\n"),
        fault(
            6,
            "“转人工！” stands in `human.request` too",
            "entries:\n" + PERSON + "  - id: b\n    question: 转人工！\n    answers: {zh: 好}\n"),
        fault(2, "is not YAML", "entries:\n\t- id: a\n"),
        fault(3, "has the unprintable character U+0007", "entries:\n# 一\n# \u0007\n"));
  }

  @ParameterizedTest(name = "{1}, at line {0}")
  @MethodSource("faulty")
  void tellsFileAndLineOfEveryFault(int line, String problem, String yaml) throws IOException {
    Path file = write("a.yaml", yaml);

    assertThat(load())
        .isInstanceOfSatisfying(
            Invalid.class,
            invalid ->
                assertThat(invalid.faults())
                    .anySatisfy(
                        fault -> {
                          assertThat(fault.file()).isEqualTo(file.toString());
                          assertThat(fault.line()).isEqualTo(line);
                          assertThat(fault.problem()).contains(problem);
                        }));
  }

  @Test
  void tellsTheFaultsOfAllFilesAtOnce() throws IOException {
    write("a.yaml", entry("anwsers: {zh: 好}"));
    write("b.yml", "entries: []\n");
    Files.write(directory.resolve("c.yaml"), new byte[] {'a', '\n', (byte) 0xff});

    assertThat(((Invalid) load()).faults())
        .extracting(fault -> Path.of(fault.file()).getFileName() + ":" + fault.line())
        .containsExactly("a.yaml:2", "a.yaml:5", "b.yml:1", "c.yaml:2");
  }

  @Test
  void refusesABombOfAliases() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    write("a.yaml", bomb.toString());

    assertThat(((Invalid) load()).faults()).anyMatch(f -> f.problem().contains("aliases"));
  }

  @Test
  void refusesAMissingAndAnEmptyDirectory() {
    assertThat(((Invalid) KnowledgeLoader.load(directory.resolve("no"), Settings.small())).faults())
        .singleElement()
        .matches(f -> f.line() == 0 && f.problem().contains("is no directory"));
    assertThat(((Invalid) load()).faults())
        .singleElement()
        .matches(f -> f.problem().contains("has no .yaml file"));
  }

  @Test
  void refusesMoreThanTheBounds() throws IOException {
    StringBuilder many = new StringBuilder("entries:\n");
    for (int i = 0; i < 101; i++) {
      many.append("  - {id: e%d, question: 问题%d, answers: {zh: 好}}\n".formatted(i, i));
    }
    write("a.yaml", many.toString());
    write("b.yaml", "#".repeat(1 << 20) + "\n");

    assertThat(((Invalid) load()).faults())
        .extracting(KnowledgeFault::line)
        .containsExactly(102, 0);
  }

  @Test
  void warnsOfWhatIsProbablyNotMeant() throws IOException {
    write(
        "a.yaml",
        """
        entries:
          - id: a
            question: 问
            answers: {zh: 好}
            paraphrases:
              - 问！
            options: [去月球]
        """);

    assertThat(((Loaded) load()).warnings())
        .extracting(f -> f.line() + " " + f.problem().replaceAll("[,;].*", ""))
        .containsExactly(
            "0 no entry has `action: handoff`",
            "6 “问！” is the same as “问” at " + directory.resolve("a.yaml") + ":3",
            "7 the option “去月球” is no entry's question or paraphrase");
  }

  @Test
  void keepsTheVersionWhileTheContentStays() throws IOException {
    write("a.yaml", "entries:\n" + PERSON);
    String before = loaded().version();

    assertThat(loaded().version()).isEqualTo(before).hasSize(12);
    write("a.yaml", "entries:\n" + PERSON + "# changed\n");
    assertThat(loaded().version()).isNotEqualTo(before);
  }

  @Test
  void saysTheKinderWordsToWhoeverIsUpsetAndAnotherLanguageRatherThanNone() throws IOException {
    write(
        "a.yaml",
        """
        entries:
          - id: a
            question: 问
            answers: {zh: 好, en: Good}
            upset: {zh: 抱歉}
          - id: b
            question: 只有中文
            answers: {zh: 中}
            options: {zh: [转人工], en: [Help]}
        """
            + PERSON.replace("action: handoff", "titles: {en: Help}\n    action: handoff"));
    Knowledge knowledge = loaded();

    assertThat(knowledge.answer("a", Language.ZH, Mood.UPSET, HERE))
        .contains(new Answer("抱歉", true, List.of()));
    assertThat(knowledge.answer("a", Language.EN, Mood.UPSET, HERE))
        .contains(new Answer("Good", false, List.of()));
    assertThat(knowledge.answer("b", Language.EN, Mood.USUAL, HERE))
        .contains(new Answer("中", false, List.of("Help")));
    assertThat(knowledge.answer("human.request", Language.ZH, Mood.USUAL, HERE)).isEmpty();
    assertThat(knowledge.answer("none", Language.ZH, Mood.USUAL, HERE)).isEmpty();
  }

  @Test
  void holdsOnlyUnderItsConditions() throws IOException {
    write(
        "a.yaml",
        """
        entries:
          - id: sale
            question: 双十一
            answers: {zh: 快}
            when: {storefronts: [demo], channels: [http, socket], from: 2025-11-10, until: 2025-11-11}
          - id: a
            question: 问
            answers: {zh: 好}
            options: [sale, human.request]
        """
            + PERSON);
    Knowledge knowledge = loaded();

    assertThat(says(knowledge, "demo", "http", "2025-11-09T16:00:00Z")).contains("快");
    assertThat(says(knowledge, "demo", "http", "2025-11-09T15:59:59Z")).isEmpty();
    assertThat(says(knowledge, "demo", "socket", "2025-11-11T15:59:59Z")).contains("快");
    assertThat(says(knowledge, "demo", "socket", "2025-11-11T16:00:00Z")).isEmpty();
    assertThat(says(knowledge, "other", "http", "2025-11-11T00:00:00Z")).isEmpty();
    assertThat(says(knowledge, "demo", "wechat", "2025-11-11T00:00:00Z")).isEmpty();
    assertThat(knowledge.answer("a", Language.ZH, Mood.USUAL, HERE).orElseThrow().options())
        .containsExactly("双十一", "转人工");
    assertThat(
            knowledge
                .answer("a", Language.ZH, Mood.USUAL, new Circumstances("x", "http", HERE.now()))
                .orElseThrow()
                .options())
        .containsExactly("转人工");
  }

  @Test
  void saysSomethingElseWhileAVariantHolds() throws IOException {
    write(
        "a.yaml",
        """
        entries:
          - id: ship
            question: 何时发货
            answers: {zh: 两天}
            options: [human.request]
            variants:
              - when: {from: 2025-11-10T20:00:00+08:00, until: 2025-11-13}
                answers: {zh: 大促期间七天}
        """
            + PERSON);
    Knowledge knowledge = loaded();

    assertThat(knowledge.answer("ship", Language.ZH, Mood.USUAL, HERE))
        .contains(new Answer("大促期间七天", false, List.of()));
    Circumstances before = new Circumstances("demo", "http", Instant.parse("2025-11-10T11:59:59Z"));
    assertThat(knowledge.answer("ship", Language.ZH, Mood.USUAL, before))
        .contains(new Answer("两天", false, List.of("转人工")));
  }

  @Test
  void whatDependsOnNothingIsMadeOnceAndAllElseEachTime() throws IOException {
    write(
        "a.yaml",
        """
        entries:
          - id: sale
            question: 双十一
            answers: {zh: 快}
            when: {until: 2025-11-12}
          - id: a
            question: 问
            answers: {zh: 好, en: Fine}
            upset: {zh: 抱歉}
            options: {zh: [human.request, 别的], en: [human.request]}
          - id: b
            question: 那个
            answers: {zh: 好}
            options: [双十一, human.request]
        """
            + PERSON);
    Knowledge knowledge = loaded();
    Circumstances later =
        new Circumstances("other", "socket", Instant.parse("2025-12-01T00:00:00Z"));

    Answer once = knowledge.answer("a", Language.ZH, Mood.USUAL, HERE).orElseThrow();
    assertThat(once).isEqualTo(new Answer("好", false, List.of("转人工", "别的")));
    assertThat(knowledge.answer("a", Language.ZH, Mood.USUAL, later).orElseThrow()).isSameAs(once);
    assertThat(knowledge.answer("a", Language.ZH, Mood.UPSET, HERE))
        .contains(new Answer("抱歉", true, List.of("转人工", "别的")));
    assertThat(knowledge.answer("a", Language.EN, Mood.USUAL, HERE).orElseThrow().text())
        .isEqualTo("Fine");
    for (int again = 0; again < 2; again++) {
      assertThat(knowledge.answer("b", Language.ZH, Mood.USUAL, HERE).orElseThrow().options())
          .containsExactly("双十一", "转人工");
      assertThat(knowledge.answer("b", Language.ZH, Mood.USUAL, later).orElseThrow().options())
          .containsExactly("转人工");
      assertThat(knowledge.answer("sale", Language.ZH, Mood.USUAL, HERE)).isPresent();
      assertThat(knowledge.answer("sale", Language.ZH, Mood.USUAL, later)).isEmpty();
    }
  }

  @Test
  void takesTextsAsTheyStandWhateverYamlWouldMakeOfThem() throws IOException {
    write(
        "a.yaml",
        "\uFEFFentries:\n  - id: a\n    question: 88\n    paraphrases: [no, 3.10, 2025-11-11, 👍]\n"
            + "    answers: {zh: 好}\n"
            + PERSON);

    assertThat(loaded().entry("a").map(Entry::phrases).orElseThrow())
        .containsExactly("88", "no", "3.10", "2025-11-11", "👍");
    assertThat(loaded().asked(" NO! ").map(Entry::id)).contains("a");
  }

  private static Optional<String> says(
      Knowledge knowledge, String storefront, String channel, String now) {
    return knowledge
        .answer(
            "sale",
            Language.ZH,
            Mood.USUAL,
            new Circumstances(storefront, channel, Instant.parse(now)))
        .map(Answer::text);
  }

  private static Arguments fault(int line, String problem, String yaml) {
    return Arguments.of(line, problem, yaml);
  }

  /** A file with one entry: its own keys begin on line 5. */
  private static String entry(String rest) {
    return "entries:\n  - id: order.track\n    question: 到哪了\n    titles: {zh: 查}\n    "
        + rest
        + '\n'
        + PERSON;
  }

  private Knowledge loaded() {
    LoadResult result = load();
    assertThat(result).isInstanceOf(Loaded.class);
    return ((Loaded) result).knowledge();
  }

  private LoadResult load() {
    return KnowledgeLoader.load(directory, Settings.small());
  }

  private Path write(String name, String yaml) throws IOException {
    return Files.write(directory.resolve(name), yaml.getBytes(StandardCharsets.UTF_8));
  }
}
