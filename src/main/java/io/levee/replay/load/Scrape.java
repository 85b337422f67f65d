package io.levee.replay.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The gateway's own figures, from its ops port. Runs on a thread of its own with a client of its
 * own: the event loop that measures has better things to do than to read a long text.
 */
final class Scrape {
  private static final Duration PATIENCE = Duration.ofMillis(900);
  private static final int MOST = 300;
  private static final int MOST_SERIES = 10 * MOST;

  /** Measures that each event loop has, and that make no sense added up. */
  private static final Set<String> HIGHEST =
      Set.of(
          "levee_admission_brownout",
          "levee_admission_delay",
          "levee_admission_expected",
          "levee_admission_shed",
          "levee_admission_threshold",
          "levee_ops_loop_lag_seconds",
          "levee_storefront_breaker");

  private final Optional<URI> ops;

  /** What stands for each series. A run of hours keeps every second's: the names only once. */
  private final Map<String, String> names = new HashMap<>();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1).build();

  Scrape(Optional<URI> ops) {
    this.ops = ops;
  }

  /** Empty when there are none to be had now. Blocks. */
  Map<String, Double> read() throws InterruptedException {
    if (ops.isEmpty()) {
      return Map.of();
    }
    HttpRequest request =
        HttpRequest.newBuilder(ops.get().resolve("/metrics")).timeout(PATIENCE).build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? parse(response.body()) : Map.of();
    } catch (IOException notNow) {
      return Map.of();
    }
  }

  /**
   * Figures of Levee, its process and its JVM, without histograms' buckets. Event loops and the
   * like are added up; reasons, outcomes, levels, codes and memory areas are kept apart.
   */
  Map<String, Double> parse(String text) {
    Map<String, Double> figures = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      int blank = line.lastIndexOf(' ');
      if (line.startsWith("#") || blank < 0 || !wanted(line)) {
        continue;
      }
      try {
        double value = Double.parseDouble(line.substring(blank + 1));
        String name = known(line.substring(0, blank));
        boolean known = figures.containsKey(name);
        if (!Double.isNaN(value) && (known || figures.size() < MOST)) {
          figures.merge(name, value, isHighest(name) ? Math::max : Double::sum);
        }
      } catch (NumberFormatException odd) {
        // Not a figure.
      }
    }
    return figures;
  }

  private static boolean isHighest(String name) {
    return HIGHEST.contains(name) || name.endsWith("_max");
  }

  private static boolean wanted(String line) {
    boolean ours =
        line.startsWith("levee_")
            || line.startsWith("process_cpu")
            || line.startsWith("system_cpu_usage")
            || line.startsWith("jvm_memory_used")
            || line.startsWith("jvm_gc_pause_seconds_")
            || line.startsWith("process_files_open");
    return ours && !line.contains("_bucket{") && !line.contains("quantile=");
  }

  private String known(String series) {
    return names.size() < MOST_SERIES ? names.computeIfAbsent(series, Scrape::name) : name(series);
  }

  private static String name(String series) {
    int brace = series.indexOf('{');
    if (brace < 0) {
      return series;
    }
    String name = series.substring(0, brace);
    String labels = series.substring(brace + 1, Math.max(brace + 1, series.lastIndexOf('}')));
    StringBuilder kept = new StringBuilder();
    for (String label : labels.split(",", -1)) {
      if (label.matches("(reason|outcome|level|code|area|stage|in|priority|class)=.*")) {
        kept.append(kept.isEmpty() ? "" : ",").append(label.replace("\"", ""));
      }
    }
    return kept.isEmpty() ? name : name + "{" + kept + "}";
  }
}
