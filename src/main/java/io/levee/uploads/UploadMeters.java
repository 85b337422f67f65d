package io.levee.uploads;

import io.levee.channel.Uploads.Kept;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What the room counts. Safe from any thread. */
final class UploadMeters {
  private final MeterRegistry meters;
  private final AtomicLong stored = new AtomicLong();
  private final Counter swept;

  UploadMeters(MeterRegistry meters, Supplier<UploadsConfig> config) {
    this.meters = meters;
    this.swept = meters.counter("levee.uploads.swept");
    Gauge.builder("levee.uploads.stored.bytes", stored, AtomicLong::get)
        .description("bytes of all images that are kept, as this gateway last saw it")
        .register(meters);
    Gauge.builder("levee.uploads.stored.bytes.limit", () -> config.get().maxStored())
        .register(meters);
  }

  void stored(long bytes) {
    stored.set(bytes);
  }

  void swept(int images) {
    swept.increment(images);
  }

  /** Counts what became of an image, by the name of the outcome. */
  void count(Kept kept) {
    String outcome = kept.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    meters.counter("levee.uploads.images", "outcome", outcome).increment();
  }
}
