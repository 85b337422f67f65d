package io.levee.app;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What follows from something else, worked out anew only when that is another object: readers may
 * tell by the reference whether it changed. Safe from any thread.
 */
final class Derived<S, T> implements Supplier<T> {
  private record Known<S, T>(S source, T result) {}

  private final Supplier<S> source;
  private final Function<S, T> work;
  private volatile Known<S, T> known;

  Derived(Supplier<S> source, Function<S, T> work) {
    this.source = source;
    this.work = work;
  }

  @Override
  public T get() {
    S now = source.get();
    Known<S, T> last = known;
    if (last == null || last.source != now) {
      last = new Known<>(now, work.apply(now));
      known = last;
    }
    return last.result;
  }
}
