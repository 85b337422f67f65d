package io.levee.desk.account;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do at a desk. Each may do what those before it may. */
public enum Role {
  /** Takes customers. */
  AGENT,
  /** Takes difficult ones too. */
  SENIOR,
  /** Sees everybody's conversations, whispers, takes over. */
  SUPERVISOR,
  /** May do everything. */
  ADMIN;

  private final String wire = name().toLowerCase(Locale.ROOT);

  /** {@code agent}, {@code senior}, … */
  public String wire() {
    return wire;
  }

  public boolean atLeast(Role other) {
    return compareTo(other) >= 0;
  }

  public static Optional<Role> ofWire(String wire) {
    return Arrays.stream(values()).filter(role -> role.wire.equals(wire)).findFirst();
  }

  /** All of them, the least first. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Role::wire).toList();
  }
}
