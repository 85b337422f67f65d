package io.levee.ops;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;

/** The dashboard's files, read and compressed once. */
final class Dashboard {
  private static final String HOME = "/io/levee/ops/dashboard/";
  private static final String LIBRARY = "/META-INF/maven/org.mvnpm/echarts/pom.properties";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private record File(Buffer gzipped, Buffer plain, String type) {}

  private final Map<String, File> files = new HashMap<>();

  Dashboard() {
    add("/", "page.html", "text/html; charset=utf-8");
    add("/dashboard.css", "dashboard.css", "text/css; charset=utf-8");
    add("/favicon.svg", "favicon.svg", "image/svg+xml");
    for (String module : new String[] {"main.js", "charts.js", "live.js", "words.js"}) {
      add("/" + module, module, "text/javascript; charset=utf-8");
    }
    files.put("/echarts.js", file(charts(), "text/javascript; charset=utf-8"));
  }

  private void add(String path, String name, String type) {
    files.put(path, file(bytes(HOME + name), type));
  }

  private static byte[] charts() {
    Properties library = new Properties();
    try {
      library.load(new StringReader(new String(bytes(LIBRARY), StandardCharsets.UTF_8)));
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    String version = library.getProperty("version");
    return bytes("/META-INF/resources/_static/echarts/" + version + "/dist/echarts.esm.min.mjs");
  }

  private static byte[] bytes(String path) {
    try (InputStream file = Dashboard.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException(path + " is not on the classpath");
      }
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static File file(byte[] content, String type) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 2 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return new File(Buffer.buffer(bytes.toByteArray()), Buffer.buffer(content), type);
  }

  /**
   * @return whether that path is one of the dashboard's
   */
  boolean serve(HttpServerRequest request) {
    File file = files.get(request.path());
    if (file == null) {
      return false;
    }
    HttpServerResponse response =
        request
            .response()
            .putHeader("cache-control", "no-cache")
            .putHeader("content-type", file.type)
            .putHeader("content-security-policy", POLICY)
            .putHeader("referrer-policy", "no-referrer")
            .putHeader("x-content-type-options", "nosniff")
            .putHeader("vary", "accept-encoding");
    String accepted = request.getHeader("accept-encoding");
    if (accepted != null && accepted.contains("gzip")) {
      response.putHeader("content-encoding", "gzip").end(file.gzipped);
    } else {
      response.end(file.plain);
    }
    return true;
  }
}
