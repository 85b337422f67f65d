package io.levee.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration that holds now. When the file changes, or {@link #reload} is called, the whole
 * is read and checked again on a thread of its own; with faults each is logged and the old one
 * stays, else one reference is swapped.
 */
public final class ConfigWatcher<T extends Record> implements Supplier<T>, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConfigWatcher.class);

  /** What of the file tells that it changed. */
  private record Stamp(FileTime modified, long size, Object inode) {}

  private final Path file;
  private final Supplier<Loaded<T>> load;
  private final T started;
  private final AtomicReference<T> current;
  private final List<Consumer<T>> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("config-watcher").factory());
  private Stamp seen;

  /**
   * @param initial what holds until something changes
   * @param load reads all layers anew
   * @param every how often the file is looked at; zero: never
   */
  public ConfigWatcher(T initial, Supplier<Loaded<T>> load, Path file, Duration every) {
    this.file = file;
    this.load = load;
    this.started = initial;
    this.current = new AtomicReference<>(initial);
    this.seen = stamp();
    if (!every.isZero()) {
      var unused =
          thread.scheduleWithFixedDelay(
              this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** The configuration that holds now. Safe from any thread, costs nothing. */
  @Override
  public T get() {
    return current.get();
  }

  /** Told each new configuration, on the watcher's thread. */
  public void onChange(Consumer<T> listener) {
    listeners.add(listener);
  }

  /** Reads it again soon, whether the file changed or not. Safe from any thread. */
  public void reload() {
    thread.execute(this::take);
  }

  private void look() {
    Stamp now = stamp();
    if (!now.equals(seen)) {
      take();
    }
  }

  private void take() {
    try {
      // Stamped before it is read: what is written meanwhile is seen the next time.
      seen = stamp();
      Loaded<T> loaded = load.get();
      if (loaded.problems().isEmpty()) {
        swap(loaded.config());
        return;
      }
      for (Problem problem : loaded.problems()) {
        log.atError()
            .addKeyValue("where", problem.where())
            .addKeyValue("key", problem.key())
            .log("configuration not taken over: {}", problem);
      }
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("configuration not taken over; the old one stays");
    }
  }

  private void swap(T fresh) {
    T old = current.getAndSet(fresh);
    List<String> live =
        Keys.changed(old, fresh).entrySet().stream()
            .filter(e -> e.getValue().live())
            .map(Map.Entry::getKey)
            .toList();
    List<String> restart =
        Keys.changed(started, fresh).entrySet().stream()
            .filter(e -> !e.getValue().live())
            .map(Map.Entry::getKey)
            .toList();
    if (!live.isEmpty() || restart.isEmpty()) {
      log.atInfo()
          .addKeyValue("changed", live)
          .log("configuration read again, {} now in force", live.isEmpty() ? "nothing new" : live);
    }
    if (!restart.isEmpty()) {
      log.atWarn().addKeyValue("keys", restart).log("a restart is needed for {}", restart);
    }
    listeners.forEach(listener -> listener.accept(fresh));
  }

  private Stamp stamp() {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          attributes.lastModifiedTime(),
          attributes.size(),
          Objects.requireNonNullElse(attributes.fileKey(), ""));
    } catch (IOException e) {
      return new Stamp(FileTime.fromMillis(0), 0, "");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
