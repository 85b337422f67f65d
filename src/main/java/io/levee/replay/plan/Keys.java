package io.levee.replay.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/**
 * A mapping of a YAML file that is read key by key. What is wrong is collected, with its full key
 * and what is allowed; what nobody asked for is wrong too.
 */
final class Keys {
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final String path;
  private final List<String> faults;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param path where it stands, with a dot at its end; empty for the root
   */
  Keys(Object node, String path, List<String> faults) {
    this.path = path;
    this.faults = faults;
    if (node instanceof Map<?, ?> map) {
      map.forEach((key, value) -> values.put(String.valueOf(key), value));
    } else if (node != null) {
      faults.add(name("") + " is " + say(node) + "; give keys and values");
    }
  }

  private String name(String key) {
    String whole = path + key;
    return whole.endsWith(".") ? whole.substring(0, whole.length() - 1) : whole;
  }

  boolean has(String key) {
    known.add(key);
    return values.get(key) != null;
  }

  void fault(String key, String problem) {
    faults.add(name(key) + " " + problem);
  }

  String text(String key, String otherwise) {
    return has(key) ? String.valueOf(values.get(key)) : otherwise;
  }

  boolean flag(String key, boolean otherwise) {
    String text = text(key, Boolean.toString(otherwise));
    if (!text.equals("true") && !text.equals("false")) {
      fault(key, "is " + text + "; give true or false");
    }
    return text.equals("true");
  }

  String oneOf(String key, String otherwise, String... allowed) {
    String text = text(key, otherwise);
    if (!List.of(allowed).contains(text)) {
      fault(key, "is " + text + "; give one of " + String.join(", ", allowed));
      return otherwise;
    }
    return text;
  }

  double number(String key, double otherwise, double least, double most) {
    if (!has(key)) {
      return otherwise;
    }
    try {
      return within(key, Double.parseDouble(text(key, "").replace("_", "")), least, most);
    } catch (NumberFormatException e) {
      fault(key, "is " + say(values.get(key)) + "; give a number from " + range(least, most));
      return otherwise;
    }
  }

  int whole(String key, int otherwise, int least, int most) {
    double number = number(key, otherwise, least, most);
    if (number != Math.rint(number)) {
      fault(key, "is " + number + "; give a whole number from " + range(least, most));
    }
    return (int) number;
  }

  double share(String key, double otherwise) {
    return number(key, otherwise, 0, 1);
  }

  /** In seconds. */
  double seconds(String key, String otherwise, double least, double most) {
    String text = text(key, otherwise);
    OptionalDouble seconds = Amounts.seconds(text);
    if (seconds.isEmpty()) {
      fault(key, "is " + text + "; give a duration such as 250ms, 5s, 2m or 1h");
      return Amounts.seconds(otherwise).orElse(least);
    }
    double value = seconds.getAsDouble();
    if (value < least || value > most) {
      fault(key, "is " + text + "; give a duration from " + say(least) + " to " + say(most));
    }
    return value;
  }

  Keys below(String key) {
    return new Keys(has(key) ? values.get(key) : null, path + key + ".", faults);
  }

  /** Each item of a list of mappings. */
  <T> List<T> each(String key, Function<Keys, T> read) {
    List<T> items = new ArrayList<>();
    if (has(key)) {
      if (values.get(key) instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          Keys item = new Keys(list.get(i), path + key + "[" + i + "].", faults);
          items.add(read.apply(item));
          item.nothingElse();
        }
      } else {
        fault(key, "is " + say(values.get(key)) + "; give a list");
      }
    }
    return items;
  }

  List<String> texts(String key) {
    if (!has(key)) {
      return List.of();
    }
    return values.get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(values.get(key)));
  }

  /** What stands there, unread; null when nothing does. */
  Object node(String key) {
    known.add(key);
    return values.get(key);
  }

  /** The keys that stand there, whatever they are. */
  List<String> names() {
    return List.copyOf(values.keySet());
  }

  /** Every key that was not asked for is a fault. */
  void nothingElse() {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        fault(key, "is not known here; allowed: " + String.join(", ", known));
      }
    }
  }

  private double within(String key, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      fault(key, "is " + value + "; give a number from " + range(least, most));
    }
    return value;
  }

  private static String range(double least, double most) {
    return plain(least) + " to " + plain(most);
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static String say(double seconds) {
    return seconds < 1 ? plain(seconds * 1000) + "ms" : plain(seconds) + "s";
  }

  private static String say(Object node) {
    String text = String.valueOf(node);
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
