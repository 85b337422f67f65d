package io.levee.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that is measured, in a process of its own, on a core of its own where that is to be had.
 */
final class Child implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("http://[0-9A-Za-z.\\[\\]-]+:\\d+");
  private static final Pattern ALLOCATED = Pattern.compile(" allocated=(\\d+)([BKMG]) ");
  private static final double TICKS_A_SECOND = 100;
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final double IDLE = 0.1;
  private static final int QUIET = 3;
  private static final Duration STOP = Duration.ofSeconds(20);

  private final String name;
  private final Process process;
  private final boolean java;
  private final InetSocketAddress address;

  /** Seconds by thread: a JVM ends those that it does not need. */
  private final Map<String, Double> compilers = new HashMap<>();

  /** Seconds by process: those that vacuum a table end when they are done with it. */
  private final Map<Long, Double> stores = new HashMap<>();

  private Child(String name, Process process, boolean java, InetSocketAddress address) {
    this.name = name;
    this.process = process;
    this.java = java;
    this.address = address;
  }

  /**
   * Runs that program, on all cores until it is ready.
   *
   * @param log gets what it prints
   * @return once it printed a line with {@code ready} and an address, and has come to rest
   */
  static Child start(String name, List<String> command, Path log)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = builder.start();
    // However the bench ends, nobody is left behind.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> kill(process)));
    CompletableFuture<InetSocketAddress> ready = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("log of " + name).start(() -> read(process, log, ready));
    try {
      InetSocketAddress address = ready.get(START.toSeconds(), TimeUnit.SECONDS);
      boolean java = command.getFirst().equals(Servers.program("java"));
      Child child = new Child(name, process, java, address);
      child.storesOn(1);
      child.settle();
      child.pin();
      return child;
    } catch (java.util.concurrent.ExecutionException | TimeoutException failed) {
      kill(process);
      throw new IOException("the " + name + " did not start; its log is " + log, failed);
    }
  }

  private static void read(Process process, Path log, CompletableFuture<InetSocketAddress> ready) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        var copy = Files.newBufferedWriter(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.write(line);
        copy.newLine();
        copy.flush();
        Matcher url = URL.matcher(line);
        if (!ready.isDone() && line.contains("ready") && url.find()) {
          URI at = URI.create(url.group());
          ready.complete(new InetSocketAddress(at.getHost(), at.getPort()));
        }
      }
      ready.completeExceptionally(new IOException("it ended"));
    } catch (IOException gone) {
      ready.completeExceptionally(gone);
    }
  }

  /** Until it is done with what it does after the start, such as learning what the shop knows. */
  private void settle() throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    double before = cpuSeconds();
    for (int quiet = 0; quiet < QUIET && System.nanoTime() - end < 0; ) {
      Thread.sleep(LOOK);
      double now = cpuSeconds();
      quiet = now - before < IDLE * LOOK.toMillis() / 1_000 ? quiet + 1 : 0;
      before = now;
    }
  }

  String name() {
    return name;
  }

  InetSocketAddress address() {
    return address;
  }

  /** User and system time so far, in seconds. */
  double cpuSeconds() throws IOException {
    return seconds(Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat")));
  }

  /** The same with its stores; what those took that have ended is remembered. */
  double cpuSecondsWithStores() throws IOException {
    for (ProcessHandle store : process.descendants().toList()) {
      try {
        String stat = Files.readString(Path.of("/proc", Long.toString(store.pid()), "stat"));
        stores.put(store.pid(), seconds(stat));
      } catch (NoSuchFileException ended) {
        // What it took since it was last looked at is not known any more.
      }
    }
    return cpuSeconds() + stores.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** What its compilers took of that; what those took that have ended is remembered. */
  double compilerSeconds() throws IOException {
    Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        try {
          String stat = Files.readString(thread.resolve("stat"));
          if (stat.contains("CompilerThre")) {
            compilers.put(thread.getFileName().toString(), seconds(stat));
          }
        } catch (NoSuchFileException ended) {
          // It compiles no more.
        }
      }
    }
    return compilers.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double seconds(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
  }

  /** Lets it run on both cores, so that its compilers get on with their work. */
  void free() {
    Pinning.free(process.pid());
  }

  /** Puts it on its core. */
  void pin() {
    Pinning.move(process.pid(), 0);
  }

  /** Puts its stores on a core: 0 is its own, 1 the load's. */
  void storesOn(int core) {
    process.descendants().forEach(store -> Pinning.move(store.pid(), core));
  }

  /** Bytes of live objects after a collection, and of the process outside the heap. */
  double[] memory() throws IOException, InterruptedException {
    jcmd("GC.run");
    double live = live(jcmd("GC.class_histogram"));
    double resident = 0;
    for (String line :
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      if (line.startsWith("VmRSS:")) {
        resident = Double.parseDouble(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return new double[] {live, resident};
  }

  /** Bytes that its threads have allocated so far, to a hundredth; 0 where it is no JVM. */
  double allocated() throws IOException, InterruptedException {
    double bytes = 0;
    if (!java) {
      // Who asks waits long for no answer.
      return bytes;
    }
    for (String line : jcmd("Thread.print", "-e")) {
      Matcher told = ALLOCATED.matcher(line);
      if (told.find()) {
        bytes += Double.parseDouble(told.group(1)) * Math.pow(1024, "BKMG".indexOf(told.group(2)));
      }
    }
    return bytes;
  }

  private static double live(List<String> histogram) throws IOException {
    for (String line : histogram) {
      if (line.startsWith("Total")) {
        return Double.parseDouble(line.trim().split("\\s+")[2]);
      }
    }
    throw new IOException("jcmd told no live bytes");
  }

  private List<String> jcmd(String... what) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(Long.toString(process.pid()));
    command.addAll(List.of(what));
    Process asked = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> told = asked.inputReader(StandardCharsets.UTF_8).lines().toList();
    asked.waitFor();
    return told;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        kill(process);
      }
    } catch (InterruptedException stopped) {
      kill(process);
      Thread.currentThread().interrupt();
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
