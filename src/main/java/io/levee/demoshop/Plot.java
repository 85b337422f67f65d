package io.levee.demoshop;

import java.util.Optional;
import java.util.stream.Stream;

/** The lives that orders lead: each order of the demo shop is somewhere in one of these. */
enum Plot {
  OUT_FOR_DELIVERY(
      "派送中", "Out for delivery", "paid", "out-for-delivery", 54, Goods.SENT, Journey.ON_THE_VAN),
  DELIVERED("已签收", "Delivered", "paid", "delivered", 110, Goods.THERE, Journey.ARRIVED),
  PART_SHIPPED("部分发货", "Partly shipped", "paid", "shipped", 40, Goods.HALF_SENT, Journey.MOVING),
  UNPAID("待付款", "To be paid", "unpaid", "not-started", 1, Goods.HERE, Journey.NONE),
  DELIVERED_LONG_AGO(
      "交易完成", "Completed", "paid", "delivered", 1_000, Goods.THERE, Journey.ARRIVED_LONG_AGO),
  SHIPPED("运输中", "On its way", "paid", "shipped", 42, Goods.SENT, Journey.MOVING),
  RETURN_REQUESTED(
      "退货申请中",
      "Return requested",
      "paid",
      "delivered",
      140,
      Goods.THERE,
      Journey.ARRIVED,
      "requested"),
  PAID("待发货", "To be shipped", "paid", "not-started", 5, Goods.HERE, Journey.NONE),
  CANCELLED("交易关闭", "Cancelled", "unpaid", "not-started", 200, Goods.HERE, Journey.NONE),
  AT_PICKUP_POINT(
      "待取件",
      "Waiting for pick-up",
      "paid",
      "out-for-delivery",
      76,
      Goods.SENT,
      Journey.AT_THE_STATION),
  RETURN_RECEIVED(
      "退货已收到",
      "Return received",
      "paid",
      "delivered",
      260,
      Goods.BACK,
      Journey.ARRIVED,
      "received"),
  PACKING("配货中", "Being packed", "paid", "packing", 12, Goods.HERE, Journey.NONE),
  PARTLY_DELIVERED(
      "部分签收", "Partly delivered", "paid", "shipped", 90, Goods.HALF_THERE, Journey.MOVING),
  REFUNDED("已退款", "Refunded", "refunded", "not-started", 300, Goods.HERE, Journey.NONE),
  RETURN_REFUNDED(
      "退货已退款",
      "Return refunded",
      "refunded",
      "delivered",
      500,
      Goods.BACK,
      Journey.ARRIVED,
      "refunded"),
  DELAYED("配送异常", "Held up", "paid", "shipped", 190, Goods.SENT, Journey.STUCK);

  /** Where the pieces are. */
  enum Goods {
    HERE,
    HALF_SENT,
    SENT,
    HALF_THERE,
    THERE,
    BACK
  }

  /** How far the parcel, or the second of two, has come. */
  enum Journey {
    NONE,
    MOVING,
    STUCK,
    ON_THE_VAN,
    AT_THE_STATION,
    ARRIVED,
    ARRIVED_LONG_AGO
  }

  private final String status;
  private final String statusEn;
  private final String payment;
  private final String fulfilment;
  private final int ageHours;
  private final Goods goods;
  private final Journey journey;
  private final String returned;

  Plot(
      String status,
      String statusEn,
      String payment,
      String fulfilment,
      int ageHours,
      Goods goods,
      Journey way) {
    this(status, statusEn, payment, fulfilment, ageHours, goods, way, "");
  }

  Plot(
      String status,
      String statusEn,
      String payment,
      String fulfilment,
      int ageHours,
      Goods goods,
      Journey journey,
      String returned) {
    this.status = status;
    this.statusEn = statusEn;
    this.payment = payment;
    this.fulfilment = fulfilment;
    this.ageHours = ageHours;
    this.goods = goods;
    this.journey = journey;
    this.returned = returned;
  }

  /**
   * Where an order stands: a return counts for more than the order's own status.
   *
   * @param returned the state of its newest return; empty when there is none
   */
  static Optional<Plot> of(String status, String returned) {
    return Stream.of(values())
        .filter(plot -> plot.returned.equals(returned))
        .filter(plot -> !returned.isEmpty() || plot.status.equals(status))
        .findFirst()
        .or(() -> Stream.of(values()).filter(plot -> plot.status.equals(status)).findFirst());
  }

  /** As the shop stores and tells it. */
  String status() {
    return status;
  }

  String statusEn() {
    return statusEn;
  }

  String payment() {
    return payment;
  }

  /** As the shop says it, which is "shipped" as soon as something has left, as shops do. */
  String fulfilment() {
    return fulfilment;
  }

  int ageHours() {
    return ageHours;
  }

  Goods goods() {
    return goods;
  }

  Journey journey() {
    return journey;
  }

  boolean cancelled() {
    return this == CANCELLED || this == REFUNDED;
  }

  /** The state of the order's return, if it has one. */
  Optional<String> returned() {
    return returned.isEmpty() ? Optional.empty() : Optional.of(returned);
  }

  /** Orders of which only the first line has left or arrived have two lines at least. */
  int fewestLines() {
    return goods == Goods.HALF_SENT || goods == Goods.HALF_THERE ? 2 : 1;
  }
}
