package io.levee.replay.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the phases of a scenario. Levels are multiples of the scenario's rate, so that one number
 * makes the whole scenario larger or smaller.
 */
final class Phases {
  private static final double DAY = 86_400;
  private static final double MOST = 1_000_000;

  private final Path directory;

  /**
   * @param directory where files that are named are looked for
   */
  Phases(Path directory) {
    this.directory = directory;
  }

  List<Segment> read(Keys phase) {
    String kind =
        phase.oneOf("kind", "constant", "constant", "ramp", "step", "burst", "spike", "counts");
    return switch (kind) {
      case "ramp" -> List.of(new Segment(length(phase), level(phase, "from", 0), to(phase)));
      case "step" -> step(phase);
      case "burst" -> burst(phase);
      case "spike" -> spike(phase);
      case "counts" -> counts(phase);
      default -> List.of(Segment.flat(length(phase), level(phase, "at", 1)));
    };
  }

  private static double length(Keys phase) {
    if (!phase.has("for")) {
      phase.fault("for", "is missing; give how long the phase lasts, such as 30s");
    }
    return phase.seconds("for", "10s", 0.001, 30 * DAY);
  }

  private static double level(Keys phase, String key, double otherwise) {
    return phase.number(key, otherwise, 0, MOST);
  }

  private static double to(Keys phase) {
    return level(phase, "to", 1);
  }

  private static List<Segment> step(Keys phase) {
    double seconds = length(phase);
    double from = level(phase, "from", 1);
    double to = to(phase);
    int steps = phase.whole("steps", 4, 2, 1_000);
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      segments.add(Segment.flat(seconds / steps, from + (to - from) * i / (steps - 1)));
    }
    return segments;
  }

  private static List<Segment> burst(Keys phase) {
    double seconds = length(phase);
    double at = level(phase, "at", 1);
    double peak = level(phase, "peak", 10);
    double every = phase.seconds("every", "10s", 0.001, DAY);
    double lasts = phase.seconds("lasts", "1s", 0.001, DAY);
    if (lasts >= every) {
      phase.fault("lasts", "is not shorter than every; a burst must end before the next one");
      return List.of(Segment.flat(seconds, at));
    }
    List<Segment> segments = new ArrayList<>();
    for (double left = seconds; left > 1e-9; ) {
      double quiet = Math.min(left, every - lasts);
      segments.add(Segment.flat(quiet, at));
      left -= quiet;
      double loud = Math.min(left, lasts);
      if (loud > 1e-9) {
        segments.add(Segment.flat(loud, peak));
        left -= loud;
      }
    }
    return segments;
  }

  /** As at midnight: up within {@code rise}, up there for {@code hold}, then down over the rest. */
  private static List<Segment> spike(Keys phase) {
    double seconds = length(phase);
    double at = level(phase, "at", 1);
    double peak = level(phase, "peak", 10);
    double then = level(phase, "then", at);
    double rise = phase.seconds("rise", "1s", 0, DAY);
    double hold = phase.seconds("hold", "0s", 0, DAY);
    if (rise + hold > seconds) {
      phase.fault("for", "is shorter than rise and hold together");
      return List.of(Segment.flat(seconds, at));
    }
    List<Segment> segments = new ArrayList<>();
    add(segments, new Segment(rise, at, peak));
    add(segments, Segment.flat(hold, peak));
    // An exponential decay to where it goes, in straight pieces of a tenth of the rest each.
    double rest = seconds - rise - hold;
    int pieces = 10;
    for (int i = 0; i < pieces; i++) {
      double from = then + (peak - then) * decayed(i, pieces);
      double to = then + (peak - then) * decayed(i + 1, pieces);
      add(segments, new Segment(rest / pieces, from, to));
    }
    return segments;
  }

  private static double decayed(int i, int pieces) {
    double end = Math.exp(-4);
    return (Math.exp(-4.0 * i / pieces) - end) / (1 - end);
  }

  private static void add(List<Segment> segments, Segment segment) {
    if (segment.seconds() > 1e-9) {
      segments.add(segment);
    }
  }

  private List<Segment> counts(Keys phase) {
    double bin = phase.seconds("bin", "1s", 0.001, DAY);
    double mean = level(phase, "at", 1);
    String file = phase.text("file", "");
    if (file.isBlank()) {
      phase.fault("file", "is missing; give a file with one count a line");
      return List.of(Segment.flat(bin, mean));
    }
    try {
      return CountFile.read(directory.resolve(file)).segments(bin, mean);
    } catch (IOException e) {
      phase.fault("file", "cannot be used: " + e.getMessage());
      return List.of(Segment.flat(bin, mean));
    }
  }
}
