package io.levee.app;

import io.levee.app.config.Sources;
import io.levee.replay.Target;
import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which gateway a client command talks to, and as which storefront. */
final class ShopOptions {
  @Mixin private ConfigOptions config;

  @Option(
      names = "--url",
      description = "The gateway; by default http://localhost with http.port of the configuration.")
  private URI url;

  @Option(
      names = "--storefront",
      defaultValue = "demo",
      description = "Which storefront of the configuration (${DEFAULT-VALUE}).")
  private String storefront;

  Target target() {
    return new Target(url(), storefront, text("apiKey"), text("tokenSecret"));
  }

  String widgetKey() {
    return text("widgetKey");
  }

  /** Says what is not in the configuration of that storefront. */
  String missing(String key) {
    return "storefronts."
        + storefront
        + "."
        + key
        + " is not in the configuration; name the gateway's file with --config";
  }

  private URI url() {
    if (url == null) {
      return URI.create("http://localhost:" + config.sources().text("http.port").orElse("8080"));
    }
    return url.getHost() == null ? URI.create("http://" + url) : url;
  }

  private String text(String key) {
    Sources sources = config.sources();
    return sources.text("storefronts." + storefront + "." + key).orElse("");
  }
}
