package io.levee.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file of entries about to be taken into a directory of knowledge: entries of the same id are
 * replaced where they stand, new ones go into a file of their own, the rest stays. Nothing is
 * written before all of it is known to be valid. Blocks; not for an event loop.
 */
public final class KnowledgeImport {
  /** What came of looking at the file. */
  public sealed interface Outcome {
    /** It can be taken over. */
    record Ready(KnowledgeImport plan) implements Outcome {}

    /**
     * Nothing of it is taken over.
     *
     * @param faults all that were found; of a table the line is the row, and the column is named
     */
    record Refused(List<KnowledgeFault> faults) implements Outcome {
      public Refused {
        faults = List.copyOf(faults);
      }
    }
  }

  /** A knowledge file as it stands: the comments above it, and its entries. */
  private record Standing(String comments, List<Draft> drafts) {}

  private final Path directory;
  private final KnowledgeConfig config;
  private final Map<Path, String> texts;
  private final List<Entry> entries;
  private final List<KnowledgeFault> warnings;
  private final int added;
  private final int changed;
  private final int unchanged;

  private KnowledgeImport(
      Path directory,
      KnowledgeConfig config,
      Map<Path, String> texts,
      List<Entry> entries,
      List<KnowledgeFault> warnings,
      int added,
      int changed,
      int unchanged) {
    this.directory = directory;
    this.config = config;
    this.texts = texts;
    this.entries = List.copyOf(entries);
    this.warnings = List.copyOf(warnings);
    this.added = added;
    this.changed = changed;
    this.unchanged = unchanged;
  }

  /**
   * Reads and checks the file, together with what the directory has already. Writes nothing.
   *
   * @param file CSV, XLSX or YAML, by its name's ending
   * @param directory need not exist
   * @param config valid
   */
  public static Outcome prepare(Path file, Path directory, KnowledgeConfig config) {
    return new Preparation(file, directory, config).run();
  }

  /** Entries that the directory has not yet. */
  public int added() {
    return added;
  }

  /** Entries that the directory has, but not so. */
  public int changed() {
    return changed;
  }

  /** Entries of the file that the directory has just so. */
  public int unchanged() {
    return unchanged;
  }

  /** All entries of the directory as they will be, in the order of its files. */
  public List<Entry> entries() {
    return entries;
  }

  public List<KnowledgeFault> warnings() {
    return warnings;
  }

  /** The files that will be written, with what they will hold. */
  public List<Path> files() {
    return List.copyOf(texts.keySet());
  }

  /**
   * Writes what changes: beside the directory's files first, where all is read once more, then each
   * moved into its place.
   *
   * @throws IOException when the disk fails; what was moved by then is valid
   * @throws IllegalStateException when what was written does not read as what was meant: nothing
   *     was moved
   */
  public void write() throws IOException {
    if (texts.isEmpty()) {
      return;
    }
    Files.createDirectories(directory);
    Path beside = Files.createTempDirectory(directory, ".import-");
    try {
      for (Path file : KnowledgeFiles.list(directory, config.maxFiles())) {
        if (!texts.containsKey(file)) {
          Files.copy(file, beside.resolve(file.getFileName()));
        }
      }
      for (Map.Entry<Path, String> text : texts.entrySet()) {
        Files.writeString(beside.resolve(text.getKey().getFileName()), text.getValue());
      }
      verify(KnowledgeLoader.load(beside, config));
      for (Path file : texts.keySet()) {
        Files.move(
            beside.resolve(file.getFileName()),
            file,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      try (Stream<Path> left = Files.list(beside)) {
        for (Path file : left.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(beside);
    }
  }

  private void verify(LoadResult read) {
    String fault =
        switch (read) {
          case LoadResult.Invalid(var faults) -> faults.getFirst().toString();
          case LoadResult.Loaded(var knowledge, var w) ->
              byId(knowledge.entries()).equals(byId(entries)) ? "" : "an entry reads otherwise";
        };
    if (!fault.isEmpty()) {
      throw new IllegalStateException("nothing is changed: written anew, " + fault);
    }
  }

  private static Map<String, Entry> byId(List<Entry> entries) {
    return entries.stream().collect(Collectors.toMap(Entry::id, Function.identity()));
  }

  /** The work of {@link #prepare}. */
  private static final class Preparation {
    private final Path file;
    private final Path directory;
    private final KnowledgeConfig config;
    private final FaultList faults = new FaultList();
    private final Columns columns;
    private final Map<Path, Standing> standing = new LinkedHashMap<>();

    Preparation(Path file, Path directory, KnowledgeConfig config) {
      this.file = file;
      this.directory = directory;
      this.config = config;
      this.columns = new Columns(file.toString(), faults);
    }

    Outcome run() {
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

    private Outcome refused() {
      return new Outcome.Refused(faults.faults().stream().map(this::told).toList());
    }

    private KnowledgeFault told(KnowledgeFault fault) {
      return table() ? columns.told(fault) : fault;
    }

    private boolean table() {
      return Format.of(file).map(format -> format != Format.YAML).orElse(false);
    }

    private List<Draft> incoming() {
      Optional<Format> format = Format.of(file);
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
        faults.fault(new Spot(file.toString(), why.row()), why.getMessage());
        return List.of();
      }
    }

    private List<Draft> drafts(Table table) {
      return columns.document(table).map(this::entries).orElse(List.of());
    }

    private List<Draft> entries(org.yaml.snakeyaml.nodes.Node document) {
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

    private Outcome merge(List<Draft> incoming) {
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
      return new Outcome.Ready(
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
    private void addNew(
        List<Draft> news, Map<Path, List<Draft>> merged, Map<Path, Boolean> touched) {
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

  /** The ways to write knowledge down. */
  public enum Format {
    CSV,
    XLSX,
    YAML;

    /** By the ending of the file's name; empty when it has none of theirs. */
    public static Optional<Format> of(Path file) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      if (name.endsWith(".yaml") || name.endsWith(".yml")) {
        return Optional.of(YAML);
      }
      return Stream.of(CSV, XLSX)
          .filter(format -> name.endsWith('.' + format.name().toLowerCase(Locale.ROOT)))
          .findFirst();
    }
  }
}
