package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands on knowledge, as an operator types them. */
final class KbCommandsTest {
  @TempDir private Path dir;
  private Path knowledge;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    knowledge = Files.createDirectories(dir.resolve("knowledge"));
    Files.writeString(
        knowledge.resolve("some.yaml"),
        """
        entries:
          - {id: ship, question: 什么时候发货, answers: {zh: 明天}}
          - {id: human, question: 转人工, action: handoff}
        """);
  }

  @Test
  void exportsThenImportsWithoutAChange() {
    for (String name : new String[] {"kb.csv", "kb.xlsx", "kb.yaml"}) {
      String file = dir.resolve(name).toString();
      assertThat(run("kb", "export", file)).as(err.toString()).isZero();
      assertThat(run("kb", "import", file, "--quick")).as(err.toString()).isZero();
      assertThat(out.toString()).contains("2 entries in ", "0 new, 0 changed, 2 as they were");
    }
  }

  @Test
  void aDryRunTellsWhatItWouldDoAndDoesNothing() throws IOException {
    Path csv = Files.writeString(dir.resolve("kb.csv"), "id,question,answer\nnew,新问题,答\n");

    assertThat(run("kb", "import", csv.toString(), "--dry-run", "--quick")).isZero();

    assertThat(out.toString()).contains("1 new, 0 changed, 0 as they were; would write kb.yaml");
    try (Stream<Path> files = Files.list(knowledge)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void entriesThatCannotBeToldApartAreToldWithBothTexts() throws IOException {
    Path csv =
        Files.writeString(
            dir.resolve("kb.csv"),
            "id,question,answer\nlate,什麼時候發貨,后天\nagain,啥，时候发货呀,明天\nother,怎么退货,七天内\n");

    int code = run("kb", "import", csv.toString(), "--set", "understanding.embedding=false");

    assertThat(code).as(err.toString()).isZero();
    assertThat(err.toString())
        .contains("contradiction: `ship` “什么时候发货” and `late` “什么时候发货”")
        .contains("they answer differently")
        .doesNotContain("other");
    assertThat(knowledge.resolve("kb.yaml")).exists();
    assertThat(run("kb", "check", "--set", "understanding.embedding=false")).isZero();
    assertThat(out.toString()).contains("5 entries");
  }

  @Test
  void aBadFileIsRefusedWhole() throws IOException {
    Path csv =
        Files.writeString(dir.resolve("kb.csv"), "id,question,answer\ngood,好问题,答\nbad,转人工,答\n");

    assertThat(run("kb", "import", csv.toString())).isEqualTo(1);

    assertThat(err.toString())
        .contains("kb.csv:3: column question: “转人工” stands in `human` too")
        .contains("nothing is changed");
    assertThat(knowledge.resolve("kb.yaml")).doesNotExist();
    assertThat(run("kb", "check", csv.toString())).isEqualTo(1);
  }

  @Test
  void aFormatThatNobodyNamedIsWrongUsage() {
    assertThat(run("kb", "export", dir.resolve("kb.txt").toString())).isEqualTo(2);
    assertThat(run("kb", "export", dir.resolve("kb.txt").toString(), "--format", "csv")).isZero();
  }

  private int run(String... words) {
    CommandLine line =
        Main.commandLine(ground -> Future.failedFuture("not served here"))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    String[] all = java.util.Arrays.copyOf(words, words.length + 4);
    all[words.length] = "--set";
    all[words.length + 1] = "knowledge.directory=" + knowledge;
    all[words.length + 2] = "--set";
    all[words.length + 3] = "understanding.vectorCache=" + dir.resolve("vectors");
    return line.execute(all);
  }
}
