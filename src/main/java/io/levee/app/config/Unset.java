package io.levee.app.config;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What stands in for a value that could not be read and has no default: the configuration is
 * refused anyway, this only lets the rest of it be checked.
 */
final class Unset {
  private static final Map<Type, Object> BY_TYPE =
      Map.of(
          int.class,
          0,
          long.class,
          0L,
          double.class,
          0.0,
          boolean.class,
          false,
          Integer.class,
          0,
          Long.class,
          0L,
          Duration.class,
          Duration.ZERO,
          Instant.class,
          Instant.EPOCH,
          String.class,
          "");

  private Unset() {}

  static Object of(Type type) {
    return BY_TYPE.get(type);
  }
}
