package io.levee.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One mapping of a file, key by key. Whatever is wrong with it is told and left out. */
final class Fields {
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final String file;
  private final FaultList faults;
  private final Spot at;

  /**
   * @param node what should be a mapping
   * @param what it is, in words, such as {@code an entry}
   * @param known the keys that it may have
   */
  Fields(Node node, String what, Set<String> known, String file, FaultList faults) {
    this.file = file;
    this.faults = faults;
    this.at = spot(node);
    if (!(node instanceof MappingNode mapping)) {
      faults.fault(at, what + " must be keys with values, such as " + keys(known));
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode s ? s.getValue() : "?";
      Spot keyAt = spot(tuple.getKeyNode());
      if (!known.contains(key)) {
        faults.fault(keyAt, "unknown key `" + key + "`; " + what + " may have " + keys(known));
      } else if (nodes.putIfAbsent(key, tuple.getValueNode()) != null) {
        faults.fault(keyAt, "`" + key + "` stands here twice; keep one");
      }
    }
  }

  Spot at() {
    return at;
  }

  boolean has(String key) {
    return nodes.containsKey(key);
  }

  Optional<Node> node(String key) {
    return Optional.ofNullable(nodes.get(key));
  }

  /** A mapping within this one. */
  Optional<Fields> fields(String key, Set<String> known) {
    return node(key).map(n -> new Fields(n, "`" + key + "`", known, file, faults));
  }

  /** One text, of at most that many code points. */
  Optional<Spot.Text> text(String key, int most) {
    return node(key).flatMap(n -> text(n, key, most));
  }

  /** A list of texts; a fault when it is empty. */
  List<Spot.Text> texts(String key, int most) {
    return node(key).map(n -> texts(n, key, most)).orElse(List.of());
  }

  Optional<Boolean> yes(String key) {
    return node(key)
        .flatMap(
            n -> {
              if (n instanceof ScalarNode s && Set.of("true", "false").contains(s.getValue())) {
                return Optional.of(s.getValue().equals("true"));
              }
              faults.fault(spot(n), "`" + key + "` must be true or false");
              return Optional.empty();
            });
  }

  List<Spot.Text> texts(Node node, String key, int most) {
    List<Node> items = items(node, key);
    List<Spot.Text> texts = new ArrayList<>();
    items.forEach(item -> text(item, key, most).ifPresent(texts::add));
    return texts;
  }

  /** The items of a list; a fault when it is none or empty. */
  List<Node> items(Node node, String key) {
    if (!(node instanceof SequenceNode list)) {
      faults.fault(spot(node), "`" + key + "` must be a list, each item after a `-`");
      return List.of();
    }
    if (list.getValue().isEmpty()) {
      faults.fault(spot(node), "`" + key + "` is an empty list; fill it or leave the key out");
    }
    return list.getValue();
  }

  Spot spot(Node node) {
    return new Spot(file, node.getStartMark().getLine() + 1);
  }

  private Optional<Spot.Text> text(Node node, String key, int most) {
    Spot here = spot(node);
    if (!(node instanceof ScalarNode scalar)) {
      faults.fault(here, "`" + key + "` must be a text here");
      return Optional.empty();
    }
    String value = Tag.NULL.equals(scalar.getTag()) ? "" : scalar.getValue().strip();
    if (value.isEmpty()) {
      faults.fault(here, "`" + key + "` is empty; write a text or leave it out");
      return Optional.empty();
    }
    int length = value.codePointCount(0, value.length());
    if (length > most) {
      faults.fault(
          here, "`" + key + "` has " + length + " characters; at most " + most + " are allowed");
      return Optional.empty();
    }
    return Optional.of(new Spot.Text(value, here));
  }

  private static String keys(Set<String> known) {
    return String.join(", ", new TreeSet<>(known));
  }
}
