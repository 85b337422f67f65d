package io.levee.demoshop;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Writes seeded orders, a batch a table. */
final class SeedWriter {
  private final Connection connection;

  SeedWriter(Connection connection) {
    this.connection = connection;
  }

  void write(List<SeedOrder> orders) throws SQLException {
    try (PreparedStatement order = insert("orders", 9);
        PreparedStatement line = insert("order_line", 13);
        PreparedStatement parcel =
            connection.prepareStatement(
                "INSERT INTO demo_shop.parcel VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)");
        PreparedStatement event = insert("parcel_event", 4);
        PreparedStatement returned =
            connection.prepareStatement(
                "INSERT INTO demo_shop.order_return (order_number, state, requested_at, reason,"
                    + " lines, refund) VALUES (?, ?, ?, ?, ?::jsonb, ?)")) {
      for (SeedOrder made : orders) {
        add(order, made);
        for (SeedOrder.Line part : made.lines()) {
          add(line, made, part);
        }
        for (SeedOrder.Parcel sent : made.parcels()) {
          add(parcel, made, sent);
          for (SeedOrder.Event report : sent.events()) {
            add(event, sent.number(), report.at(), report.zh(), report.en());
          }
        }
        if (made.returned().isPresent()) {
          add(returned, made, made.returned().get());
        }
      }
      for (PreparedStatement table : List.of(order, line, parcel, event, returned)) {
        table.executeBatch();
      }
    }
  }

  private PreparedStatement insert(String table, int columns) throws SQLException {
    return connection.prepareStatement(
        "INSERT INTO demo_shop." + table + " VALUES (?" + ", ?".repeat(columns - 1) + ")");
  }

  private static void add(PreparedStatement table, SeedOrder order) throws SQLException {
    Plot plot = order.plot();
    add(
        table,
        order.number(),
        order.customer(),
        order.placedAt(),
        order.total(),
        "CNY",
        plot.cancelled(),
        plot.payment(),
        plot.fulfilment(),
        plot.status());
  }

  private static void add(PreparedStatement table, SeedOrder order, SeedOrder.Line line)
      throws SQLException {
    Product product = line.product();
    add(
        table,
        order.number(),
        line.id(),
        product.sku(),
        product.zh(),
        product.en(),
        product.variantZh(),
        product.variantEn(),
        product.price(),
        line.ordered(),
        line.shipped(),
        line.delivered(),
        line.returned(),
        product.returnable());
  }

  private static void add(PreparedStatement table, SeedOrder order, SeedOrder.Parcel parcel)
      throws SQLException {
    JsonArray contents = new JsonArray();
    parcel.contents().forEach(line -> contents.add(pieces(line)));
    add(
        table,
        parcel.number(),
        order.number(),
        parcel.carrier().zh(),
        parcel.carrier().en(),
        parcel.state(),
        parcel.shippedAt(),
        parcel.expectedAt(),
        parcel.deliveredAt().orElse(null),
        contents.encode());
  }

  private static void add(PreparedStatement table, SeedOrder order, SeedOrder.Return back)
      throws SQLException {
    BigDecimal pieces = BigDecimal.valueOf(back.line().ordered());
    add(
        table,
        order.number(),
        back.state(),
        back.at(),
        "size",
        new JsonArray().add(pieces(back.line())).encode(),
        back.line().product().price().multiply(pieces));
  }

  private static JsonObject pieces(SeedOrder.Line line) {
    return new JsonObject().put("lineId", line.id()).put("pieces", line.ordered());
  }

  private static void add(PreparedStatement table, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i] instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : values[i];
      table.setObject(i + 1, value);
    }
    table.addBatch();
  }
}
