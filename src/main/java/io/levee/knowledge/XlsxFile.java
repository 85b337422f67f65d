package io.levee.knowledge;

import io.levee.knowledge.Table.Row;
import io.levee.knowledge.Table.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;

/** The first sheet of an Excel workbook (Office Open XML, ECMA-376). */
final class XlsxFile {
  /** What Excel holds in one cell. */
  private static final int LONGEST_CELL = 32_767;

  private static final int WIDE = 40;

  /** A day is a number that only its format tells from another. */
  private static final ReadingOptions FORMATS = new ReadingOptions(true, false);

  private XlsxFile() {}

  static Table read(byte[] bytes) throws Unreadable {
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(bytes), FORMATS);
        Stream<org.dhatim.fastexcel.reader.Row> rows = book.getFirstSheet().openStream()) {
      List<Row> all = new ArrayList<>();
      rows.forEach(row -> all.add(new Row(row.getRowNum(), cells(row))));
      return Table.of(all);
    } catch (IOException | RuntimeException broken) {
      throw new Unreadable(
          0, "is no XLSX workbook (" + broken.getMessage() + "); save it as XLSX or CSV UTF-8");
    }
  }

  private static List<String> cells(org.dhatim.fastexcel.reader.Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.getCellCount(); i++) {
      cells.add(row.getOptionalCell(i).map(XlsxFile::text).orElse(""));
    }
    return cells;
  }

  private static String text(Cell cell) {
    if (cell.getType() == CellType.NUMBER
        && cell.getDataFormatString() != null
        && cell.getDataFormatString().contains("yy")) {
      return cell.asDate().toLocalTime().equals(LocalTime.MIDNIGHT)
          ? cell.asDate().toLocalDate().toString()
          : cell.asDate().toString();
    }
    return switch (cell.getType()) {
      case STRING, FORMULA -> cell.getText();
      case NUMBER -> cell.asNumber().toPlainString();
      case BOOLEAN -> cell.asBoolean().toString();
      case EMPTY, ERROR -> "";
    };
  }

  static byte[] write(Table table) throws Unreadable {
    for (Row row : table.rows()) {
      if (row.cells().stream().anyMatch(cell -> cell.length() > LONGEST_CELL)) {
        throw new Unreadable(
            row.number(), "has more than Excel holds in a cell; export as CSV or YAML instead");
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(bytes, "Levee", "1.0")) {
      Worksheet sheet = book.newWorksheet("knowledge");
      for (int column = 0; column < table.header().size(); column++) {
        sheet.value(0, column, table.header().get(column));
        sheet.style(0, column).bold().set();
        sheet.width(column, WIDE);
      }
      for (int i = 0; i < table.rows().size(); i++) {
        List<String> cells = table.rows().get(i).cells();
        for (int column = 0; column < cells.size(); column++) {
          if (!cells.get(column).isEmpty()) {
            sheet.value(i + 1, column, cells.get(column));
            sheet.style(i + 1, column).wrapText(true).verticalAlignment("top").set();
          }
        }
      }
      sheet.freezePane(1, 1);
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
    return bytes.toByteArray();
  }
}
