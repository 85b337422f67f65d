package io.levee.replay.plan;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts of a real hour or day: one a line, or in the last column of a table with tabs or commas.
 *
 * @param counts 0 or more each
 */
record CountFile(List<Double> counts) {
  private static final int MOST = 1_000_000;

  CountFile {
    counts = List.copyOf(counts);
  }

  /**
   * @throws IOException says what is wrong with the file, and where
   */
  static CountFile read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no " + file, e);
    } catch (MalformedInputException e) {
      throw new IOException(file + " is not UTF-8 text", e);
    }
    List<Double> counts = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] columns = line.split("[\t,;]", -1);
      try {
        double count = Double.parseDouble(columns[columns.length - 1].strip());
        if (!(count >= 0) || counts.size() >= MOST) {
          throw new IOException(
              file + ":" + (i + 1) + " is below 0, or past the " + MOST + "th count");
        }
        counts.add(count);
      } catch (NumberFormatException e) {
        if (i > 0) {
          throw new IOException(file + ":" + (i + 1) + " does not end with a number", e);
        }
      }
    }
    if (counts.stream().mapToDouble(Double::doubleValue).sum() <= 0) {
      throw new IOException(file + " counts nothing");
    }
    return new CountFile(counts);
  }

  /**
   * Each count as a flat stretch, scaled so that their mean is the level asked for.
   *
   * @param bin how many seconds one count stands for
   */
  List<Segment> segments(double bin, double mean) {
    double sum = counts.stream().mapToDouble(Double::doubleValue).sum();
    double factor = mean * counts.size() / sum;
    return counts.stream().map(count -> Segment.flat(bin, count * factor)).toList();
  }
}
