package io.levee.app;

import io.levee.app.config.Sources;
import io.levee.replay.Target;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which gateways a load test talks to, and as which storefront. */
final class GatewayOptions {
  @Option(
      names = "--url",
      split = ",",
      description =
          "The gateways, by comma or repeated; by default http://localhost with http.port of the"
              + " configuration.")
  private List<String> urls = new ArrayList<>();

  @Option(
      names = "--storefront",
      defaultValue = "demo",
      description = "Which storefront of the configuration (${DEFAULT-VALUE}).")
  private String storefront;

  @Option(
      names = "--ops",
      paramLabel = "URL",
      description =
          "Where the gateway's metrics are; none: not looked at. By default http://localhost with"
              + " ops.port of the configuration, when no --url is given.")
  private String ops;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The gateway's configuration, for secrets and ports; by default $LEVEE_CONFIG, else"
              + " conf/levee.yaml.")
  private Path config;

  List<Target> targets() {
    Sources sources = sources();
    String secret = text(sources, "tokenSecret");
    String apiKey = text(sources, "apiKey");
    List<String> all =
        urls.isEmpty()
            ? List.of("http://localhost:" + sources.text("http.port").orElse("8080"))
            : urls;
    return all.stream()
        .map(url -> new Target(address(url.strip()), storefront, apiKey, secret))
        .toList();
  }

  Optional<URI> ops() {
    if (ops != null) {
      return ops.equals("none") ? Optional.empty() : Optional.of(address(ops));
    }
    return urls.isEmpty()
        ? Optional.of(URI.create("http://localhost:" + sources().text("ops.port").orElse("8081")))
        : Optional.empty();
  }

  /** Says what is not in the configuration of that storefront. */
  String missing(String key) {
    return "storefronts."
        + storefront
        + "."
        + key
        + " is not in the configuration; name the gateway's file with --config";
  }

  private static URI address(String url) {
    return URI.create(url.contains("://") ? url : "http://" + url);
  }

  private Sources sources() {
    return new Sources(ConfigOptions.file(config, System.getenv()), System.getenv(), List.of());
  }

  private String text(Sources sources, String key) {
    return sources.text("storefronts." + storefront + "." + key).orElse("");
  }
}
