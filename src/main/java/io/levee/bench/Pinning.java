package io.levee.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Keeps processes on a core each, where {@code taskset} is to be had and there are two. */
final class Pinning {
  private static final boolean POSSIBLE =
      Runtime.getRuntime().availableProcessors() > 1 && program("taskset");

  private Pinning() {}

  /** Whether there is a program of that name on the path. */
  static boolean program(String name) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
  }

  static boolean isPossible() {
    return POSSIBLE;
  }

  /** Moves all threads of a process; one that is gone is passed over. */
  static void move(long pid, int core) {
    move(pid, Integer.toString(core));
  }

  /** Lets a process run on both cores. */
  static void free(long pid) {
    move(pid, "0,1");
  }

  private static void move(long pid, String cores) {
    if (POSSIBLE) {
      try {
        new ProcessBuilder("taskset", "-a", "-p", "-c", cores, Long.toString(pid))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
      } catch (IOException gone) {
        // It stays where it is.
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
