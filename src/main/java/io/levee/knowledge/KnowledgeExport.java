package io.levee.knowledge;

import io.levee.knowledge.KnowledgeImport.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes knowledge into one file that {@link KnowledgeImport} reads as the same. Blocks. */
public final class KnowledgeExport {
  private KnowledgeExport() {}

  /**
   * Writes beside the file first, so that it is there whole or not at all.
   *
   * @throws IOException when it cannot be written; its message says why
   */
  public static void write(Knowledge knowledge, Path file, Format format) throws IOException {
    Path whole = file.toAbsolutePath();
    Path beside = whole.resolveSibling(".export-" + UUID.randomUUID());
    try {
      Files.write(beside, bytes(knowledge, format), StandardOpenOption.CREATE_NEW);
      Files.move(
          beside, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static byte[] bytes(Knowledge knowledge, Format format) throws IOException {
    try {
      return switch (format) {
        case YAML ->
            YamlText.file(knowledge.entries(), knowledge.zone()).getBytes(StandardCharsets.UTF_8);
        case CSV -> CsvFile.write(Columns.table(knowledge.entries(), knowledge.zone()));
        case XLSX -> XlsxFile.write(Columns.table(knowledge.entries(), knowledge.zone()));
      };
    } catch (Table.Unreadable tooLong) {
      throw new IOException("row " + tooLong.row() + ": " + tooLong.getMessage());
    }
  }
}
