package io.levee.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment's layer: {@code LEVEE_TURN_ACK_AFTER} is {@code turn.ackAfter}. An empty variable
 * counts as not there, since compose files pass those on.
 */
final class Environment {
  /** Variables that are no keys: they tell the launcher where things are. */
  static final Set<String> NOT_KEYS = Set.of("LEVEE_HOME", "LEVEE_CONFIG", "LEVEE_JAVA_OPTS");

  private static final String PREFIX = "LEVEE_";

  private Environment() {}

  /**
   * @param below what lower layers say; an entry that they name is meant by its name
   * @return {@code below} with the variables laid over it
   */
  static Value.Fields over(
      Value.Fields below, Shape.Group shape, Map<String, String> env, List<Problem> problems) {
    Value.Fields result = below;
    for (Map.Entry<String, String> variable : new TreeMap<>(env).entrySet()) {
      String name = variable.getKey();
      if (!name.startsWith(PREFIX) || NOT_KEYS.contains(name) || variable.getValue().isBlank()) {
        continue;
      }
      Optional<List<String>> path = path(name.substring(PREFIX.length()), shape, below);
      if (path.isPresent()) {
        result = result.with(path.get(), new Value.Text(variable.getValue(), name));
      } else {
        String hint = DidYouMean.hint(name, names(PREFIX, shape));
        problems.add(new Problem(name, "", "sets no key that there is" + hint));
      }
    }
    return result;
  }

  private static Optional<List<String>> path(String rest, Shape shape, Value below) {
    return switch (shape) {
      case Shape.Leaf leaf -> rest.isEmpty() ? Optional.of(List.of()) : Optional.empty();
      case Shape.Group group ->
          group.fields().stream()
              .filter(f -> rest.equals(f.env()) || rest.startsWith(f.env() + "_"))
              .flatMap(
                  f ->
                      path(cut(rest, f.env()), f.shape(), child(below, f.name()))
                          .map(tail -> prepend(f.name(), tail))
                          .stream())
              .findFirst();
      case Shape.Table table -> entry(rest, table, below);
    };
  }

  private static Optional<List<String>> entry(String rest, Shape.Table table, Value below) {
    if (below instanceof Value.Fields entries) {
      for (String id : entries.fields().keySet()) {
        String env = Shape.env(id);
        if (rest.equals(env) || rest.startsWith(env + "_")) {
          Optional<List<String>> tail = path(cut(rest, env), table.entry(), child(below, id));
          if (tail.isPresent()) {
            return Optional.of(prepend(id, tail.get()));
          }
        }
      }
    }
    for (int i = rest.indexOf('_'); i > 0; i = rest.indexOf('_', i + 1)) {
      Optional<List<String>> tail = path(rest.substring(i + 1), table.entry(), below);
      if (tail.isPresent()) {
        return Optional.of(prepend(rest.substring(0, i).toLowerCase(Locale.ROOT), tail.get()));
      }
    }
    return Optional.empty();
  }

  private static String cut(String rest, String head) {
    return rest.length() == head.length() ? "" : rest.substring(head.length() + 1);
  }

  private static Value child(Value value, String name) {
    return value instanceof Value.Fields f && f.fields().containsKey(name)
        ? f.fields().get(name)
        : Value.nothing("");
  }

  private static List<String> prepend(String head, List<String> tail) {
    List<String> all = new ArrayList<>(tail.size() + 1);
    all.add(head);
    all.addAll(tail);
    return all;
  }

  private static List<String> names(String prefix, Shape shape) {
    return switch (shape) {
      case Shape.Leaf leaf -> List.of(prefix.substring(0, prefix.length() - 1));
      case Shape.Table table -> List.of();
      case Shape.Group group ->
          group.fields().stream()
              .flatMap(f -> names(prefix + f.env() + "_", f.shape()).stream())
              .toList();
    };
  }
}
