package io.levee.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One line of a file of questions.
 *
 * @param line its number, from 1
 * @param text what is asked
 */
record Question(int line, String text) {
  private static final int HASH_BYTES = 5;

  /** The line's number and a hash of the text, such as {@code 12-9f86d08188}. */
  String name() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return line + "-" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  /**
   * Reads lines of text, or of tab-separated columns.
   *
   * @param column which column is asked, from 1; 0: the last
   * @param limit at most so many
   * @throws IOException if the file is not there or no UTF-8
   */
  static List<Question> read(Path file, int column, int limit) throws IOException {
    List<Question> questions = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = reader.readLine();
          line != null && questions.size() < limit;
          line = reader.readLine()) {
        number++;
        String[] columns = line.split("\t", -1);
        int at = column == 0 ? columns.length : column;
        String text = at <= columns.length ? columns[at - 1].strip() : "";
        if (!text.isEmpty()) {
          questions.add(new Question(number, text));
        }
      }
    }
    return questions;
  }
}
