package io.levee.app;

import io.levee.app.config.Config;
import io.levee.replay.plan.MadeTrace;
import io.levee.replay.plan.Redaction;
import io.levee.replay.plan.Trace;
import io.levee.replay.plan.TraceLine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a trace for {@code replay}. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes what customers said, and when, as a trace for ./levee replay: one JSON object a line"
          + " with atMicros, conversation, text, priority.",
      "",
      "It is read from the journal, which a running gateway writes before it acknowledges, so"
          + " nothing is missed and the gateway is not slowed. Conversations are numbered anew,"
          + " five digits or more in a row become zeros, mail addresses go; who wrote is left out."
    },
    footer = {
      "",
      "Examples:",
      "  ./levee record --for 10m --out evening.jsonl",
      "  ./levee record --from 2026-11-11T00:00:00Z --to 2026-11-11T01:00:00Z --out midnight.jsonl",
      "  ./levee record --last 1h | head",
      "  ./levee record --texts questions.txt --rate 50 --out made.jsonl"
    })
final class RecordCommand implements Callable<Integer> {
  @Option(names = "--for", description = "Record so long from now on, such as 10m.")
  private Duration lasting;

  @Option(names = "--last", description = "The time just past, such as 1h (the default).")
  private Duration last;

  @Option(names = "--from", description = "From that time on, such as 2026-11-11T00:00:00Z.")
  private String from;

  @Option(names = "--to", description = "Before that time; by default now.")
  private String to;

  @Option(
      names = "--storefront",
      defaultValue = "demo",
      description = "Whose customers (${DEFAULT-VALUE}).")
  private String storefront;

  @Option(
      names = "--limit",
      defaultValue = "1000000",
      description = "At most so many messages (${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--keep-texts",
      description = "Texts as they were written. They may tell who wrote them.")
  private boolean keepTexts;

  @Option(
      names = "--texts",
      paramLabel = "FILE",
      description = "Make it of a file instead: UTF-8, one text a line, the last column counts.")
  private Path texts;

  @Option(
      names = "--rate",
      defaultValue = "10",
      description = "With --texts: messages a second (${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--per-conversation",
      defaultValue = "3",
      description = "With --texts: messages in a conversation (${DEFAULT-VALUE}).")
  private int perConversation;

  @Option(
      names = "--vip",
      defaultValue = "0",
      description = "With --texts: share of VIPs, 0 to 1 (${DEFAULT-VALUE}).")
  private double vip;

  @Option(
      names = {"--out", "-o"},
      paramLabel = "FILE",
      description = "Where to write; by default standard output.")
  private Path out;

  @Mixin private ConfigOptions config;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    boolean sane = rate > 0 && perConversation >= 1 && vip >= 0 && vip <= 1 && limit >= 1;
    if (!sane) {
      throw new ParameterException(
          spec.commandLine(),
          "give --rate above 0, --per-conversation and --limit 1 or more, --vip 0 to 1");
    }
    try {
      return texts == null ? recorded() : made();
    } catch (SQLException e) {
      System.err.println("the journal cannot be read: " + e.getMessage());
      return ExitCode.FAILURE;
    } catch (IOException e) {
      System.err.println(e.getMessage() == null ? e.toString() : e.getMessage());
      return ExitCode.FAILURE;
    }
  }

  private Integer made() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(texts)) {
      String text = line.substring(line.lastIndexOf('\t') + 1).strip();
      if (!text.isEmpty() && lines.size() < limit) {
        lines.add(text);
      }
    }
    if (lines.isEmpty()) {
      System.err.println(texts + " holds no text");
      return ExitCode.FAILURE;
    }
    return write(MadeTrace.of(lines, rate, perConversation, vip, 1).lines());
  }

  private Integer recorded() throws IOException, SQLException, InterruptedException {
    Optional<Config> read = config.load(spec.commandLine().getErr());
    if (read.isEmpty()) {
      return ExitCode.CONFIG;
    }
    Instant now = Instant.now();
    Instant begin =
        from == null ? now.minus(last == null ? Duration.ofHours(1) : last) : time(from);
    Instant end = to == null ? now : time(to);
    if (lasting != null) {
      System.err.printf(Locale.ROOT, "recording for %d s ...%n", lasting.toSeconds());
      Thread.sleep(lasting.toMillis());
      begin = now;
      end = Instant.now();
    }
    List<TraceLine> said = new Journalled(read.get()).read(storefront, begin, end, limit);
    if (said.isEmpty()) {
      System.err.println(
          "no customer of "
              + storefront
              + " wrote from "
              + begin
              + " to "
              + end
              + "; nothing written");
      return ExitCode.FAILURE;
    }
    if (said.size() == limit) {
      System.err.println(
          "cut after " + limit + " messages, as --limit says; there may be more until " + end);
    }
    return write(said);
  }

  private Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(), text + " is no time; write such as 2026-11-11T00:00:00Z");
    }
  }

  private Integer write(List<TraceLine> said) throws IOException {
    List<TraceLine> lines = Trace.of(said.stream().map(this::redacted).toList()).lines();
    if (out == null) {
      PrintStream stream =
          new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
      lines.forEach(line -> stream.println(Trace.json(line)));
      stream.flush();
    } else {
      Files.write(out, lines.stream().map(Trace::json).toList());
    }
    System.err.printf(
        Locale.ROOT,
        "%d messages of %d conversations in %.1f s%s%n",
        lines.size(),
        lines.stream().map(TraceLine::conversation).distinct().count(),
        lines.getLast().atMicros() / 1e6,
        keepTexts ? "; texts as they were written" : "");
    return ExitCode.OK;
  }

  private TraceLine redacted(TraceLine line) {
    String text = keepTexts ? line.text() : Redaction.of(line.text());
    return new TraceLine(line.atMicros(), line.conversation(), text, line.priority());
  }
}
