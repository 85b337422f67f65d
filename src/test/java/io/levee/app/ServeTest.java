package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process as a whole, with a gateway that does nothing: start, reload, stop. */
@Timeout(60)
final class ServeTest {
  private static final Pattern OPS_PORT = Pattern.compile("\"opsPort\":(\\d+)");

  @TempDir private Path dir;
  private Process process;
  private BufferedReader output;
  private final List<String> seen = new ArrayList<>();

  /** What runs in the process: the command line with a gateway that is drained by the argument. */
  public static final class WithoutGateway {
    public static void main(String[] args) {
      boolean hangs = System.getProperty("test.drain", "").equals("hangs");
      GatewayStart.Running running =
          new GatewayStart.Running() {
            @Override
            public String url() {
              return "http://127.0.0.1:1";
            }

            @Override
            public List<String> warnings() {
              return List.of("nothing is durable here");
            }

            @Override
            public Future<Void> drain() {
              return hangs ? Promise.<Void>promise().future() : Future.succeededFuture();
            }
          };
      System.exit(Main.commandLine(ground -> Future.succeededFuture(running)).execute(args));
    }
  }

  @AfterEach
  void stop() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void isReadyThenDrainsAndExitsWithZeroWhenTold() throws Exception {
    start("", "demo: true\n");
    String ready = awaitLine("\"message\":\"ready\"");
    Matcher port = OPS_PORT.matcher(ready);
    assertThat(port.find()).isTrue();
    HttpResponse<String> health =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port.group(1) + "/health/ready"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(health.statusCode()).isEqualTo(200);
    awaitLine("Warning: this is the demo configuration");

    signal("TERM");

    awaitLine("\"message\":\"drained\"");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void aSecondSignalStopsAtOnce() throws Exception {
    start("-Dtest.drain=hangs", "drain: {timeout: 5m}\n");
    awaitLine("\"message\":\"ready\"");
    signal("INT");
    awaitLine("draining");
    signal("INT");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
  }

  @Test
  void whatIsNotDrainedInTimeIsLeft() throws Exception {
    start("-Dtest.drain=hangs", "drain: {timeout: 50ms}\n");
    awaitLine("\"message\":\"ready\"");
    signal("TERM");
    awaitLine("not drained in time");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void readsItsConfigurationAgainOnHangUp() throws Exception {
    Path file = start("", "watch: 0s\nlog: {level: info}\n");
    awaitLine("\"message\":\"ready\"");
    Files.writeString(file, "watch: 0s\nlog: {level: warned}\n");
    signal("HUP");
    awaitLine("log.level is 'warned'; give one of error, warn, info, debug, trace");
    Files.writeString(file, "watch: 0s\nlog: {level: debug}\n");
    signal("HUP");
    awaitLine("[log.level] now in force");
  }

  @Test
  void aFaultyConfigurationIsToldAndNothingStarts() throws Exception {
    start("", "ops: {port: 70000}\n");
    awaitLine("ops.port is 70000; give a number from 0 to 65535");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(78);
  }

  private Path start(String property, String yaml) throws IOException {
    Path file = Files.writeString(dir.resolve("levee.yaml"), yaml);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!property.isEmpty()) {
      command.add(property);
    }
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            WithoutGateway.class.getName(),
            "serve",
            "--config",
            file.toString(),
            "--set",
            "desk.tokenSecret=a-secret-that-this-test-signs-with"));
    if (!yaml.contains("port")) {
      command.addAll(List.of("--set", "ops.port=0"));
    }
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return file;
  }

  private String awaitLine(String part) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.add(line);
      if (line.contains(part)) {
        return line;
      }
    }
    throw new AssertionError("ended without \"" + part + "\": " + String.join("\n", seen));
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }
}
