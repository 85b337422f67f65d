package io.levee.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.levee.knowledge.KnowledgeConfig;
import io.levee.understanding.Depth;
import io.levee.understanding.UnderstandingConfig;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluationTest {
  private static final UnderstandingConfig WORDS = UnderstandingConfig.defaults().withoutModels();
  private static final KnowledgeConfig KNOWLEDGE =
      new KnowledgeConfig(
          "kb",
          Duration.ofSeconds(2),
          "Asia/Shanghai",
          200,
          4 << 20,
          10_000,
          100_000,
          200,
          2_000,
          10);

  @TempDir private Path directory;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private Path kb;
  private Path queries;
  private Path strange;

  @BeforeEach
  void texts() throws IOException {
    kb = file("kb.tsv", "ship\t什么时候发货\nrefund\t怎么申请退款\ninvoice\t可以开发票吗\n");
    queries = file("q.tsv", "\uFEFFship\t啥时候发货呀\textra\n\nrefund\t我要退款\ninvoice\t发票怎么开\n");
    strange = file("oos.tsv", "x\t今天天气真好\nx\t讲个笑话给我听\n");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Evaluation evaluation(boolean json) {
    Steps silent =
        new Steps(
            new PrintStream(java.io.OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            false,
            () -> 0);
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new Evaluation(WORDS, KNOWLEDGE, directory, silent, out, json, 5);
  }

  private JsonObject json() {
    return new JsonObject(printed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void faqTellsItsFiguresAndTheTradeoff() throws IOException {
    evaluation(true).faq(kb, queries, Optional.of(strange), Depth.FULL, 2);

    JsonObject json = json();
    assertThat(json.fieldNames()).containsExactly("n", "top1", "top3", "mrr", "oos");
    assertThat(json.getInteger("n")).isEqualTo(3);
    assertThat(json.getDouble("top1")).isEqualTo(1);
    assertThat(json.getDouble("top3")).isEqualTo(1);
    assertThat(json.getDouble("mrr")).isEqualTo(1);
    JsonObject oos = json.getJsonObject("oos");
    assertThat(oos.fieldNames()).containsExactly("n", "shipped", "at80", "at95");
    assertThat(oos.getInteger("n")).isEqualTo(2);
    for (String point : new String[] {"shipped", "at80", "at95"}) {
      assertThat(oos.getJsonObject(point).fieldNames())
          .containsExactly("threshold", "oosRejected", "answered", "right", "wrong");
    }
    assertThat(oos.getJsonObject("shipped").getDouble("threshold")).isEqualTo(WORDS.accept());
    assertThat(oos.getJsonObject("at80").getDouble("oosRejected")).isEqualTo(1);
  }

  @Test
  void faqWithoutStrangeQuestionsHasNoTradeoff() throws IOException {
    evaluation(true).faq(kb, queries, Optional.empty(), Depth.FULL, 1);
    assertThat(json().fieldNames()).containsExactly("n", "top1", "top3", "mrr");
  }

  @Test
  void faqPrintsATableAndWhatIsConfused() throws IOException {
    Path wrong = file("wrong.tsv", "invoice\t怎么申请退款呢\n");
    evaluation(false).faq(kb, wrong, Optional.of(strange), Depth.FULL, 1);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("1 questions: top-1 0.000", "shipped", "reject 80%", "invoice 可以开发票吗 → refund");
  }

  @Test
  void intentTellsItsFiguresAndAThresholdChosenWithoutTheTest() throws IOException {
    StringBuilder train = new StringBuilder();
    for (String who : new String[] {"我", "你", "他", "她", "它", "咱"}) {
      train.append("ship\t").append(who).append("什么时候发货\n");
      train.append("refund\t").append(who).append("怎么申请退款\n");
    }
    evaluation(true)
        .intent(file("train.tsv", train.toString()), queries, Optional.of(strange), Depth.FULL, 2);

    JsonObject json = json();
    assertThat(json.fieldNames()).containsExactly("n", "accuracy", "top3", "macroF1", "oos");
    assertThat(json.getInteger("n"))
        .as("an intent that was not learned is out of scope")
        .isEqualTo(2);
    assertThat(json.getDouble("accuracy")).isEqualTo(1);
    assertThat(json.getDouble("macroF1")).isEqualTo(1);
    JsonObject oos = json.getJsonObject("oos");
    assertThat(oos.fieldNames()).containsExactly("n", "auroc", "shipped", "atLoss3");
    assertThat(oos.getInteger("n")).isEqualTo(3);
    assertThat(oos.getDouble("auroc")).isEqualTo(1);
    assertThat(oos.getJsonObject("atLoss3").fieldNames())
        .containsExactly("threshold", "inScopeAccuracy", "oosRecall");
  }

  @Test
  void aFileThatCannotBeUsedIsNamedWithItsLine() throws IOException {
    Path noTab = file("bad.tsv", "ship\t好\nno tab here\n");
    Evaluation evaluation = evaluation(true);
    assertThatThrownBy(() -> evaluation.faq(kb, noTab, Optional.empty(), Depth.FULL, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bad.tsv:2");
    Path nowhere = directory.resolve("none.tsv");
    assertThatThrownBy(() -> evaluation.faq(nowhere, queries, Optional.empty(), Depth.FULL, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.tsv does not exist");
  }
}
