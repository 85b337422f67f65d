package io.levee.app;

import io.levee.app.config.Config;
import io.levee.app.config.Sources;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that the gateway is ready: in the log, and to whoever started it. */
final class Ready {
  private static final Logger log = LoggerFactory.getLogger(Ready.class);

  private Ready() {}

  static void tell(GatewayStart.Running running, Sources sources, Config config, int opsPort) {
    long millis = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    List<String> warnings = new ArrayList<>(running.warnings());
    if (config.demo()) {
      warnings.add("this is the demo configuration: its secrets and passwords are public");
    }
    log.atInfo()
        .addKeyValue("url", running.url())
        .addKeyValue("opsPort", opsPort)
        .addKeyValue("millis", millis)
        .addKeyValue("version", Version.text())
        .log("ready");
    warnings.forEach(warning -> log.atWarn().log("{}", warning));
    String widgetKey =
        sources.names("storefronts").stream()
            .findFirst()
            .flatMap(id -> sources.text("storefronts." + id + ".widgetKey"))
            .orElse("");
    // Standard output is the log's.
    new Banner(
            running.url(),
            "http://" + config.ops().host() + ":" + opsPort,
            widgetKey,
            millis,
            Terminal.watched() ? List.of() : warnings)
        .print(System.err);
  }
}
