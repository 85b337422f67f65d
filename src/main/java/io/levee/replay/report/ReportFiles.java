package io.levee.replay.report;

import io.levee.replay.load.ReplayResult;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A result on disk: {@code report.html} that needs nothing else, {@code report.json}, and
 * HdrHistogram's {@code latency.hlog} (second by second) and {@code latency.hgrm} (percentiles in
 * milliseconds).
 */
public final class ReportFiles {
  private static final int TICKS = 5;
  private static final double MICROS_A_MILLI = 1000.0;

  private ReportFiles() {}

  /**
   * @return the page
   * @throws IOException if the directory cannot be written
   */
  public static Path write(ReplayResult result, Path directory) throws IOException {
    Files.createDirectories(directory);
    JsonObject whole = ReportJson.whole(result);
    Files.writeString(directory.resolve("report.json"), whole.encodePrettily() + "\n");
    Files.writeString(directory.resolve("latency.hlog"), result.hlog());
    Files.writeString(directory.resolve("latency.hgrm"), percentiles(result));
    Path page = directory.resolve("report.html");
    Files.writeString(page, page(whole));
    return page;
  }

  private static String percentiles(ReplayResult result) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    result.latency().outputPercentileDistribution(out, TICKS, MICROS_A_MILLI);
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The figures stand inside the page; whatever a text holds cannot end the script. */
  static String page(JsonObject whole) throws IOException {
    try (InputStream in = ReportFiles.class.getResourceAsStream("/io/levee/replay/report.html")) {
      if (in == null) {
        throw new IOException("the report's page is missing in the jar");
      }
      String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return page.replace("\"@REPORT@\"", whole.encode().replace("<", "\\u003c"));
    }
  }
}
