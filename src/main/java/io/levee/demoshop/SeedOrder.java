package io.levee.demoshop;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One order of the demo shop before it is in the tables. */
record SeedOrder(
    String number,
    String customer,
    Instant placedAt,
    Plot plot,
    List<Line> lines,
    List<Parcel> parcels,
    Optional<Return> returned) {

  record Line(String id, Product product, int ordered, int shipped, int delivered, int returned) {}

  record Parcel(
      Carrier carrier,
      String number,
      String state,
      Instant shippedAt,
      Instant expectedAt,
      Optional<Instant> deliveredAt,
      List<Line> contents,
      List<Event> events) {}

  record Event(Instant at, String zh, String en) {}

  record Return(String state, Instant at, Line line) {}

  BigDecimal total() {
    return lines.stream()
        .map(line -> line.product().price().multiply(BigDecimal.valueOf(line.ordered())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
