package io.levee.storefront;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An order as the shop tells it. Whether it was cancelled, paid and delivered are three questions
 * with an answer each: an order may be cancelled and paid, or delivered and unpaid.
 *
 * @param number as the customer knows it, 1 to 64 characters
 * @param lines what was ordered, never empty
 * @param total what the customer was to pay when ordering, whatever was refunded since
 * @param currency ISO 4217, such as {@code CNY}
 * @param fulfilment what the lines' quantities show, see {@link Fulfilment}
 * @param rawStatus the shop's own word for the whole; empty when it has none
 * @param parcels the newest first
 * @param returns the newest first
 * @param link the order's page in the shop, http or https
 */
public record Order(
    String number,
    Instant placedAt,
    List<Line> lines,
    BigDecimal total,
    String currency,
    boolean cancelled,
    Payment payment,
    Fulfilment fulfilment,
    String rawStatus,
    List<Parcel> parcels,
    List<Return> returns,
    Optional<URI> link) {
  public Order {
    Objects.requireNonNull(number);
    Objects.requireNonNull(placedAt);
    lines = List.copyOf(lines);
    Objects.requireNonNull(total);
    Objects.requireNonNull(currency);
    Objects.requireNonNull(payment);
    Objects.requireNonNull(fulfilment);
    rawStatus = rawStatus == null ? "" : rawStatus;
    parcels = List.copyOf(parcels);
    returns = List.copyOf(returns);
    Objects.requireNonNull(link);
  }

  /**
   * One line of an order. Pieces delivered count as shipped too, pieces returned as delivered too.
   *
   * @param id unique within the order
   * @param sku the shop's article number; empty when it has none
   * @param unitPrice in the order's currency
   * @param returned pieces that came back to the shop
   */
  public record Line(
      String id,
      String sku,
      Label title,
      Optional<Label> variant,
      BigDecimal unitPrice,
      int ordered,
      int shipped,
      int delivered,
      int returned,
      Optional<URI> link) {}

  /**
   * A parcel on its way.
   *
   * @param trackingNumber as the carrier prints it
   * @param contents which pieces are in it; empty when the shop does not say
   * @param events what the carrier reported, the newest first
   * @param expectedAt when it should arrive, as far as known
   * @param link where the customer can follow it, http or https
   */
  public record Parcel(
      Label carrier,
      String trackingNumber,
      ParcelState state,
      List<Quantity> contents,
      List<Event> events,
      Optional<Instant> shippedAt,
      Optional<Instant> expectedAt,
      Optional<Instant> deliveredAt,
      Optional<URI> link) {
    public Parcel {
      contents = List.copyOf(contents);
      events = List.copyOf(events);
    }
  }

  /** Where a parcel is. */
  public enum ParcelState {
    /** The label is printed; the carrier does not have it yet. */
    ANNOUNCED,
    IN_TRANSIT,
    OUT_FOR_DELIVERY,
    /** It waits for the customer at a pick-up point. */
    AT_PICKUP_POINT,
    DELIVERED,
    /** Something is wrong: wrong address, lost, refused, held by customs. */
    PROBLEM,
    /** On its way back, or back. */
    RETURNING,
    UNKNOWN
  }

  /** Something that happened to a parcel. */
  public record Event(Instant at, Label text) {}

  /**
   * A return that was asked for.
   *
   * @param idempotencyKey the key it was requested with; empty when it was not requested from here
   * @param refund what the customer gets back, in the order's currency, as far as known
   */
  public record Return(
      String number,
      String idempotencyKey,
      ReturnState state,
      Instant requestedAt,
      List<Quantity> lines,
      Optional<BigDecimal> refund) {
    public Return {
      lines = List.copyOf(lines);
    }
  }

  /** How far a return has come. */
  public enum ReturnState {
    REQUESTED,
    APPROVED,
    RECEIVED,
    REFUNDED,
    REFUSED,
    CANCELLED,
    UNKNOWN
  }
}
