package io.levee.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a configuration comes from, lowest layer first: defaults, file, environment, command line.
 *
 * @param file the YAML file
 * @param env the environment
 * @param sets {@code key=value}, in the order given
 */
public record Sources(Path file, Map<String, String> env, List<String> sets) {
  public Sources {
    env = Map.copyOf(env);
    sets = List.copyOf(sets);
  }

  /**
   * Reads all layers anew and checks them whole. Blocks on the file. Never throws for its content.
   */
  public Loaded<Config> load() {
    return load(Config.class);
  }

  <T extends Record> Loaded<T> load(Class<T> root) {
    List<Problem> problems = new ArrayList<>();
    Shape.Group shape = Shape.of(root);
    Value.Fields written = layers(shape, problems);
    Record bound = new Binder(problems).bind(shape, written, "");
    return new Loaded<>(root.cast(bound), Secrets.of(shape, written).masked(problems));
  }

  /**
   * The text that was written for that key, whatever else is wrong: for clients that need one value
   * of a gateway's file, and not a whole valid configuration.
   */
  public Optional<String> text(String key) {
    return at(key) instanceof Value.Text(String text, String where) && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The names that were written below that key. */
  public List<String> names(String key) {
    return at(key) instanceof Value.Fields(Map<String, Value> below, String where)
        ? List.copyOf(below.keySet())
        : List.of();
  }

  private Value at(String key) {
    Value at = layers(Shape.of(Config.class), new ArrayList<>());
    for (String name : key.split("\\.")) {
      at =
          at instanceof Value.Fields f && f.fields().containsKey(name)
              ? f.fields().get(name)
              : Value.nothing("");
    }
    return at;
  }

  private Value.Fields layers(Shape.Group shape, List<Problem> problems) {
    Value.Fields fromFile = YamlFile.read(file, problems);
    Value.Fields fromEnvironment = Environment.over(fromFile, shape, env, problems);
    return CommandLineSets.over(fromEnvironment, sets, problems);
  }

  /** Only the names: values may be secret. */
  @Override
  public String toString() {
    return "Sources[" + file + "]";
  }
}
