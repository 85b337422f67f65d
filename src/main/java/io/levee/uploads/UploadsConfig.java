package io.levee.uploads;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.Duration;
import java.util.List;

/** Section {@code uploads}: the images that shoppers send. */
public record UploadsConfig(
    @Setting(value = "5242880", doc = "The longest image in bytes, 1,024-20,971,520.", live = true)
        int maxBytes,
    @Setting(
            value = "50000000",
            doc =
                "The most pixels of an image, 1,000,000-1,000,000,000. Nothing is decoded here;"
                    + " browsers have to.",
            live = true)
        long maxPixels,
    @Setting(value = "60s", doc = "How long an image may take to arrive, 1s-10m.", live = true)
        Duration patience,
    @Setting(
            value = "8",
            doc =
                "The most images that arrive at once on this gateway, 1-1,000; each takes up to"
                    + " six times maxBytes of memory.",
            live = true)
        int maxArriving,
    @Setting(
            value = "64",
            doc =
                "The most images that are shown at once by this gateway, 1-10,000; each takes up"
                    + " to twice maxBytes of memory.",
            live = true)
        int maxLeaving,
    @Setting(
            value = "30",
            doc = "How many images one customer may send in an hour, 1-100,000.",
            live = true)
        int perHour,
    @Setting(
            value = "10737418240",
            doc =
                "How many bytes all images together may have, 20,971,520 or more. When they are"
                    + " reached, new ones are refused until old ones are deleted.",
            live = true)
        long maxStored,
    @Setting(
            value = "180d",
            doc =
                "How long an image is kept, 1h-3650d. Messages stay; the pages say that the"
                    + " image cannot be shown.",
            live = true)
        Duration keep,
    @Setting(
            value = "10m",
            doc = "How often images that are too old are looked for, 1s-24h.",
            live = true)
        Duration sweepInterval)
    implements Section {
  private static final int LARGEST = 20 * 1024 * 1024;

  @Override
  public List<Fault> faults() {
    return new Faults()
        .within("maxBytes", maxBytes, 1_024, LARGEST)
        .within("maxPixels", maxPixels, 1_000_000, 1_000_000_000)
        .within("patience", patience, Duration.ofSeconds(1), Duration.ofMinutes(10))
        .within("maxArriving", maxArriving, 1, 1_000)
        .within("maxLeaving", maxLeaving, 1, 10_000)
        .within("perHour", perHour, 1, 100_000)
        .within("maxStored", maxStored, LARGEST, Long.MAX_VALUE)
        .within("keep", keep, Duration.ofHours(1), Duration.ofDays(3_650))
        .within("sweepInterval", sweepInterval, Duration.ofSeconds(1), Duration.ofHours(24))
        .list();
  }
}
