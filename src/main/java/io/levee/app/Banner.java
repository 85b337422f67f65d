package io.levee.app;

import java.io.PrintStream;
import java.util.List;

/** What one wants to know after the start: what to open, and what to try. */
record Banner(String url, String opsUrl, String widgetKey, long millis, List<String> warnings) {

  void print(PrintStream out) {
    out.printf("%nLevee %s is ready after %s.%n%n", Version.text(), Terminal.seconds(millis));
    out.printf("  shop with chat   %s/%n", url);
    out.printf("  agents           %s/agent%n", url);
    out.printf("  status           %s/%n%n", opsUrl);
    out.printf("Try it:%n%n  ./levee chat%n%n");
    if (!widgetKey.isEmpty()) {
      out.printf(
          "  TOKEN=$(curl -s %s/v1/tokens -H 'Content-Type: application/json'"
              + " -d '{\"widgetKey\":\"%s\"}' | sed 's/.*\"token\":\"\\([^\"]*\\)\".*/\\1/')%n",
          url, widgetKey);
      out.printf(
          "  curl -s %s/v1/messages -H \"Authorization: Bearer $TOKEN\""
              + " -H 'Content-Type: application/json'"
              + " -d '{\"messageId\":\"m-1\",\"text\":\"我的快递到哪了\"}'%n%n",
          url);
    }
    for (String warning : warnings) {
      out.println("Warning: " + warning);
    }
    out.flush();
  }
}
