package io.levee.app.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was written somewhere, before anybody asks what it means; remembers where. */
sealed interface Value {

  /** Where it was written: {@code conf/levee.yaml:12}, {@code LEVEE_OPS_PORT} or {@code --set}. */
  String where();

  record Text(String text, String where) implements Value {}

  record Items(List<Text> items, String where) implements Value {
    public Items {
      items = List.copyOf(items);
    }
  }

  record Fields(Map<String, Value> fields, String where) implements Value {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The same with {@code value} at that path; what stands there is overlaid. */
    Fields with(List<String> path, Value value) {
      Value below = value;
      for (int i = path.size() - 1; i >= 0; i--) {
        below = new Fields(Map.of(path.get(i), below), value.where());
      }
      return (Fields) over(this, below);
    }
  }

  static Fields nothing(String where) {
    return new Fields(Map.of(), where);
  }

  /** Both layers as one; where they disagree, {@code upper} wins. */
  static Value over(Value lower, Value upper) {
    if (!(lower instanceof Fields(Map<String, Value> under, String where))
        || !(upper instanceof Fields(Map<String, Value> above, String ignored))) {
      return upper;
    }
    Map<String, Value> both = new LinkedHashMap<>(under);
    above.forEach((key, value) -> both.merge(key, value, Value::over));
    return new Fields(both, where);
  }

  /**
   * A list, where one line is all there is: commas between the items, brackets around if liked.
   *
   * @param text such as {@code a, b} or {@code [a, b]}
   */
  static Items items(String text, String where) {
    String inner = text.strip();
    if (inner.startsWith("[") && inner.endsWith("]")) {
      inner = inner.substring(1, inner.length() - 1);
    }
    List<Text> items = new ArrayList<>();
    for (String item : inner.split(",")) {
      if (!item.isBlank()) {
        items.add(new Text(unquoted(item.strip()), where));
      }
    }
    return new Items(items, where);
  }

  private static String unquoted(String item) {
    boolean quoted = item.matches("\"[^\"]*\"|'[^']*'");
    return quoted ? item.substring(1, item.length() - 1) : item;
  }
}
