package io.levee.storefront;

import java.util.List;
import java.util.Objects;

/**
 * Asks the shop to take goods back.
 *
 * @param idempotencyKey 1 to 128 visible ASCII characters; a request repeated with the same key has
 *     no other effect than the first
 * @param lines what goes back: 1 to 100 different lines, 1 piece or more of each
 * @param reason the code of one of the reasons offered
 */
public record ReturnRequest(
    String idempotencyKey, String orderNumber, List<Quantity> lines, String reason) {
  private static final int MOST_LINES = 100;

  /**
   * @throws IllegalArgumentException if the key or the lines are not as described
   */
  public ReturnRequest {
    Objects.requireNonNull(orderNumber);
    Objects.requireNonNull(reason);
    lines = List.copyOf(lines);
    if (!idempotencyKey.matches("[!-~]{1,128}")) {
      throw new IllegalArgumentException("idempotencyKey: give 1 to 128 visible ASCII characters");
    }
    if (lines.isEmpty() || lines.size() > MOST_LINES) {
      throw new IllegalArgumentException("lines: give 1 to " + MOST_LINES);
    }
    if (lines.stream().anyMatch(line -> line.pieces() < 1)) {
      throw new IllegalArgumentException("lines: return 1 piece or more of each");
    }
    if (lines.stream().map(Quantity::line).distinct().count() < lines.size()) {
      throw new IllegalArgumentException("lines: name each line once");
    }
  }
}
