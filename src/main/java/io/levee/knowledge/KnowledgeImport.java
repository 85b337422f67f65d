package io.levee.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  private final Path directory;
  private final KnowledgeConfig config;
  private final Map<Path, String> texts;
  private final List<Entry> entries;
  private final List<KnowledgeFault> warnings;
  private final int added;
  private final int changed;
  private final int unchanged;

  KnowledgeImport(
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
    return new ImportPreparation(file, directory, config).run();
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
