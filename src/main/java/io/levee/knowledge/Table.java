package io.levee.knowledge;

import java.util.List;

/**
 * A sheet of texts, as CSV and XLSX have it.
 *
 * @param header the first row
 * @param rows the others; empty ones are left out
 */
record Table(List<String> header, List<Row> rows) {
  /**
   * One entry.
   *
   * @param number as a spreadsheet counts: the header is 1
   * @param cells may be fewer than the header has, or more
   */
  record Row(int number, List<String> cells) {
    String cell(int column) {
      return column < cells.size() ? cells.get(column) : "";
    }

    boolean blank() {
      return cells.stream().allMatch(String::isBlank);
    }
  }

  /** What cannot be read as a table, and why. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    /** The row at fault; 0 for the file as a whole. */
    private final int row;

    Unreadable(int row, String why) {
      super(why, null, false, false);
      this.row = row;
    }

    int row() {
      return row;
    }
  }

  /** The first row is the header. */
  static Table of(List<Row> all) {
    return all.isEmpty()
        ? new Table(List.of(), List.of())
        : new Table(
            all.getFirst().cells(),
            all.subList(1, all.size()).stream().filter(row -> !row.blank()).toList());
  }
}
