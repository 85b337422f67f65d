package io.levee.knowledge;

import java.io.StringReader;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Rows of a table as the entries they stand for, so that they are checked as any knowledge file is.
 * A row and a column are one number while they are, see {@link #spot}.
 */
final class Columns {
  /** Every column there is, in the order they are written. */
  static final List<String> ALL =
      List.of(
          "id",
          "category",
          "question",
          "titles.zh",
          "titles.en",
          "paraphrases",
          "answers.zh",
          "answers.en",
          "upset.zh",
          "upset.en",
          "options",
          "options.zh",
          "options.en",
          "action",
          "skill",
          "featured",
          "when.storefronts",
          "when.channels",
          "when.from",
          "when.until",
          "variants");

  /** Those without a language: the text says which. */
  private static final Map<String, String> ANY_LANGUAGE =
      Map.of(
          "title", "titles", "titles", "titles", "answer", "answers", "answers", "answers", "upset",
          "upset");

  private static final int MOST = 100;
  private static final Pattern LINES = Pattern.compile("\\R");
  private static final List<String> LISTS =
      List.of(
          "paraphrases",
          "options",
          "options.zh",
          "options.en",
          "when.storefronts",
          "when.channels");

  private final String file;
  private final FaultList faults;
  private List<String> header = List.of();

  Columns(String file, FaultList faults) {
    this.file = file;
    this.faults = faults;
  }

  /** As a line: which row and, from 1, which column; 0 is the row as a whole. */
  static int spot(int row, int column) {
    return row * MOST + column;
  }

  /** In words what a line of a fault about this file says. */
  KnowledgeFault told(KnowledgeFault fault) {
    Pattern ours = Pattern.compile(Pattern.quote(file) + ":(\\d+)");
    String problem =
        ours.matcher(fault.problem())
            .replaceAll(found -> "row " + Integer.parseInt(found.group(1)) / MOST);
    if (!fault.file().equals(file) || fault.line() < MOST) {
      return new KnowledgeFault(fault.file(), fault.line(), problem);
    }
    int column = fault.line() % MOST;
    return new KnowledgeFault(
        file,
        fault.line() / MOST,
        column == 0 ? problem : "column " + header.get(column - 1) + ": " + problem);
  }

  /** The document that the table stands for; empty when its header is no use, which is told. */
  Optional<Node> document(Table table) {
    header = table.header().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    if (!headed()) {
      return Optional.empty();
    }
    List<Node> entries = new ArrayList<>();
    table.rows().forEach(row -> entries.add(entry(row)));
    if (entries.isEmpty()) {
      faults.fault(new Spot(file, spot(1, 0)), "has no row below the header; write an entry a row");
      return Optional.empty();
    }
    Mark top = mark(1, 0);
    return Optional.of(mapping(top, Map.of("entries", sequence(top, entries))));
  }

  private boolean headed() {
    if (header.size() >= MOST) {
      faults.fault(new Spot(file, 1), "has " + header.size() + " columns; at most 99 are read");
      return false;
    }
    boolean well = true;
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      boolean known = ALL.contains(name) || ANY_LANGUAGE.containsKey(name) || name.isEmpty();
      if (!known) {
        faults.fault(
            new Spot(file, spot(1, i + 1)),
            "there is no such column; there are " + String.join(", ", ALL));
      } else if (!name.isEmpty() && header.indexOf(name) < i) {
        faults.fault(new Spot(file, spot(1, i + 1)), "stands twice; keep one");
      }
      well &= known;
    }
    for (String needed : List.of("id", "question")) {
      if (!header.contains(needed)) {
        faults.fault(
            new Spot(file, spot(1, 0)),
            "the first row has no column `"
                + needed
                + "`; it names the columns, `id` and"
                + " `question` among them");
        well = false;
      }
    }
    return well;
  }

  private Node entry(Table.Row row) {
    Map<String, Node> fields = new LinkedHashMap<>();
    for (int i = 0; i < row.cells().size(); i++) {
      String cell = row.cell(i).replace("\r\n", "\n").strip();
      if (cell.isEmpty()) {
        continue;
      }
      Mark at = mark(row.number(), i + 1);
      String name = i < header.size() ? header.get(i) : "";
      if (name.isEmpty()) {
        faults.fault(
            new Spot(file, spot(row.number(), 0)),
            "cell " + (i + 1) + " has a text, but its column no name; name it or empty it");
      } else {
        put(fields, name, cell, at);
      }
    }
    return mapping(mark(row.number(), 0), fields);
  }

  private void put(Map<String, Node> fields, String name, String cell, Mark at) {
    String column =
        ANY_LANGUAGE.containsKey(name)
            ? ANY_LANGUAGE.get(name) + '.' + Phrases.language(cell).tag()
            : name;
    Optional<Node> value = value(column, cell, at);
    if (value.isEmpty()) {
      return;
    }
    int dot = column.indexOf('.');
    if (dot < 0) {
      fields.put(column, value.get());
      return;
    }
    String key = column.substring(0, dot);
    Node whole = fields.computeIfAbsent(key, k -> mapping(at, Map.of()));
    if (whole instanceof MappingNode mapping) {
      mapping.getValue().add(tuple(at, column.substring(dot + 1), value.get()));
    } else {
      faults.fault(
          new Spot(file, at.getLine() + 1),
          "`" + key + "` is given for all languages already; keep one of the two");
    }
  }

  private Optional<Node> value(String column, String cell, Mark at) {
    if (LISTS.contains(column)) {
      List<Node> items = new ArrayList<>();
      for (String line : LINES.split(cell)) {
        if (!line.isBlank()) {
          items.add(scalar(at, unescaped(line.strip())));
        }
      }
      return Optional.of(sequence(at, items));
    }
    return switch (column) {
      case "variants" -> json(cell, at);
      case "featured" ->
          Optional.of(
              scalar(
                  at,
                  switch (cell.toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "1", "是" -> "true";
                    case "false", "no", "0", "否" -> "false";
                    default -> cell;
                  }));
      default -> Optional.of(scalar(at, cell));
    };
  }

  private Optional<Node> json(String cell, Mark at) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(MOST);
    try {
      return Optional.of(marked(new Yaml(options).compose(new StringReader(cell)), at));
    } catch (YAMLException wrong) {
      faults.fault(
          new Spot(file, at.getLine() + 1),
          "is no JSON list such as [{\"when\": {\"from\": \"2025-11-10\"}, \"answers\": {\"zh\":"
              + " \"…\"}}]");
      return Optional.empty();
    }
  }

  /** The same standing there. */
  private static Node marked(Node node, Mark at) {
    return switch (node) {
      case SequenceNode list ->
          sequence(at, list.getValue().stream().map(item -> marked(item, at)).toList());
      case MappingNode map -> {
        MappingNode copy = mapping(at, Map.of());
        map.getValue()
            .forEach(
                t ->
                    copy.getValue()
                        .add(
                            new NodeTuple(
                                marked(t.getKeyNode(), at), marked(t.getValueNode(), at))));
        yield copy;
      }
      case ScalarNode text ->
          new ScalarNode(text.getTag(), text.getValue(), at, at, ScalarStyle.DOUBLE_QUOTED);
      default -> node;
    };
  }

  private Mark mark(int row, int column) {
    return new Mark(file, 0, spot(row, column) - 1, 0, new int[0], 0);
  }

  private static ScalarNode scalar(Mark at, String text) {
    return new ScalarNode(Tag.STR, text, at, at, ScalarStyle.DOUBLE_QUOTED);
  }

  private static SequenceNode sequence(Mark at, List<Node> items) {
    return new SequenceNode(Tag.SEQ, true, items, at, at, FlowStyle.BLOCK);
  }

  private static MappingNode mapping(Mark at, Map<String, Node> fields) {
    List<NodeTuple> tuples = new ArrayList<>();
    fields.forEach((key, value) -> tuples.add(tuple(value.getStartMark(), key, value)));
    return new MappingNode(Tag.MAP, true, tuples, at, at, FlowStyle.BLOCK);
  }

  private static NodeTuple tuple(Mark at, String key, Node value) {
    return new NodeTuple(scalar(at, key), value);
  }

  /** The entries as a table of those columns that any of them fills. */
  static Table table(List<Entry> entries, ZoneId zone) {
    List<Map<String, String>> rows =
        entries.stream().map(entry -> cells(YamlText.entry(entry, zone))).toList();
    List<String> header =
        ALL.stream()
            .filter(
                name ->
                    List.of("id", "category", "question", "paraphrases", "answers.zh")
                            .contains(name)
                        || rows.stream().anyMatch(row -> row.containsKey(name)))
            .toList();
    List<Table.Row> body = new ArrayList<>();
    for (Map<String, String> row : rows) {
      body.add(
          new Table.Row(
              body.size() + 2, header.stream().map(n -> row.getOrDefault(n, "")).toList()));
    }
    return new Table(header, body);
  }

  private static Map<String, String> cells(Map<String, Object> entry) {
    Map<String, String> cells = new LinkedHashMap<>();
    entry.forEach(
        (key, value) -> {
          if (key.equals("variants")) {
            cells.put(key, YamlText.json(value));
          } else if (value instanceof Map<?, ?> map) {
            map.forEach((k, v) -> cells.put(key + '.' + k, cell(v)));
          } else {
            cells.put(key, cell(value));
          }
        });
    return cells;
  }

  private static String cell(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(item -> escaped(item.toString())).collect(Collectors.joining("\n"))
        : value.toString();
  }

  /** An item of a list stands on one line. */
  private static String escaped(String item) {
    return item.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
  }

  private static String unescaped(String item) {
    return item.indexOf('\\') < 0
        ? item
        : Pattern.compile("\\\\([\\\\nr])")
            .matcher(item)
            .replaceAll(
                found ->
                    switch (found.group(1)) {
                      case "n" -> "\n";
                      case "r" -> "\r";
                      default -> "\\\\";
                    });
  }
}
