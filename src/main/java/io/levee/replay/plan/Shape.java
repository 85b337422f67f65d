package io.levee.replay.plan;

import java.util.List;

/**
 * How the offered rate goes over time: straight lines, one after the other.
 *
 * @param segments in their order
 */
public record Shape(List<Segment> segments) {
  public Shape {
    segments = List.copyOf(segments);
  }

  /** How long it lasts. */
  public double seconds() {
    return segments.stream().mapToDouble(Segment::seconds).sum();
  }

  /** How many messages are due over the whole of it. */
  public double messages() {
    return segments.stream().mapToDouble(Segment::messages).sum();
  }

  /** The highest rate, messages a second. */
  public double peak() {
    return segments.stream().mapToDouble(s -> Math.max(s.from(), s.to())).max().orElse(0);
  }

  /** The rate at that second; 0 before and after. */
  public double rateAt(double second) {
    double left = second;
    for (Segment segment : segments) {
      if (left >= 0 && left < segment.seconds()) {
        return segment.rateAt(left);
      }
      left -= segment.seconds();
    }
    return 0;
  }

  /** All rates times that. */
  public Shape times(double factor) {
    return new Shape(segments.stream().map(s -> s.times(factor)).toList());
  }

  /** All durations times that. */
  public Shape lasting(double factor) {
    return new Shape(segments.stream().map(s -> s.lasting(factor)).toList());
  }
}
