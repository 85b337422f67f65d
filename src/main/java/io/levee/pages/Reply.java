package io.levee.pages;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** Sends a file, or says that it has not changed. */
final class Reply {
  private Reply() {}

  static void send(RoutingContext context, Asset asset) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    boolean gzip =
        asset.gzipped() != null && takesGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
    // A strong tag names bytes, and the encodings differ in theirs.
    String tag = "\"" + asset.tag() + (gzip ? "-gz" : "") + "\"";
    asset.headers().forEach(response::putHeader);
    response.headers().add(HttpHeaders.VARY, "Accept-Encoding");
    response.putHeader(HttpHeaders.ETAG, tag);
    if (isKnown(request.getHeader(HttpHeaders.IF_NONE_MATCH), asset.tag())) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, asset.type());
    if (gzip) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    var body = gzip ? asset.gzipped() : asset.plain();
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(body);
    }
  }

  /** Either encoding will do: both stand for the same content. RFC 9110, 13.1.2. */
  private static boolean isKnown(String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (String one : ifNoneMatch.split(",")) {
      String known = one.trim().replaceFirst("^W/", "");
      if (known.equals("*")
          || known.equals("\"" + tag + "\"")
          || known.equals("\"" + tag + "-gz\"")) {
        return true;
      }
    }
    return false;
  }

  private static boolean takesGzip(String acceptEncoding) {
    if (acceptEncoding == null) {
      return false;
    }
    for (String one : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = one.trim().split(";");
      if (parts[0].trim().equals("gzip")) {
        return parts.length == 1 || !parts[1].trim().matches("q=0(\\.0*)?");
      }
    }
    return false;
  }
}
