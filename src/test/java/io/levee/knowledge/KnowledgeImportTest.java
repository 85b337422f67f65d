package io.levee.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.knowledge.KnowledgeImport.Format;
import io.levee.knowledge.KnowledgeImport.Outcome.Ready;
import io.levee.knowledge.KnowledgeImport.Outcome.Refused;
import io.levee.knowledge.LoadResult.Loaded;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KnowledgeImportTest {
  /** Everything that an entry can have, and what quotes, commas and lines do to a table. */
  private static final String RICH =
      """
      # kept by hand
      category: 售后
      entries:
        - id: a.b
          question: "怎么退, “七天”?"
          titles: {zh: 退货, en: 'Return "it"'}
          paraphrases: ["两行\\n一句", 'C:\\new', "null", "true", "123", "=SUM(A1)", 退😀]
          answers: {zh: "第一行\\n第二行，\\"引号\\"", en: "One, two; three\\ttab"}
          upset: {zh: 抱歉}
          options: [human, 123]
          featured: true
          when: {storefronts: [b, a], channels: [http], from: 2025-11-01, until: 2025-11-12T12:30:00+08:00}
          variants:
            - when: {from: 2025-11-10, until: 2025-11-12}
              answers: {zh: 大促, en: Sale}
              options: {zh: [human]}
            - when: {channels: [socket]}
              answers: {en: Socket}
        - id: human
          question: 转人工
          action: handoff
          skill: returns
          options: {en: [a.b]}
      """;

  @TempDir private Path dir;

  @ParameterizedTest
  @EnumSource(Format.class)
  void whatIsExportedIsImportedAsTheSame(Format format) throws IOException {
    Path from = Files.createDirectories(dir.resolve("from"));
    Files.writeString(from.resolve("rich.yaml"), RICH);
    Knowledge knowledge = loaded(from);
    Path file = dir.resolve("all." + format.name().toLowerCase(java.util.Locale.ROOT));
    KnowledgeExport.write(knowledge, file, format);

    ready(file, dir.resolve("new")).write();

    assertThat(loaded(dir.resolve("new")).entries()).isEqualTo(knowledge.entries());
    assertThat(ready(file, from).files()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void theStarterKnowledgeSurvivesTheTrip(Format format) throws IOException {
    Path starter = Path.of("conf/knowledge");
    Path file = dir.resolve("all." + format.name().toLowerCase(java.util.Locale.ROOT));
    Knowledge knowledge = ((Loaded) KnowledgeLoader.load(starter, Settings.shipped())).knowledge();
    KnowledgeExport.write(knowledge, file, format);

    Ready ready = (Ready) KnowledgeImport.prepare(file, starter, Settings.shipped());

    assertThat(ready.plan().unchanged()).isEqualTo(knowledge.entries().size());
    assertThat(ready.plan().files()).isEmpty();
  }

  @Test
  void entriesAreReplacedWhereTheyStandAndNewOnesComeApart() throws IOException {
    Path into = Files.createDirectories(dir.resolve("into"));
    Files.writeString(into.resolve("rich.yaml"), RICH);
    Files.writeString(into.resolve("other.yaml"), entry("other", "别的问题"));
    String other = Files.readString(into.resolve("other.yaml"));
    Path csv = csv("id,question,answer\nhuman,找真人,好的\nnew.one,新问题,新答案\n");

    KnowledgeImport plan = ready(csv, into);
    plan.write();

    assertThat(List.of(plan.added(), plan.changed(), plan.unchanged())).containsExactly(1, 1, 0);
    assertThat(loaded(into).entries())
        .extracting(Entry::id)
        .containsExactly("new.one", "other", "a.b", "human");
    assertThat(loaded(into).entry("human").orElseThrow().question()).isEqualTo("找真人");
    assertThat(Files.readString(into.resolve("rich.yaml"))).startsWith("# kept by hand\n");
    assertThat(Files.readString(into.resolve("other.yaml"))).isEqualTo(other);
    assertThat(names(into)).containsExactlyInAnyOrder("other.yaml", "rich.yaml", "kb.yaml");
  }

  @Test
  void everyFaultIsToldByRowAndColumnAndNothingIsWritten() throws IOException {
    Path into = Files.createDirectories(dir.resolve("into"));
    Files.writeString(into.resolve("other.yaml"), entry("other", "别的问题"));
    Path csv =
        csv(
            """
            id,question,answers.zh,action,featured,variants
            one,问题一,答案,dance,,
            two words,问题二,答案,,,
            three,别的问题,答案,,perhaps,
            four,,答案,,,
            one,问题五,答案,,,{
            """);

    List<String> faults =
        ((Refused) KnowledgeImport.prepare(csv, into, Settings.small()))
            .faults().stream().map(KnowledgeFault::toString).toList();

    String file = csv.toString();
    assertThat(faults)
        .anyMatch(f -> f.startsWith(file + ":2: column action: there is no action `dance`"))
        .anyMatch(f -> f.startsWith(file + ":3: column id: "))
        .anyMatch(f -> f.startsWith(file + ":4: column featured: "))
        .anyMatch(f -> f.startsWith(file + ":5: the entry has no `question`"))
        .anyMatch(f -> f.startsWith(file + ":6: column variants: is no JSON list"));
    assertThat(names(into)).containsExactly("other.yaml");
  }

  @Test
  void whatStandsInTwoEntriesIsRefusedWithBothPlaces() throws IOException {
    Path into = Files.createDirectories(dir.resolve("into"));
    Files.writeString(into.resolve("other.yaml"), entry("other", "别的问题"));
    Path csv = csv("id,question,answer\none,别的问题！,答\none,第二,答\ntwo,第 二,答\n");

    List<String> faults =
        ((Refused) KnowledgeImport.prepare(csv, into, Settings.small()))
            .faults().stream().map(KnowledgeFault::toString).toList();

    assertThat(faults)
        .anyMatch(f -> f.contains("“别的问题！” stands in `other` too") && f.contains("other.yaml"))
        .anyMatch(f -> f.contains(":3: column id: the id `one` stands at row 2 already"))
        .noneMatch(f -> f.contains(":200") || f.contains("row 20"));
  }

  @Test
  void unknownColumnsAndFilesAreToldWithWhatThereIs() throws IOException {
    assertThat(refused(csv("id,question,colour\na,b,c\n")))
        .contains("kb.csv:1: column colour: there is no such column; there are id, category");
    assertThat(refused(csv("name\na\n")))
        .contains("has no column `id`", "has no column `question`");
    assertThat(refused(csv(""))).contains("has no column `id`");
    assertThat(refused(csv("id,question\n"))).contains("no row below the header");
    assertThat(refused(csv("id,question\na,\"b\n"))).contains("kb.csv:2: column 2: a quoted cell");
    assertThat(refused(csv("id,question\n" + "a,b\n".repeat(300) + "a,\"b\n")))
        .contains("kb.csv:302: column 2: a quoted cell");
    assertThat(refused(dir.resolve("gone.csv"))).contains("there is no such file");
    assertThat(refused(dir.resolve("kb.doc"))).contains("is no .csv, .xlsx or .yaml file");
    Path gbk = dir.resolve("gbk.csv");
    Files.write(gbk, "id,question\na,中文\n".getBytes(Charset.forName("GBK")));
    assertThat(refused(gbk)).contains("is not UTF-8; save it as “CSV UTF-8”");
    Path xlsx = Files.writeString(dir.resolve("kb.xlsx"), "no workbook");
    assertThat(refused(xlsx)).contains("is no XLSX workbook");
  }

  @Test
  void readsTablesAsSpreadsheetsWriteThem() throws IOException {
    Path csv = csv("\uFEFFid;question;answer;featured\r\na;\"一;\"\"二\"\"\r\n三\";答;TRUE\r\n;;;\r\n");
    Entry entry = ready(csv, dir.resolve("new")).entries().getFirst();
    assertThat(entry.question()).isEqualTo("一;\"二\"\n三");
    assertThat(entry.featured()).isTrue();

    Path xlsx = dir.resolve("typed.xlsx");
    try (OutputStream out = Files.newOutputStream(xlsx);
        Workbook book = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = book.newWorksheet("any");
      List<String> header = List.of("id", "question", "answer", "featured", "when.from");
      for (int i = 0; i < header.size(); i++) {
        sheet.value(0, i, header.get(i));
      }
      sheet.value(2, 0, 42);
      sheet.value(2, 1, "几号开始");
      sheet.value(2, 2, "现在");
      sheet.value(2, 3, true);
      sheet.value(2, 4, LocalDate.of(2025, 11, 1));
      sheet.style(2, 4).format("yyyy-mm-dd").set();
    }
    Entry typed = ready(xlsx, dir.resolve("new")).entries().getFirst();
    assertThat(typed.id()).isEqualTo("42");
    assertThat(typed.featured()).isTrue();
    assertThat(typed.when().from().orElseThrow()).hasToString("2025-10-31T16:00:00Z");
  }

  private static String entry(String id, String question) {
    return "entries:\n  - id: %s\n    question: %s\n    answers: {zh: 答}\n".formatted(id, question);
  }

  private Path csv(String text) throws IOException {
    return Files.writeString(dir.resolve("kb.csv"), text);
  }

  private String refused(Path file) {
    return ((Refused) KnowledgeImport.prepare(file, dir.resolve("none"), Settings.small()))
        .faults()
        .toString();
  }

  private static KnowledgeImport ready(Path file, Path into) {
    KnowledgeImport.Outcome outcome = KnowledgeImport.prepare(file, into, Settings.small());
    assertThat(outcome).isInstanceOf(Ready.class);
    return ((Ready) outcome).plan();
  }

  private static Knowledge loaded(Path from) {
    return ((Loaded) KnowledgeLoader.load(from, Settings.small())).knowledge();
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
