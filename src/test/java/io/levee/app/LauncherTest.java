package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, with stand-ins for Java that say how they were called. */
final class LauncherTest {
  @TempDir private Path dir;
  private Path home;

  private record Ran(int code, String out) {}

  @BeforeEach
  void installWithoutSources() throws IOException {
    home = Files.createDirectories(dir.resolve("installed"));
    Files.createDirectories(home.resolve("lib"));
    Files.copy(Path.of("levee"), home.resolve("levee"));
    executable(home.resolve("levee"));
  }

  @Test
  void takesTheNewestJavaAndItsFlags() throws Exception {
    jdk("sdkman/candidates/java/old", 21);
    Path newest = jdk("sdkman/candidates/java/new", 99);
    Ran ran = run(home.resolve("levee"), List.of("check", "--set", "a=b c"));
    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(ran.out())
        .contains(newest.toString())
        .contains("--enable-native-access=ALL-UNNAMED", "-XX:+UseCompactObjectHeaders")
        .contains("-Xmx77m")
        .contains("-cp " + home.toRealPath() + "/lib/* io.levee.app.Main check --set a=b c")
        .contains("home=" + home.toRealPath());
  }

  @Test
  void worksThroughASymlinkFromAnywhere() throws Exception {
    jdk("sdkman/candidates/java/new", 99);
    Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("installed", "levee"));
    assertThat(run(link, List.of("-V")).out()).contains("home=" + home.toRealPath());
  }

  @Test
  void saysThatMavenIsMissingWhenThereIsSomethingToBuild() throws Exception {
    jdk("sdkman/candidates/java/new", 99);
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Ran ran = run(home.resolve("levee"), List.of("serve"));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("building it takes Maven");
  }

  @Test
  void saysWhenThereIsNothingToRun() throws Exception {
    jdk("sdkman/candidates/java/new", 99);
    Files.delete(home.resolve("lib"));
    Ran ran = run(home.resolve("levee"), List.of("serve"));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("no installation of Levee");
  }

  private Path jdk(String name, int version) throws IOException {
    Path jdk = dir.resolve(name);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
    Path java = jdk.resolve("bin/java");
    Files.writeString(java, "#!/bin/sh\necho \"$0 $* home=$LEVEE_HOME\"\n");
    executable(java);
    return jdk;
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Ran run(Path script, List<String> arguments) throws Exception {
    // The tools of the script, and no Maven: whatever directory has one is left out.
    Path tools = Files.createDirectories(dir.resolve("tools"));
    for (String tool : List.of("dirname", "readlink", "sed", "head", "find", "tput", "cat")) {
      Path link = tools.resolve(tool);
      for (String place : List.of("/bin/", "/usr/bin/")) {
        if (!Files.exists(link) && Files.exists(Path.of(place + tool))) {
          Files.writeString(link, "#!/bin/sh\nexec " + place + tool + " \"$@\"\n");
          executable(link);
        }
      }
    }
    ArrayList<String> command = new ArrayList<>();
    command.add("/bin/bash");
    command.add(script.toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(Path.of("/").toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", tools.toString(),
                "HOME", dir.toString(),
                "SDKMAN_DIR", dir.resolve("sdkman").toString(),
                "LEVEE_JAVA_OPTS", "-Xmx77m"));
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), out);
  }
}
