package io.levee.replay.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The key {@code texts}: a file of texts by intent, or the texts themselves. */
final class Texts {
  private static final String KEY = "texts";

  private final Keys keys;
  private final Path directory;

  Texts(Keys keys, Path directory) {
    this.keys = keys;
    this.directory = directory;
  }

  /** By intent; empty when they cannot be read, which is a fault then, or when none are named. */
  Map<String, List<String>> read() {
    if (!keys.has(KEY)) {
      return Map.of("order.track", List.of("我的快递到哪了"));
    }
    return keys.node(KEY) instanceof Map<?, ?> inline ? byIntent(inline) : file();
  }

  private Map<String, List<String>> file() {
    Path file = directory.resolve(keys.text(KEY, ""));
    try {
      Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      return byIntent(root);
    } catch (IOException | YAMLException e) {
      keys.fault(KEY, "cannot be read: " + file + ": " + e.getMessage());
      return Map.of();
    }
  }

  private Map<String, List<String>> byIntent(Object root) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    if (root instanceof Map<?, ?> map) {
      map.forEach(
          (intent, said) -> {
            List<String> list =
                said instanceof List<?> l ? l.stream().map(String::valueOf).toList() : List.of();
            if (list.isEmpty() || list.stream().anyMatch(String::isBlank)) {
              keys.fault(KEY + "." + intent, "is no list of texts; give one or more, none empty");
            } else {
              texts.put(String.valueOf(intent), list);
            }
          });
    }
    if (texts.isEmpty()) {
      keys.fault(KEY, "holds none; give lists of texts by intent");
    }
    return texts;
  }
}
