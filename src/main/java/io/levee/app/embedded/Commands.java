package io.levee.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * How programs are unpacked and started here.
 *
 * <p>Never both at once: a child inherits what is open for writing until it runs its own program,
 * and a program that anybody has open for writing cannot be run ({@code ETXTBSY}, "Text file
 * busy"). {@link ProcessBuilder#start} returns once the child runs its own, so a lock is enough.
 * The libraries that bring the programs start some, too, to see what system it is: they are asked
 * within {@link #unpack}.
 */
final class Commands {
  static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");
  private static final ReadWriteLock PROGRAMS = new ReentrantReadWriteLock(true);

  /** Writes programs to disk. */
  @FunctionalInterface
  interface Unpacking<T> {
    T run() throws IOException;
  }

  private Commands() {}

  /**
   * The same in a session of its own, where there is {@code setsid}: Ctrl-C at the terminal must
   * reach the gateway alone, which still needs its servers to drain.
   */
  static List<String> detached(List<String> command) {
    return onPath("setsid") ? joined(List.of("setsid"), command) : command;
  }

  /** The same as nobody when we are root, which PostgreSQL refuses to run as. */
  static List<String> notAsRoot(List<String> command) throws IOException {
    if (!LINUX || !"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    List<String> unshare = List.of("unshare", "-U");
    if (!onPath("unshare") || run(joined(unshare, List.of("true")), null).code != 0) {
      throw new IOException(
          "PostgreSQL does not run as root, and this system lets root make no user namespace"
              + " (unshare -U); start Levee as another user, or set postgres.url to a server");
    }
    return joined(unshare, command);
  }

  /** Does that while nothing is started. */
  static <T> T unpack(Unpacking<T> unpacking) throws IOException {
    PROGRAMS.writeLock().lock();
    try {
      return unpacking.run();
    } finally {
      PROGRAMS.writeLock().unlock();
    }
  }

  /** Starts it while nothing is unpacked. */
  static Process start(ProcessBuilder process) throws IOException {
    PROGRAMS.readLock().lock();
    try {
      return process.start();
    } finally {
      PROGRAMS.readLock().unlock();
    }
  }

  /** What a short command said. */
  record Said(int code, String output) {}

  /** Runs a command to its end, for at most a minute. */
  static Said run(List<String> command, Path directory) throws IOException {
    Path output = Files.createTempFile("levee", ".out");
    try {
      Process process =
          start(
              new ProcessBuilder(command)
                  .directory(directory == null ? null : directory.toFile())
                  .redirectErrorStream(true)
                  .redirectOutput(output.toFile()));
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(command + " took longer than a minute");
      }
      return new Said(process.exitValue(), Files.readString(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + command.getFirst(), e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static boolean onPath(String program) {
    String path = System.getenv("PATH");
    return path != null
        && Arrays.stream(path.split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
