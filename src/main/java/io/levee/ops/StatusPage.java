package io.levee.ops;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How it is, on one page without scripts. */
final class StatusPage {
  static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <meta http-equiv="refresh" content="5">
      <title>Levee</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 40rem; padding: 0 1rem; color-scheme: light dark; }
      td, th { text-align: left; padding: .2rem 1.5rem .2rem 0; }
      </style>
      </head>
      <body>
      """;

  private StatusPage() {}

  static String html(Health.Readiness readiness, List<Duration> lags) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("<h1>Levee is ").append(word(readiness.status())).append("</h1>\n<p>Phase: ");
    page.append(word(readiness.phase()));
    lags.stream()
        .max(Duration::compareTo)
        .ifPresent(
            most ->
                page.append(", slowest event loop ").append(most.toMillis()).append(" ms late"));
    page.append(".</p>\n<table>\n<tr><th>Check</th><th>Status</th><th>Took</th><th></th></tr>\n");
    readiness
        .checks()
        .forEach(
            (name, c) ->
                page.append("<tr><td>")
                    .append(escaped(name))
                    .append("</td><td>")
                    .append(c.up() ? "up" : c.need() == Health.Need.REQUIRED ? "down" : "degraded")
                    .append("</td><td>")
                    .append(c.millis())
                    .append(" ms</td><td>")
                    .append(escaped(c.detail()))
                    .append("</td></tr>\n"));
    return page.append("</table>\n<p><a href=\"metrics\">Metrics</a></p>\n</body>\n</html>\n")
        .toString();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
