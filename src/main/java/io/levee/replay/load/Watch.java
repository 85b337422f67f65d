package io.levee.replay.load;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Makes seconds of what the event loop hands over, on a thread of its own: percentiles and encoding
 * cost milliseconds, which the loop does not have.
 */
final class Watch {
  /** What the loop counted, since the beginning, and the latencies since the last one. */
  record Slice(
      double at,
      long offered,
      long answered,
      long good,
      long shed,
      long failed,
      long inFlight,
      long live,
      long worstLagNanos,
      Histogram interval) {}

  private static final Slice END = new Slice(0, 0, 0, 0, 0, 0, 0, 0, 0, null);

  private final BlockingQueue<Slice> slices = new LinkedBlockingQueue<>();
  private final Queue<Histogram> spare = new ConcurrentLinkedQueue<>();
  private final Progress progress;
  private final double seconds;
  private final Scrape scrape;
  private final long loopThread;
  private final List<Second> done = new ArrayList<>();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PrintStream logStream = new PrintStream(log, false, StandardCharsets.UTF_8);
  private final HistogramLogWriter writer = new HistogramLogWriter(logStream);
  private final Thread thread = new Thread(this::run, "levee-replay-watch");
  private final Thread scraper = new Thread(this::scrape, "levee-replay-metrics");
  private volatile Map<String, Double> server = Map.of();
  private volatile boolean over;
  private Slice last = END;
  private long cpuBefore;
  private long wallBefore;

  /**
   * @param loopThread the event loop's, whose time is watched
   */
  Watch(Progress progress, double seconds, Scrape scrape, long loopThread) {
    this.progress = progress;
    this.seconds = seconds;
    this.scrape = scrape;
    this.loopThread = loopThread;
    thread.setDaemon(true);
    scraper.setDaemon(true);
  }

  void start(Instant began) {
    writer.outputComment("latencies from the intended time, in microseconds");
    writer.outputLogFormatVersion();
    writer.outputStartTime(began.toEpochMilli());
    writer.setBaseTime(began.toEpochMilli());
    writer.outputLegend();
    cpuBefore = loopCpu();
    wallBefore = System.nanoTime();
    thread.start();
    scraper.start();
  }

  private long loopCpu() {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(loopThread);
  }

  /** An empty histogram for the next second. */
  Histogram empty() {
    Histogram one = spare.poll();
    return one == null ? Tally.histogram() : one;
  }

  void add(Slice slice) {
    slices.add(slice);
  }

  private void scrape() {
    try {
      while (!over) {
        long began = System.nanoTime();
        server = scrape.read();
        Thread.sleep(Math.max(50, 1_000 - (System.nanoTime() - began) / 1_000_000));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      for (Slice slice = slices.take(); slice.interval() != null; slice = slices.take()) {
        second(slice);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void second(Slice slice) {
    long now = System.nanoTime();
    long cpu = loopCpu();
    double used = (double) (cpu - cpuBefore) / Math.max(1, now - wallBefore);
    cpuBefore = cpu;
    wallBefore = now;
    Histogram interval = slice.interval();
    long until = System.currentTimeMillis();
    interval.setStartTimeStamp(until - 1_000);
    interval.setEndTimeStamp(until);
    writer.outputIntervalHistogram(interval);
    Second second =
        new Second(
            slice.at(),
            slice.offered() - last.offered(),
            slice.answered() - last.answered(),
            slice.good() - last.good(),
            slice.shed() - last.shed(),
            slice.failed() - last.failed(),
            slice.inFlight(),
            slice.live(),
            ReplayResult.millis(interval, 50),
            ReplayResult.millis(interval, 90),
            ReplayResult.millis(interval, 99),
            ReplayResult.millis(interval, 99.9),
            ReplayResult.millis(interval, 100),
            slice.worstLagNanos() / 1e6,
            Math.clamp(used, 0, 1),
            server);
    last = slice;
    interval.reset();
    spare.add(interval);
    done.add(second);
    progress.second(second, seconds);
  }

  /** No more is to come. Blocks until all that came is told. */
  void close() throws InterruptedException {
    over = true;
    slices.add(END);
    scraper.interrupt();
    thread.join();
  }

  /** After {@link #close}. */
  List<Second> seconds() {
    return done;
  }

  /** After {@link #close}: the latencies in HdrHistogram's log format. */
  String hlog() {
    logStream.flush();
    return log.toString(StandardCharsets.UTF_8);
  }
}
