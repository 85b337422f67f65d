package io.levee.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures as a page shows them. */
public final class BenchReport {
  private static final String BEGIN = "<!-- bench: begin, written by ./levee bench --write -->";
  private static final String END = "<!-- bench: end -->";

  private BenchReport() {}

  /** Tables in Markdown: the ratios, then every repetition, then how it was measured. */
  public static String markdown(Figures figures) {
    StringBuilder page = new StringBuilder("| figure | value |\n|---|---|\n");
    figures
        .ratios()
        .forEach((name, value) -> page.append("| `%s` | %s |%n".formatted(name, shown(value))));
    page.append("\n| measured | median | repetitions |\n|---|---|---|\n");
    figures
        .measured()
        .forEach(
            (what, values) ->
                page.append(
                    "| %s | %s | %s |%n"
                        .formatted(what, shown(figures.median(what)), shown(values))));
    page.append('\n');
    figures.notes().forEach(note -> page.append("- ").append(note).append('\n'));
    return page.toString();
  }

  private static String shown(List<Double> values) {
    return values.stream().map(BenchReport::shown).collect(Collectors.joining(", "));
  }

  private static String shown(double value) {
    return Math.abs(value) >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3f", value);
  }

  /** Puts it between the page's marks; at its end where there are none. */
  public static void write(String markdown, Path page) throws IOException {
    String text = Files.exists(page) ? Files.readString(page) : "# Benchmarks\n";
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END);
    String block = BEGIN + "\n" + markdown + END;
    String whole =
        from >= 0 && to > from
            ? text.substring(0, from) + block + text.substring(to + END.length())
            : text.stripTrailing() + "\n\n" + block + "\n";
    Files.writeString(page, whole);
  }
}
