package io.levee.replay.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Puts {@code key=value} over what a file says. Values are YAML; keys go down with dots. */
final class Overrides {
  private static final Pattern STEP = Pattern.compile("([A-Za-z0-9_-]+)(?:\\[(\\d+)])?");

  private Overrides() {}

  static Object apply(Object root, List<String> sets, List<String> faults) {
    Object changed = copy(root == null ? new LinkedHashMap<String, Object>() : root);
    for (String set : sets) {
      int equals = set.indexOf('=');
      if (equals < 1) {
        faults.add("--set " + set + " is no KEY=VALUE, such as rate=500 or phases[0].for=10s");
      } else if (!put(changed, set.substring(0, equals).strip(), value(set, equals))) {
        faults.add("--set " + set + ": there is nothing at that key to change");
      }
    }
    return changed;
  }

  private static Object value(String set, int equals) {
    String text = set.substring(equals + 1);
    try {
      return copy(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    } catch (YAMLException plain) {
      return text;
    }
  }

  private static boolean put(Object root, String key, Object value) {
    Object at = root;
    String[] steps = key.split("\\.");
    for (int i = 0; i < steps.length; i++) {
      Matcher step = STEP.matcher(steps[i]);
      if (!step.matches() || !(at instanceof Map<?, ?>)) {
        return false;
      }
      Map<String, Object> map = fields(at);
      String name = step.group(1);
      boolean last = i == steps.length - 1;
      if (step.group(2) != null) {
        int index = Integer.parseInt(step.group(2));
        List<Object> list = items(map.get(name));
        if (index >= list.size()) {
          return false;
        }
        map.put(name, list);
        if (last) {
          list.set(index, value);
        }
        at = list.get(index);
      } else if (last) {
        map.put(name, value);
      } else {
        at = map.computeIfAbsent(name, absent -> new LinkedHashMap<String, Object>());
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fields(Object copied) {
    return (Map<String, Object>) copied;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> items(Object copied) {
    return copied instanceof List ? (List<Object>) copied : List.of();
  }

  /** Changeable all the way down, keys being texts. */
  private static Object copy(Object node) {
    if (node instanceof Map<?, ?> map) {
      Map<String, Object> copied = new LinkedHashMap<>();
      map.forEach((key, value) -> copied.put(String.valueOf(key), copy(value)));
      return copied;
    }
    if (node instanceof List<?> list) {
      List<Object> copied = new ArrayList<>();
      list.forEach(item -> copied.add(copy(item)));
      return copied;
    }
    return node;
  }
}
