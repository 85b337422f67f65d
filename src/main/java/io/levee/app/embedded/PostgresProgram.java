package io.levee.app.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** PostgreSQL on {@code home/data}, its programs in {@code binaries}. */
final class PostgresProgram implements Program {
  static final String USER = "levee";
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** For a server beside a gateway; what is acknowledged is on disk. */
  private static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("listen_addresses", "127.0.0.1"),
              Map.entry("unix_socket_directories", ""),
              Map.entry("max_connections", "100"),
              Map.entry("fsync", "on"),
              Map.entry("synchronous_commit", "on"),
              Map.entry("full_page_writes", "on"),
              Map.entry("shared_buffers", "128MB"),
              Map.entry("max_wal_size", "1GB"),
              // Back soon after a crash: little to do again.
              Map.entry("checkpoint_timeout", "2min"),
              Map.entry("jit", "off"),
              Map.entry("max_parallel_workers_per_gather", "0"),
              Map.entry("autovacuum_naptime", "15s"),
              Map.entry("timezone", "UTC"),
              Map.entry("log_timezone", "UTC"),
              // A week of files, each of at most its day; no statements, they hold what people
              // said.
              Map.entry("logging_collector", "on"),
              Map.entry("log_directory", "../log"),
              Map.entry("log_filename", "postgres-%a.log"),
              Map.entry("log_truncate_on_rotation", "on"),
              Map.entry("log_rotation_age", "1d"),
              Map.entry("log_rotation_size", "0"),
              Map.entry("log_error_verbosity", "terse"),
              Map.entry("log_min_error_statement", "panic")));

  private final Path home;
  private final Path data;
  private final Path binaries;

  PostgresProgram(Path home, Path binaries) {
    this.home = home.toAbsolutePath().normalize();
    this.data = this.home.resolve("data");
    this.binaries = binaries.toAbsolutePath().normalize();
  }

  @Override
  public String name() {
    return "postgres";
  }

  String password() throws IOException {
    return Files.readString(home.resolve("password")).strip();
  }

  /** {@code postmaster.pid}: the process id, the directory, the start, the port, …, the state. */
  @Override
  public Optional<Running> running() {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
          .filter(this::isOurs)
          .map(process -> new Running(process, Integer.parseInt(lines.get(3).strip())));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException noneOrHalfWritten) {
      return Optional.empty();
    }
  }

  private boolean isOurs(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    boolean program = info.command().filter(c -> Path.of(c).endsWith("bin/postgres")).isPresent();
    boolean onOurs =
        info.arguments().map(all -> List.of(all).contains(data.toString())).orElse(true);
    return process.isAlive() && program && onOurs;
  }

  /**
   * PostgreSQL refuses to start while the process of an old {@code postmaster.pid} is alive. After
   * a crash that number may be another program's by now; where that is certain, the file goes.
   */
  private void forgetReusedPid() throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file) || running().isPresent()) {
      return;
    }
    String pid = Files.readString(file).lines().findFirst().orElse("").strip();
    boolean anothers =
        pid.matches("\\d{1,9}")
            && ProcessHandle.of(Long.parseLong(pid))
                .flatMap(process -> process.info().command())
                .filter(command -> !command.contains("postgres"))
                .isPresent();
    if (anothers) {
      Files.delete(file);
    }
  }

  @Override
  public ProcessHandle start(int port) throws IOException {
    PostgresBinaries.unpack(binaries);
    initialise();
    forgetReusedPid();
    List<String> command = new ArrayList<>();
    command.add(binaries.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    SETTINGS.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
    if (Commands.LINUX) {
      // Back sooner still: one call in place of one for each file. Other systems lack it.
      command.addAll(List.of("-c", "recovery_init_sync_method=syncfs"));
    }
    File startLog = home.resolve("start.log").toFile();
    Process process =
        Commands.start(
            new ProcessBuilder(Commands.detached(Commands.notAsRoot(command)))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(startLog));
    awaitReady(process, startLog);
    return process.toHandle();
  }

  /** Makes the data directory aside and moves it into place: never half of one after a crash. */
  private void initialise() throws IOException {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return;
    }
    Path aside = home.resolve("data.new");
    Commands.run(List.of("rm", "-rf", aside.toString()), home);
    Path password = home.resolve("password");
    Files.deleteIfExists(password);
    Files.createFile(
        password,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    Files.writeString(password, HexFormat.of().formatHex(random), StandardCharsets.US_ASCII);
    List<String> command =
        List.of(
            binaries.resolve("bin/initdb").toString(),
            "--pgdata=" + aside,
            "--username=" + USER,
            "--auth=scram-sha-256",
            "--pwfile=" + password,
            "--encoding=UTF8",
            "--locale=C",
            "--data-checksums");
    Commands.Said said = Commands.run(Commands.notAsRoot(command), home);
    if (said.code() != 0) {
      throw new IOException("initdb failed: " + said.output());
    }
    Files.move(aside, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private void awaitReady(Process process, File startLog) throws IOException {
    long began = System.nanoTime();
    try {
      while (!isReady(process)) {
        if (process.waitFor(25, TimeUnit.MILLISECONDS)) {
          throw new IOException("postgres ended at once: " + whatItSaid(startLog));
        }
        if (System.nanoTime() - began > START_NANOS) {
          process.destroyForcibly();
          throw new IOException("postgres does not come up; see " + home.resolve("log"));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while postgres started", e);
    }
  }

  /** The file may be that of a server before: only with this process id it counts. */
  private boolean isReady(Process process) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return false;
    }
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.size() > 7
          && lines.get(0).strip().equals(Long.toString(process.pid()))
          && lines.get(7).strip().equals("ready");
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  private String whatItSaid(File startLog) throws IOException {
    String said = Files.readString(startLog.toPath()).strip();
    return said.substring(Math.max(0, said.length() - 500));
  }

  /** Fast shutdown: SIGINT, which only pg_ctl can send from here. */
  @Override
  public void stop(ProcessHandle process) {
    if (!process.isAlive()) {
      return;
    }
    try {
      Commands.run(
          Commands.notAsRoot(
              List.of(
                  binaries.resolve("bin/pg_ctl").toString(),
                  "stop",
                  "--pgdata=" + data,
                  "--mode=fast",
                  "--timeout=30")),
          home);
    } catch (IOException e) {
      // Forced below; it recovers from its log at the next start.
    }
    if (process.isAlive()) {
      process.destroyForcibly();
      process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
    }
  }
}
