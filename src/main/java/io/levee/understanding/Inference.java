package io.levee.understanding;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which models run, and the bounded queue before them. */
final class Inference implements AutoCloseable {
  private final ThreadPoolExecutor threads;
  private final Timer timer;
  private final Counter shed;
  private final Counter failed;

  Inference(int threadCount, int queue, MeterRegistry registry) {
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            threadCount,
            threadCount,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            job -> {
              Thread thread = new Thread(job, "levee-inference-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    timer =
        Timer.builder("levee.understanding.inference")
            .publishPercentileHistogram()
            .register(registry);
    shed = registry.counter("levee.understanding.inference.shed");
    failed = registry.counter("levee.understanding.inference.failed");
    Gauge.builder("levee.understanding.inference.queue", threads, t -> t.getQueue().size())
        .register(registry);
    Gauge.builder("levee.understanding.inference.queue.limit", () -> queue).register(registry);
    Gauge.builder(
            "levee.understanding.inference.active", threads, ThreadPoolExecutor::getActiveCount)
        .register(registry);
  }

  /** Runs the job soon; false, and counted as shed, when the queue is full or closed. */
  boolean offer(Runnable job) {
    try {
      threads.execute(() -> timer.record(job));
      return true;
    } catch (RejectedExecutionException full) {
      shed.increment();
      return false;
    }
  }

  void countFailure() {
    failed.increment();
  }

  /** Takes nothing more; what waits is still answered, for at most five seconds. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
