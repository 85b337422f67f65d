package io.levee.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A configuration as YAML to read, secrets masked. */
public final class Printed {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./\\[][^#]*");

  private Printed() {}

  /** All keys with the values that hold, secrets as {@code ***}. */
  public static String yaml(Record config) {
    StringBuilder out = new StringBuilder();
    List<String> open = new ArrayList<>();
    for (Map.Entry<String, Keys.Entry> entry : Keys.of(config).entrySet()) {
      List<String> path = List.of(entry.getKey().split("\\."));
      int shared = 0;
      while (shared < path.size() - 1
          && shared < open.size()
          && path.get(shared).equals(open.get(shared))) {
        shared++;
      }
      for (int depth = shared; depth < path.size() - 1; depth++) {
        out.append("  ".repeat(depth)).append(path.get(depth)).append(":\n");
      }
      open = path.subList(0, path.size() - 1);
      out.append("  ".repeat(open.size())).append(path.getLast()).append(": ");
      out.append(scalar(entry.getValue().shown())).append('\n');
    }
    return out.toString();
  }

  private static String scalar(String text) {
    return PLAIN.matcher(text).matches() && !text.contains(": ")
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
