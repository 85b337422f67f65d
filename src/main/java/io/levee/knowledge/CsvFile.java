package io.levee.knowledge;

import io.levee.knowledge.Table.Row;
import io.levee.knowledge.Table.Unreadable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values as RFC 4180 has them, in UTF-8. A file whose header is parted by
 * semicolons or tabs is read so, as some spreadsheets write it. Written with a byte order mark,
 * without which Excel takes UTF-8 for something else.
 */
final class CsvFile {
  private static final String MARK = "\uFEFF";

  private final String text;
  private final char comma;
  private int at;
  private int row = 1;

  private CsvFile(String text) {
    this.text = text;
    this.comma = comma(text);
  }

  static Table read(byte[] bytes) throws Unreadable {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Unreadable(0, "is not UTF-8; save it as “CSV UTF-8”, or as XLSX");
    }
    return new CsvFile(text.startsWith(MARK) ? text.substring(1) : text).table();
  }

  private static char comma(String text) {
    String header = text.lines().findFirst().orElse("");
    char best = ',';
    for (char c : new char[] {';', '\t'}) {
      if (header.chars().filter(x -> x == c).count()
          > header.chars().filter(x -> x == ',').count()) {
        best = c;
      }
    }
    return best;
  }

  private Table table() throws Unreadable {
    List<Row> rows = new ArrayList<>();
    while (at < text.length()) {
      rows.add(new Row(row, row()));
      row++;
    }
    return Table.of(rows);
  }

  private List<String> row() throws Unreadable {
    List<String> cells = new ArrayList<>();
    while (true) {
      cells.add(cell(cells.size() + 1));
      if (at >= text.length()) {
        return cells;
      }
      char end = text.charAt(at++);
      if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
        at++;
      }
      if (end != comma) {
        return cells;
      }
    }
  }

  private String cell(int column) throws Unreadable {
    if (at >= text.length() || text.charAt(at) != '"') {
      int from = at;
      while (at < text.length() && !ends(text.charAt(at))) {
        at++;
      }
      return text.substring(from, at);
    }
    StringBuilder cell = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c != '"') {
        cell.append(c);
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
        cell.append('"');
        at++;
      } else {
        at++;
        if (at < text.length() && !ends(text.charAt(at))) {
          throw new Unreadable(
              row,
              "column %d: a quoted cell goes on after its closing quote; write quotes in it twice"
                  .formatted(column));
        }
        return cell.toString();
      }
    }
    throw new Unreadable(row, "column %d: a quoted cell is not closed".formatted(column));
  }

  private boolean ends(char c) {
    return c == comma || c == '\n' || c == '\r';
  }

  static byte[] write(Table table) {
    StringBuilder csv = new StringBuilder(MARK);
    line(csv, table.header());
    table.rows().forEach(row -> line(csv, row.cells()));
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder csv, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      boolean quoted = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
      csv.append(i == 0 ? "" : ",").append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
    }
    csv.append("\r\n");
  }
}
