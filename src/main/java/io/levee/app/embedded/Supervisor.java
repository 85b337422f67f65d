package io.levee.app.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one server running on one directory, on one port.
 *
 * <p>A file lock, which the system lifts when this process ends in whatever way, says that the
 * directory is ours; so a server found running on it is an orphan of a gateway that was killed, and
 * is taken over. A server that ends unasked is started again on the same port, so that whoever was
 * connected finds it again.
 */
final class Supervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Program program;
  private final FileChannel lockFile;
  private final ScheduledExecutorService thread;
  private final int port;
  private volatile ProcessHandle process;
  private boolean wanted = true;
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private long startedAt;

  /**
   * @return once the server serves
   * @throws IOException if another gateway has the directory, or the server does not come up
   */
  Supervisor(Program program, Path home) throws IOException {
    this.program = program;
    this.lockFile = lock(home);
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread daemon = new Thread(work, "embedded-" + program.name());
              daemon.setDaemon(true);
              return daemon;
            });
    try {
      Optional<Program.Running> orphan = program.running();
      this.port = orphan.isPresent() ? orphan.get().port() : lastOrFreePort(home);
      Files.writeString(home.resolve("port"), Integer.toString(port));
      if (orphan.isPresent()) {
        LOG.atInfo()
            .addKeyValue("server", program.name())
            .addKeyValue("pid", orphan.get().process().pid())
            .log("Took over a server that an earlier gateway left behind");
        watch(orphan.get().process());
      } else {
        watch(program.start(port));
      }
    } catch (IOException | RuntimeException e) {
      thread.shutdownNow();
      lockFile.close();
      throw e;
    }
  }

  private static FileChannel lock(Path home) throws IOException {
    Files.createDirectories(home);
    FileChannel channel =
        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      // Told as any other holder below.
    }
    if (lock == null) {
      channel.close();
      throw new IOException(
          "another gateway uses "
              + home.toAbsolutePath()
              + "; stop it, or start this one in another directory");
    }
    return channel;
  }

  /** The last one if it is free: clients that outlived the gateway find the server again. */
  private static int lastOrFreePort(Path home) throws IOException {
    Path file = home.resolve("port");
    if (Files.exists(file)) {
      try {
        return free(Integer.parseInt(Files.readString(file).strip()));
      } catch (IOException | IllegalArgumentException takenOrUnreadable) {
        // Any other will do.
      }
    }
    return free(0);
  }

  private static int free(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  ProcessHandle process() {
    return process;
  }

  private void watch(ProcessHandle started) {
    process = started;
    startedAt = System.nanoTime();
    Future<Void> unused = started.onExit().thenRun(() -> onThread(() -> ended(started), 0));
  }

  private synchronized void ended(ProcessHandle which) {
    if (!wanted || which != process) {
      return;
    }
    if (System.nanoTime() - startedAt > SETTLED_NANOS) {
      pauseMillis = FIRST_PAUSE_MILLIS;
    }
    LOG.atWarn().addKeyValue("server", program.name()).log("The server ended unasked; restarting");
    restart();
  }

  private synchronized void restart() {
    if (!wanted) {
      return;
    }
    try {
      watch(program.start(port));
      LOG.atInfo().addKeyValue("server", program.name()).log("The server is back");
    } catch (IOException | RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("server", program.name())
          .addKeyValue("why", e.getMessage())
          .log("The server does not come up; trying again");
      onThread(this::restart, pauseMillis);
      pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
    }
  }

  private void onThread(Runnable work, long delayMillis) {
    try {
      Future<?> unused = thread.schedule(work, delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // Nothing is to be done any more.
    }
  }

  /** Stops the server until {@link #resume}. */
  synchronized void pause() {
    wanted = false;
    program.stop(process);
  }

  /** Starts it again after {@link #pause}. */
  synchronized void resume() throws IOException {
    wanted = true;
    watch(program.start(port));
  }

  /** Stops the server for good. */
  @Override
  public void close() {
    pause();
    abandon();
  }

  /** Leaves the server running and forgets it, as a killed gateway would. */
  synchronized void abandon() {
    wanted = false;
    thread.shutdownNow();
    try {
      lockFile.close();
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("The lock goes when this process ends");
    }
  }
}
