package io.levee.eval;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A text and what it should be taken for.
 *
 * @param label an entry's id, an intent, a feeling
 */
public record Labelled(String label, String text) {

  /**
   * Reads {@code label<TAB>text} a line, UTF-8; further columns and blank lines are left out.
   *
   * @throws IOException naming the file, and the line that is wrong
   */
  public static List<Labelled> read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    } catch (MalformedInputException e) {
      throw new IOException(file + " is not UTF-8 text", e);
    }
    List<Labelled> all = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      String line =
          i == 0 && lines.get(i).startsWith("\uFEFF") ? lines.get(i).substring(1) : lines.get(i);
      if (line.isBlank()) {
        continue;
      }
      String[] columns = line.split("\t", 3);
      if (columns.length < 2) {
        throw new IOException(file + ":" + (i + 1) + ": has no tab; give label<TAB>text");
      }
      all.add(new Labelled(columns[0].strip(), columns[1]));
    }
    if (all.isEmpty()) {
      throw new IOException(file + " is empty; give label<TAB>text, one a line");
    }
    return all;
  }
}
