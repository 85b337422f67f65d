package io.levee.app.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/** Redis on {@code home/data}, its program in {@code home/programs}. */
final class RedisProgram implements Program {
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final int PATIENCE_MILLIS = 500;

  private final Path home;
  private final Path data;

  RedisProgram(Path home) {
    this.home = home.toAbsolutePath().normalize();
    this.data = this.home.resolve("data");
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public Optional<Running> running() {
    try {
      long pid = Long.parseLong(Files.readString(home.resolve("pid")).strip());
      int port = Integer.parseInt(Files.readString(home.resolve("port")).strip());
      return ProcessHandle.of(pid)
          .filter(this::isOurs)
          .filter(process -> answers(port))
          .map(process -> new Running(process, port));
    } catch (IOException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  private boolean isOurs(ProcessHandle process) {
    return process.isAlive()
        && process.info().command().filter(c -> Path.of(c).startsWith(home)).isPresent();
  }

  @Override
  public ProcessHandle start(int port) throws IOException {
    Files.createDirectories(data);
    Files.deleteIfExists(home.resolve("pid"));
    File log = home.resolve("redis.log").toFile();
    Process process =
        Commands.start(
            new ProcessBuilder(Commands.detached(command(port)))
                .directory(home.toFile())
                .redirectErrorStream(true)
                // Anew with each start: it says little, and never what it stores.
                .redirectOutput(log));
    awaitReady(process, port, log);
    return process.toHandle();
  }

  private List<String> command(int port) throws IOException {
    return List.of(
        executable().toString(),
        "--bind 127.0.0.1",
        "--port " + port,
        "--dir " + data,
        "--pidfile " + home.resolve("pid"),
        "--daemonize no",
        "--loglevel warning",
        // It may all be lost; a copy now and then makes a restart smoother.
        "--appendonly no",
        "--save 60 1",
        "--stop-writes-on-bgsave-error no",
        "--maxmemory 256mb",
        "--maxmemory-policy noeviction");
  }

  private Path executable() throws IOException {
    Path programs = Files.createDirectories(home.resolve("programs"));
    try (var files = Files.list(programs)) {
      Optional<Path> there = files.filter(Files::isExecutable).findFirst();
      if (there.isPresent()) {
        return there.get();
      }
    }
    return Commands.unpack(
        () -> ExecutableProvider.newJarResourceProvider(programs.toFile()).get().toPath());
  }

  private void awaitReady(Process process, int port, File log) throws IOException {
    long began = System.nanoTime();
    try {
      while (!answers(port)) {
        if (process.waitFor(25, TimeUnit.MILLISECONDS)) {
          throw new IOException("redis ended at once: " + whatItSaid(log));
        }
        if (System.nanoTime() - began > START_NANOS) {
          process.destroyForcibly();
          throw new IOException("redis does not come up; see " + log);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while redis started", e);
    }
  }

  private static String whatItSaid(File log) throws IOException {
    String said = Files.readString(log.toPath()).strip();
    return said.substring(Math.max(0, said.length() - 500));
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      String line =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      return "+PONG".equals(line);
    } catch (IOException notYet) {
      return false;
    }
  }

  /** SIGTERM: it saves and ends. */
  @Override
  public void stop(ProcessHandle process) {
    if (!process.isAlive()) {
      return;
    }
    process.destroy();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    if (process.isAlive()) {
      process.destroyForcibly();
      process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
    }
  }
}
