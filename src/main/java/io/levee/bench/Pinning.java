package io.levee.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keeps processes on a core each, where {@code taskset} is to be had and there are two. */
final class Pinning {
  private static final boolean POSSIBLE =
      Runtime.getRuntime().availableProcessors() > 1
          && List.of("/usr/bin/taskset", "/bin/taskset").stream()
              .anyMatch(path -> Files.isExecutable(Path.of(path)));

  private Pinning() {}

  static boolean isPossible() {
    return POSSIBLE;
  }

  /** What to put before a command. */
  static List<String> on(int core) {
    return POSSIBLE ? List.of("taskset", "-c", Integer.toString(core)) : List.of();
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
