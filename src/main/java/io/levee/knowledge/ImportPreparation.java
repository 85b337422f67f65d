package io.levee.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a file that is to be imported, and what is there already, and checks both together. */
final class ImportPreparation {
  /** A knowledge file as it stands: the comments above it, and its entries. */
  private record Standing(String comments, List<Draft> drafts) {}

  private final Path file;
  private final Path directory;
  private final KnowledgeConfig config;
  private final FaultList faults = new FaultList();
  private final Columns columns;
  private final Map<Path, Standing> standing = new LinkedHashMap<>();

  ImportPreparation(Path file, Path directory, KnowledgeConfig config) {
    this.file = file;
    this.directory = directory;
    this.config = config;
    this.columns = new Columns(file.toString(), faults);
  }

  KnowledgeImport.Outcome run() {
    List<Draft> incoming = incoming();
    if (!faults.faults().isEmpty()) {
      return refused();
    }
    readStanding();
    if (!faults.faults().isEmpty()) {
      return refused();
    }
    return merge(incoming);
  }

  private KnowledgeImport.Outcome refused() {
    return new KnowledgeImport.Outcome.Refused(faults.faults().stream().map(this::told).toList());
  }

  private KnowledgeFault told(KnowledgeFault fault) {
    return table() ? columns.told(fault) : fault;
  }

  private boolean table() {
    return KnowledgeImport.Format.of(file)
        .map(format -> format != KnowledgeImport.Format.YAML)
        .orElse(false);
  }

  private List<Draft> incoming() {
    Optional<KnowledgeImport.Format> format = KnowledgeImport.Format.of(file);
    if (format.isEmpty()) {
      fault(file, "is no .csv, .xlsx or .yaml file; export one to see how they look");
      return List.of();
    }
    Optional<byte[]> bytes = read(file);
    if (bytes.isEmpty()) {
      return List.of();
    }
    try {
      return switch (format.get()) {
        case YAML -> drafts(file, bytes.get());
        case CSV -> drafts(CsvFile.read(bytes.get()));
        case XLSX -> drafts(XlsxFile.read(bytes.get()));
      };
    } catch (Table.Unreadable why) {
      faults.fault(new Spot(file.toString(), Columns.spot(why.row(), 0)), why.getMessage());
      return List.of();
    }
  }

  private List<Draft> drafts(Table table) {
    return columns.document(table).map(this::entries).orElse(List.of());
  }

  private List<Draft> entries(Node document) {
    return new EntryReader(file.toString(), config, faults).read(document);
  }

  private List<Draft> drafts(Path of, byte[] bytes) {
    return YamlFile.parse(of.toString(), bytes, faults)
        .map(document -> new EntryReader(of.toString(), config, faults).read(document))
        .orElse(List.of());
  }

  private Optional<byte[]> read(Path of) {
    try (InputStream in = Files.newInputStream(of)) {
      byte[] bytes = in.readNBytes(config.maxFileBytes() + 1);
      if (bytes.length > config.maxFileBytes()) {
        fault(of, "is longer than knowledge.maxFileBytes, " + config.maxFileBytes());
        return Optional.empty();
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException none) {
      fault(of, "there is no such file");
    } catch (IOException broken) {
      fault(of, "cannot be read: " + broken);
    }
    return Optional.empty();
  }

  private void fault(Path of, String problem) {
    faults.fault(new Spot(of.toString(), 0), problem);
  }

  private void readStanding() {
    if (!Files.exists(directory)) {
      return;
    }
    try {
      for (Path one : KnowledgeFiles.list(directory, config.maxFiles())) {
        read(one)
            .ifPresent(
                bytes -> standing.put(one, new Standing(comments(bytes), drafts(one, bytes))));
      }
    } catch (IOException | UncheckedIOException broken) {
      fault(directory, "cannot be read: " + broken);
    }
  }

  /** What stands above the first key. */
  private static String comments(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .takeWhile(line -> line.isBlank() || line.startsWith("#"))
        .map(line -> line + '\n')
        .collect(Collectors.joining());
  }

  private KnowledgeImport.Outcome merge(List<Draft> incoming) {
    Map<String, Draft> news = new LinkedHashMap<>();
    List<Draft> twice = new ArrayList<>();
    for (Draft draft : incoming) {
      if (news.putIfAbsent(draft.entry().id(), draft) != null) {
        twice.add(draft);
      }
    }
    Map<Path, List<Draft>> merged = new LinkedHashMap<>();
    Map<Path, Boolean> touched = new HashMap<>();
    int changed = 0;
    int unchanged = 0;
    for (Map.Entry<Path, Standing> old : standing.entrySet()) {
      List<Draft> drafts = new ArrayList<>();
      for (Draft draft : old.getValue().drafts()) {
        Draft now = news.remove(draft.entry().id());
        boolean same = now == null || now.entry().equals(draft.entry());
        drafts.add(now == null ? draft : now);
        unchanged += now != null && same ? 1 : 0;
        changed += same ? 0 : 1;
        touched.merge(old.getKey(), !same, Boolean::logicalOr);
      }
      merged.put(old.getKey(), drafts);
    }
    int added = news.size();
    addNew(List.copyOf(news.values()), merged, touched);
    List<Draft> all = new ArrayList<>();
    merged.values().forEach(all::addAll);
    all.addAll(twice);
    new CrossCheck(all, config, faults).run();
    if (!faults.faults().isEmpty()) {
      return refused();
    }
    Map<Path, String> texts = new LinkedHashMap<>();
    merged.forEach(
        (path, drafts) -> {
          if (touched.getOrDefault(path, false)) {
            Standing before = standing.get(path);
            texts.put(path, (before == null ? "" : before.comments()) + text(drafts));
          }
        });
    return new KnowledgeImport.Outcome.Ready(
        new KnowledgeImport(
            directory,
            config,
            texts,
            all.stream().map(Draft::entry).toList(),
            faults.warnings().stream().map(this::told).toList(),
            added,
            changed,
            unchanged));
  }

  /** In a file called as the one that they come from, in several where that were too long. */
  private void addNew(List<Draft> news, Map<Path, List<Draft>> merged, Map<Path, Boolean> touched) {
    if (news.isEmpty()) {
      return;
    }
    String name = file.getFileName().toString();
    String stem = name.substring(0, name.lastIndexOf('.'));
    List<List<Draft>> parts = parts(news);
    for (int i = 0; i < parts.size(); i++) {
      String suffix = parts.size() == 1 ? "" : String.format(Locale.ROOT, "-%03d", i + 1);
      Path into = directory.resolve(stem + suffix + ".yaml");
      merged.computeIfAbsent(into, p -> new ArrayList<>()).addAll(parts.get(i));
      touched.put(into, true);
    }
  }

  private List<List<Draft>> parts(List<Draft> drafts) {
    int bytes = text(drafts).getBytes(StandardCharsets.UTF_8).length;
    if (bytes <= config.maxFileBytes() || drafts.size() == 1) {
      return List.of(drafts);
    }
    List<List<Draft>> halves = new ArrayList<>(parts(drafts.subList(0, drafts.size() / 2)));
    halves.addAll(parts(drafts.subList(drafts.size() / 2, drafts.size())));
    return halves;
  }

  private String text(List<Draft> drafts) {
    return YamlText.file(drafts.stream().map(Draft::entry).toList(), ZoneId.of(config.zone()));
  }
}
