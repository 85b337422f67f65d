package io.levee.replay.load;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes the event loop when something is due. An event loop's own timers are milliseconds coarse,
 * and spinning would take a whole core from the server under test: a thread that parks until the
 * next time due is tens of microseconds late and nearly free.
 */
final class Pacer implements AutoCloseable {
  private static final long MOST_NANOS = 20_000_000;

  /** What falls due within so long is done in one go. */
  private static final long GRAIN_NANOS = 150_000;

  private final Executor loop;
  private final Runnable tick;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final Thread thread;
  private volatile long due;
  private volatile boolean closed;

  /**
   * @param tick runs on {@code loop}, and calls {@link #next} before it returns
   */
  Pacer(Executor loop, Runnable tick) {
    this.loop = loop;
    this.tick = tick;
    this.due = System.nanoTime();
    this.thread = new Thread(this::pace, "levee-replay-pacer");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** When to tick again. */
  void next(long nanos) {
    due = nanos;
  }

  /** Tick then, if that is before the time that was said. */
  void sooner(long nanos) {
    if (nanos - due < 0) {
      due = nanos;
      LockSupport.unpark(thread);
    }
  }

  private void pace() {
    while (!closed) {
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(Math.min(wait, MOST_NANOS));
      } else {
        if (asked.compareAndSet(false, true)) {
          loop.execute(this::ticked);
        }
        LockSupport.parkNanos(GRAIN_NANOS);
      }
    }
  }

  private void ticked() {
    try {
      if (!closed) {
        tick.run();
      }
    } finally {
      asked.set(false);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
