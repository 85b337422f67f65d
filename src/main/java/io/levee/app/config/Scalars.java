package io.levee.app.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text to values and back, by type. */
final class Scalars {
  private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");

  private static final Map<Class<?>, Function<String, Object>> READERS =
      Map.ofEntries(
          Map.entry(int.class, text -> (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE)),
          Map.entry(Integer.class, text -> (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE)),
          Map.entry(long.class, text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE)),
          Map.entry(Long.class, text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE)),
          Map.entry(double.class, Scalars::number),
          Map.entry(Double.class, Scalars::number),
          Map.entry(boolean.class, Scalars::truth),
          Map.entry(Boolean.class, Scalars::truth),
          Map.entry(String.class, text -> text),
          Map.entry(Duration.class, Scalars::duration),
          Map.entry(Path.class, Path::of),
          Map.entry(URI.class, URI::create),
          Map.entry(Instant.class, Scalars::instant));

  private Scalars() {}

  /** A text that does not mean what it should; the message completes "is 'x'; …". */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String wanted) {
      super(wanted, null, false, false);
    }
  }

  static boolean knows(Type type) {
    if (type instanceof ParameterizedType p) {
      Class<?> raw = (Class<?>) p.getRawType();
      return (raw == List.class || raw == Set.class || raw == Optional.class)
          && p.getActualTypeArguments()[0] instanceof Class<?> of
          && knows(of);
    }
    return type instanceof Class<?> c && (c.isEnum() || READERS.containsKey(c));
  }

  /** Whether a list of texts is wanted. */
  static boolean many(Type type) {
    return type instanceof ParameterizedType p && p.getRawType() != Optional.class;
  }

  /**
   * @throws Unreadable if the text is not one of that type
   */
  static Object read(Type type, String text) {
    if (type instanceof ParameterizedType optional) {
      return text.isBlank()
          ? Optional.empty()
          : Optional.of(read(optional.getActualTypeArguments()[0], text));
    }
    Class<?> of = (Class<?>) type;
    try {
      String stripped = of == String.class ? text : text.strip();
      return of.isEnum() ? constant(of, stripped) : READERS.get(of).apply(stripped);
    } catch (IllegalArgumentException e) {
      throw new Unreadable("that is no " + of.getSimpleName().toLowerCase(Locale.ROOT));
    }
  }

  static Object readAll(Type type, List<String> texts) {
    ParameterizedType many = (ParameterizedType) type;
    List<Object> items = new ArrayList<>();
    for (String text : texts) {
      items.add(read(many.getActualTypeArguments()[0], text));
    }
    return many.getRawType() == Set.class ? new LinkedHashSet<>(items) : List.copyOf(items);
  }

  /** As it would stand in the file. */
  static String write(Object value) {
    return switch (value) {
      case null -> "";
      case Duration d -> write(d);
      case Enum<?> e -> written(e);
      case Optional<?> o -> o.map(Scalars::write).orElse("");
      case Collection<?> c ->
          c.stream().map(Scalars::write).collect(Collectors.joining(", ", "[", "]"));
      default -> value.toString();
    };
  }

  private static String write(Duration d) {
    long ms = d.toMillis();
    if (ms % 1000 != 0) {
      return ms + "ms";
    }
    long s = ms / 1000;
    return s % 86_400 == 0 && s > 0
        ? s / 86_400 + "d"
        : s % 3600 == 0 && s > 0 ? s / 3600 + "h" : s % 60 == 0 && s > 0 ? s / 60 + "m" : s + "s";
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Object constant(Class<?> of, String text) {
    String wanted = text.replace('_', '-').toLowerCase(Locale.ROOT);
    List<Enum<?>> all =
        Arrays.stream(of.getEnumConstants()).<Enum<?>>map(c -> (Enum<?>) c).toList();
    return all.stream()
        .filter(c -> written(c).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new Unreadable(
                    "give one of "
                        + all.stream().map(Scalars::written).collect(Collectors.joining(", "))));
  }

  private static long whole(String text, long least, long most) {
    try {
      long value = Long.parseLong(text.replace("_", ""));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      // said below
    }
    throw new Unreadable("give a whole number");
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.replace("_", ""));
    } catch (NumberFormatException notOne) {
      throw new Unreadable("give a number");
    }
  }

  private static boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new Unreadable("give true or false");
    };
  }

  private static Duration duration(String text) {
    Matcher m = DURATION.matcher(text);
    if (!m.matches()) {
      throw new Unreadable("give a duration with its unit, such as 150ms, 5s, 2m, 1h or 1d");
    }
    try {
      long n = Long.parseLong(m.group(1));
      return switch (m.group(2)) {
        case "ms" -> Duration.ofMillis(n);
        case "s" -> Duration.ofSeconds(n);
        case "m" -> Duration.ofMinutes(n);
        case "h" -> Duration.ofHours(n);
        default -> Duration.ofDays(n);
      };
    } catch (NumberFormatException | ArithmeticException e) {
      throw new Unreadable("give a shorter duration");
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Unreadable("give a moment such as 2026-11-11T00:00:00Z");
    }
  }
}
