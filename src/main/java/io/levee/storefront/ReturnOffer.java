package io.levee.storefront;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the shop would take back of an order.
 *
 * @param lines what can be returned; empty when nothing can
 * @param reasons the reasons to choose from; not empty when something can be returned
 * @param refusal why nothing can be returned; empty when something can
 */
public record ReturnOffer(
    String orderNumber, List<Line> lines, List<Reason> reasons, Optional<Refusal> refusal) {
  public ReturnOffer {
    Objects.requireNonNull(orderNumber);
    lines = List.copyOf(lines);
    reasons = List.copyOf(reasons);
    Objects.requireNonNull(refusal);
  }

  /**
   * @param pieces how many can be returned, 1 or more
   * @param until the last moment to ask for it
   */
  public record Line(String id, Label title, int pieces, Instant until) {}

  /**
   * @param code what {@link ReturnRequest#reason} takes
   */
  public record Reason(String code, Label label) {}
}
