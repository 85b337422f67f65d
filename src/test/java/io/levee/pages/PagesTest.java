package io.levee.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(60)
final class PagesTest {
  private static final int MOST_GZIPPED = 60 * 1024;
  private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\"([^\"]+)\"");
  private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(assets/[^\"]+)\"");
  private static final Pages PAGES = Pages.ofClasspath(true);

  private static URI home;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void serve(Vertx vertx) throws Exception {
    Router router = Router.router(vertx);
    PAGES.mount(router);
    router.route().handler(next -> next.response().setStatusCode(404).end("of another room"));
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    home = URI.create("http://127.0.0.1:" + server.actualPort() + "/");
  }

  @Test
  void everyFileThatIsThereIsServed() throws IOException {
    Path folder = Path.of("src/main/resources/io/levee/pages");
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString()))
          .filteredOn(file -> !file.matches("widget\\.js|shop/page.*|agent/page\\.html"))
          .containsExactlyInAnyOrderElementsOf(Pages.files());
    }
  }

  @Test
  void theWidgetLoadsAtMostSixtyKilobytes() {
    int bytes = 0;
    for (String path : loadedByTheWidget()) {
      Asset asset = PAGES.assets().get(path);
      bytes += asset.gzipped() == null ? asset.plain().length() : asset.gzipped().length();
    }
    assertThat(bytes).isLessThanOrEqualTo(MOST_GZIPPED);
  }

  @Test
  void theWidgetNamesAtOnceAllThatItLoads() {
    Set<String> atOnce = new LinkedHashSet<>(imports("/widget.js"));
    atOnce.add("/widget.js");
    assertThat(atOnce).containsExactlyInAnyOrderElementsOf(loadedByTheWidget());
  }

  /** Follows imports as a browser does, which knows relative paths only. */
  private static Set<String> loadedByTheWidget() {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>(Set.of("/widget.js"));
    while (!next.isEmpty()) {
      String path = next.pop();
      if (seen.add(path)) {
        next.addAll(imports(path));
      }
    }
    return seen;
  }

  private static Set<String> imports(String path) {
    assertThat(PAGES.assets()).containsKey(path);
    String source = PAGES.assets().get(path).plain().toString(StandardCharsets.UTF_8);
    Set<String> imports = new LinkedHashSet<>();
    Matcher matcher = IMPORT.matcher(source);
    while (matcher.find()) {
      assertThat(matcher.group(1)).as("imported by %s", path).startsWith(".");
      imports.add(URI.create(path).resolve(matcher.group(1)).toString());
    }
    return imports;
  }

  @Test
  void thePageLoadsOnlyWhatIsServed() throws Exception {
    String page = get("").body();
    Matcher matcher = ASSET.matcher(page);
    assertThat(matcher.results()).hasSizeGreaterThan(7);
    matcher.reset();
    while (matcher.find()) {
      assertThat(get(matcher.group(1)).statusCode()).as(matcher.group(1)).isEqualTo(200);
    }
    assertThat(page).doesNotContain("<style", "style=", "onclick=", "http://", "https://");
  }

  @Test
  void withoutADemoShopThePageEmbedsTheWidgetAsItIsAndSignsNobodyIn(Vertx vertx) throws Exception {
    Router router = Router.router(vertx);
    Pages.ofClasspath(false).mount(router);
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    URI there = URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    String page =
        client
            .send(HttpRequest.newBuilder(there).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    assertThat(page)
        .contains("<script type=\"module\" src=\"widget.js\" data-widget-key=")
        .doesNotContain("account.js");
    assertThat(get("").body()).contains("account.js");
  }

  @Test
  void thePageMayRunAndStyleNothingThatIsNotServedHere() throws Exception {
    String policy = get("").headers().firstValue("Content-Security-Policy").orElse("");
    assertThat(policy)
        .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
        .doesNotContain("unsafe");
    assertThat(get("").headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void theLanguageIsTheOneAskedForElseTheBrowsersElseChinese() throws Exception {
    assertThat(language("", "")).isEqualTo("zh");
    assertThat(language("", "en-GB,en;q=0.9")).isEqualTo("en");
    assertThat(language("", "fr,en;q=0.8,zh;q=0.5")).isEqualTo("en");
    assertThat(language("?lang=zh", "en")).isEqualTo("zh");
    assertThat(language("?lang=en", "zh")).isEqualTo("en");
    assertThat(language("?lang=xx", "")).isEqualTo("zh");
  }

  @Test
  void theWorkspaceLoadsOnlyWhatIsServedAndIsShownInNoFrame() throws Exception {
    HttpResponse<String> answer = get("agent");
    assertThat(answer.statusCode()).isEqualTo(200);
    Matcher matcher = ASSET.matcher(answer.body());
    assertThat(matcher.results()).hasSizeGreaterThan(10);
    matcher.reset();
    while (matcher.find()) {
      assertThat(get(matcher.group(1)).statusCode()).as(matcher.group(1)).isEqualTo(200);
    }
    assertThat(answer.body()).doesNotContain("<style", "style=", "http://", "{assets}");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  private String language(String query, String accept) throws Exception {
    HttpResponse<String> page =
        accept.isEmpty() ? get(query) : get(query, "Accept-Language", accept);
    String language = page.headers().firstValue("Content-Language").orElseThrow();
    assertThat(page.body()).contains("<html lang=\"" + language).doesNotContainPattern("\\{[a-z.]");
    assertThat(page.headers().allValues("Vary").toString()).contains("Accept-Language");
    return language;
  }

  @Test
  void whatIsKnownIsNotSentAgain() throws Exception {
    for (String path : new String[] {"", "widget.js", firstAsset()}) {
      String tag = get(path).headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> again = get(path, "If-None-Match", "\"other\", " + tag);
      assertThat(again.statusCode()).as(path).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.headers().firstValue("ETag")).contains(tag);
      assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void isCompressedForWhoTakesIt() throws Exception {
    HttpResponse<String> plain = get("widget.js");
    HttpResponse<String> gzipped = get("widget.js", "Accept-Encoding", "br, gzip;q=0.8");
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(gzipped.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(gzipped.headers().firstValue("ETag"))
        .isNotEqualTo(plain.headers().firstValue("ETag"));
    assertThat(gzipped.headers().allValues("Vary")).contains("Accept-Encoding");
    assertThat(get("widget.js", "Accept-Encoding", "gzip;q=0").headers().map())
        .doesNotContainKey("content-encoding");
  }

  @Test
  void anyPageMayLoadTheWidget() throws Exception {
    for (String path : new String[] {"widget.js", firstAsset()}) {
      HttpResponse<String> file = get(path, "Origin", "https://shop.example");
      assertThat(file.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
      assertThat(file.headers().firstValue("Cross-Origin-Resource-Policy"))
          .contains("cross-origin");
      assertThat(file.headers().firstValue("Content-Type"))
          .contains("text/javascript; charset=utf-8");
    }
  }

  @Test
  void whatCarriesItsHashIsKeptForEver() throws Exception {
    assertThat(get(firstAsset()).headers().firstValue("Cache-Control").orElse(""))
        .contains("immutable");
    assertThat(get("widget.js").headers().firstValue("Cache-Control").orElse(""))
        .doesNotContain("immutable");
  }

  @Test
  void headTellsWithoutSending() throws Exception {
    HttpRequest head =
        HttpRequest.newBuilder(home.resolve("widget.js"))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> told = client.send(head, HttpResponse.BodyHandlers.ofString());
    assertThat(told.statusCode()).isEqualTo(200);
    assertThat(told.body()).isEmpty();
    int length = get("widget.js").body().getBytes(StandardCharsets.UTF_8).length;
    assertThat(told.headers().firstValueAsLong("Content-Length")).hasValue(length);
  }

  @Test
  void whatIsNoPageGoesOn() throws Exception {
    for (String path : new String[] {"agents", "assets/", "assets/../widget.js", "widget.js/"}) {
      assertThat(get(path).body()).as(path).isEqualTo("of another room");
    }
    HttpRequest post =
        HttpRequest.newBuilder(home).POST(HttpRequest.BodyPublishers.noBody()).build();
    assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).body())
        .isEqualTo("of another room");
  }

  private static String firstAsset() {
    return imports("/widget.js").iterator().next().substring(1);
  }

  private HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(home + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
