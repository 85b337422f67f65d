package io.levee.pages;

import static java.util.stream.Collectors.joining;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All pages and what they load, read and compressed once. Immutable: one for all event loops.
 *
 * <p>What lies under {@code /assets/} carries the hash of everything there in its path, so it may
 * be kept for ever; {@code /widget.js} and the pages name that path and are asked for again.
 */
public final class Pages {
  private static final String HOME = "/io/levee/pages/";
  private static final List<String> FILES =
      List.of(
          "agent/account.js",
          "agent/alerts.js",
          "agent/composer.js",
          "agent/desk.js",
          "agent/dialogs.js",
          "agent/element.js",
          "agent/floor.js",
          "agent/head.js",
          "agent/icons.js",
          "agent/keys.js",
          "agent/main.js",
          "agent/morestyles.js",
          "agent/packet.js",
          "agent/page.css",
          "agent/parts.js",
          "agent/replies.js",
          "agent/styles.js",
          "agent/thread.js",
          "agent/words.js",
          "chat/album.js",
          "chat/conversation.js",
          "chat/element.js",
          "chat/launch.js",
          "chat/parts.js",
          "chat/styles.js",
          "chat/talk.js",
          "chat/visitor.js",
          "chat/words.js",
          "shared/backoff.js",
          "shared/colours.js",
          "shared/icons.js",
          "shared/line.js",
          "shared/outbox.js",
          "shared/pictures.js",
          "shared/store.js",
          "shop/account.js",
          "shop/favicon.svg",
          "shop/lamp.svg",
          "shop/levee.svg",
          "shop/mug.svg",
          "shop/robe.svg",
          "shop/shirt.svg",
          "shop/shop.css",
          "shop/throw.svg",
          "shop/tote.svg");

  /** From any page of anybody: the widget is made for that. */
  private static final Map<String, String> EMBEDDABLE =
      Map.of(
          "Access-Control-Allow-Origin", "*",
          "Cross-Origin-Resource-Policy", "cross-origin",
          "X-Content-Type-Options", "nosniff");

  /** Nobody else may show the workspace in a frame: who clicks in it acts for the shop. */
  private static final Map<String, String> AGENT_PAGE =
      Map.of(
          "Cache-Control", "no-cache",
          "Content-Security-Policy",
              ShopPage.POLICY.replaceAll("frame-ancestors .*", "frame-ancestors 'none'"),
          "Cross-Origin-Opener-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff");

  private final Map<String, Asset> byPath;
  private final ShopPage shop;

  private Pages(Map<String, Asset> byPath, ShopPage shop) {
    this.byPath = Map.copyOf(byPath);
    this.shop = shop;
  }

  /**
   * Reads everything; takes some milliseconds.
   *
   * @param signIn whether one can sign in on the shop's page: there is a demo shop to ask
   * @throws IllegalStateException if a file is missing from the classpath
   */
  public static Pages ofClasspath(boolean signIn) {
    Map<String, byte[]> files = new LinkedHashMap<>(Lit.modules());
    FILES.forEach(file -> files.put(file, Resource.bytes(HOME + file)));
    String folder = "assets/" + Hash.of(files.values().toArray(byte[][]::new)) + "/";

    Map<String, String> forEver = new LinkedHashMap<>(EMBEDDABLE);
    forEver.put("Cache-Control", "public, max-age=31536000, immutable");
    Map<String, Asset> byPath = new LinkedHashMap<>();
    files.forEach(
        (path, content) -> byPath.put("/" + folder + path, Asset.of(path, content, forEver)));

    Map<String, String> briefly = new LinkedHashMap<>(EMBEDDABLE);
    briefly.put("Cache-Control", "public, max-age=300");
    byPath.put("/widget.js", Asset.of("widget.js", widget(folder), briefly));
    byPath.put("/agent", agentPage(folder));
    return new Pages(byPath, ShopPage.read(folder, signIn));
  }

  /** All modules are named at once, so that they load side by side rather than one by one. */
  private static String widget(String folder) {
    String imports =
        modules("chat/").map(m -> "import \"./" + folder + m + "\";").collect(joining("\n"));
    return Resource.text(HOME + "widget.js")
        .replace("/* modules */", imports)
        .replace("{assets}", folder);
  }

  private static Asset agentPage(String folder) {
    String preloads =
        modules("agent/")
            .map(m -> "<link rel=\"modulepreload\" href=\"" + folder + m + "\">")
            .collect(joining("\n"));
    String page =
        Resource.text(HOME + "agent/page.html")
            .replace("{modules}", preloads)
            .replace("{assets}", folder);
    return Asset.of("page.html", page, AGENT_PAGE);
  }

  /** Of Lit, of all pages, and of the one in that folder. */
  private static Stream<String> modules(String own) {
    Stream<String> files =
        FILES.stream()
            .filter(file -> file.endsWith(".js"))
            .filter(file -> file.startsWith(own) || file.startsWith("shared/"));
    return Stream.concat(Lit.modules().keySet().stream(), files);
  }

  /** Adds the pages to a router; what is none of them goes on to its next route. */
  public void mount(Router router) {
    router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::serve);
  }

  private void serve(RoutingContext context) {
    String path = context.request().path();
    Asset asset = path.equals("/") ? shop.in(context) : byPath.get(path);
    if (asset == null) {
      context.next();
    } else {
      Reply.send(context, asset);
    }
  }

  /** By path; for measuring what a browser has to load. */
  Map<String, Asset> assets() {
    return byPath;
  }

  /** All files that are shipped, to be held against those that there are. */
  static List<String> files() {
    return FILES;
  }
}
