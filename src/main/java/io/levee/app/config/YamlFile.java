package io.levee.app.config;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The file's layer. Only the texts and their lines are read; what they mean is decided later. */
final class YamlFile {
  private static final int DEEPEST = 20;

  private final String name;
  private final List<Problem> problems;

  private YamlFile(String name, List<Problem> problems) {
    this.name = name;
    this.problems = problems;
  }

  /** Reads it; what cannot be read is added to {@code problems}. */
  static Value.Fields read(Path file, List<Problem> problems) {
    String name = file.toString();
    try {
      return read(name, Files.readString(file), problems);
    } catch (NoSuchFileException e) {
      problems.add(new Problem(name, "", "there is no such file; name another with --config"));
    } catch (IOException e) {
      problems.add(new Problem(name, "", "cannot be read as UTF-8 text: " + e.getMessage()));
    }
    return Value.nothing(name);
  }

  static Value.Fields read(String name, String yaml, List<Problem> problems) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(10);
    options.setNestingDepthLimit(DEEPEST);
    try (Reader reader = new StringReader(yaml)) {
      Node root = new Yaml(new SafeConstructor(options)).compose(reader);
      return switch (root) {
        case null -> Value.nothing(name);
        case MappingNode mapping -> new YamlFile(name, problems).fields(mapping, "", 0);
        default -> {
          problems.add(
              new Problem(name, "", "does not hold keys; write such as  ops:  port: 8081"));
          yield Value.nothing(name);
        }
      };
    } catch (MarkedYAMLException e) {
      String line = e.getProblemMark() == null ? "" : ":" + (e.getProblemMark().getLine() + 1);
      problems.add(new Problem(name + line, "", "is not YAML: " + e.getProblem()));
    } catch (YAMLException | IOException e) {
      problems.add(new Problem(name, "", "is not YAML: " + e.getMessage()));
    }
    return Value.nothing(name);
  }

  private Value value(Node node, String path, int depth) {
    return switch (node) {
      case MappingNode mapping -> fields(mapping, path, depth);
      case SequenceNode sequence -> items(sequence, path);
      case ScalarNode scalar ->
          new Value.Text(scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue(), where(scalar));
      default -> new Value.Text("", where(node));
    };
  }

  private Value.Fields fields(MappingNode mapping, String path, int depth) {
    Map<String, Value> fields = new LinkedHashMap<>();
    if (depth > DEEPEST) {
      problems.add(new Problem(where(mapping), path, "goes deeper than any key"));
      return new Value.Fields(fields, where(mapping));
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(new Problem(where(tuple.getKeyNode()), path, "has a key that is no text"));
        continue;
      }
      String below = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      // A section is where its key stands; its first child may be lines below.
      Value value = value(tuple.getValueNode(), below, depth + 1);
      if (value instanceof Value.Fields section) {
        value = new Value.Fields(section.fields(), where(key));
      }
      if (fields.put(key.getValue(), value) != null) {
        problems.add(new Problem(where(key), below, "is written twice; keep one"));
      }
    }
    return new Value.Fields(fields, where(mapping));
  }

  private Value items(SequenceNode sequence, String path) {
    List<Value.Text> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      if (item instanceof ScalarNode scalar) {
        items.add(new Value.Text(scalar.getValue(), where(scalar)));
      } else {
        problems.add(new Problem(where(item), path, "may only list plain values"));
      }
    }
    return new Value.Items(items, where(sequence));
  }

  private String where(Node node) {
    return name + ":" + (node.getStartMark().getLine() + 1);
  }
}
