package io.levee.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** The knowledge files of a directory. Blocks. */
final class KnowledgeFiles {
  private KnowledgeFiles() {}

  /**
   * At most that many, by name, or the one file itself; hidden files are an editor's own business.
   */
  static List<Path> list(Path directory, int most) throws IOException {
    if (isOne(directory)) {
      return List.of(directory);
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(KnowledgeFiles::isOne).limit(most).sorted().toList();
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
  }

  /** Differs after any file was changed, added or removed. */
  static String stamp(Path directory, int most) throws IOException {
    StringBuilder stamp = new StringBuilder();
    for (Path file : list(directory, most)) {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      stamp
          .append(file.getFileName())
          .append('|')
          .append(is.size())
          .append('|')
          .append(is.lastModifiedTime().toInstant())
          .append('|')
          .append(is.fileKey())
          .append('\n');
    }
    return stamp.toString();
  }

  private static boolean isOne(Path path) {
    String name = path.getFileName().toString();
    return !name.startsWith(".")
        && (name.endsWith(".yaml") || name.endsWith(".yml"))
        && Files.isRegularFile(path);
  }
}
