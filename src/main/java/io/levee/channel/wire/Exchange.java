package io.levee.channel.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.levee.channel.HttpConfig;
import io.levee.json.JsonBytes;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One HTTP request and its one answer. Stays on the request's event loop. */
public final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final long LINGER_MILLIS = 1_000;

  // Names and values of every answer: looked at and hashed once.
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");
  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence BY_ORIGIN = HttpHeaders.createOptimized("Origin");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  private final Exchanges shared;
  private final HttpServerRequest request;
  private final String route;
  private final ChannelMetrics.Answers answers;
  private final String correlationId;
  private final String origin;
  private final long since = System.nanoTime();

  Exchange(Exchanges shared, HttpServerRequest request, String route) {
    this.shared = shared;
    this.request = request;
    this.route = route;
    this.answers = shared.metrics.answers(route);
    this.origin = request.getHeader(HttpHeaders.ORIGIN);
    String given = request.getHeader(REQUEST_ID);
    this.correlationId = given != null && Ids.isSane(given) ? given : Ids.correlation();
  }

  public HttpServerRequest request() {
    return request;
  }

  /** The caller's {@code X-Request-Id} where it is sane, else one of our own. */
  public String correlationId() {
    return correlationId;
  }

  public HttpConfig config() {
    return shared.config.get();
  }

  public String origin() {
    return origin;
  }

  /** Whether the request comes from one of those origins, or from no browser. */
  public boolean isFrom(List<String> origins) {
    return origin == null
        || Storefronts.allows(origins, origin, request.getHeader(HttpHeaders.HOST));
  }

  /** The token of {@code Authorization: Bearer}; null when there is none. */
  public String bearer() {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return null;
    }
    String token = header.substring(7).trim();
    return token.isEmpty() ? null : token;
  }

  /** Where the request comes from, seen past the proxies that the operator vouches for. */
  public String address() {
    int hops = config().forwardedHops();
    String forwarded = request.getHeader("X-Forwarded-For");
    if (hops > 0 && forwarded != null) {
      String[] entries = forwarded.split(",");
      return entries[Math.max(0, entries.length - hops)].trim();
    }
    return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
  }

  /**
   * Reads a JSON object and hands it on; refuses what is too long before reading it, and what is
   * not JSON. Must be called before the request handler returns.
   */
  public void readObject(Consumer<JsonNode> then) {
    if (!isJson()) {
      problem(
          Problem.of(
              415,
              "unsupported-media-type",
              "Unsupported media type",
              "send Content-Type: application/json, in UTF-8 and not compressed"));
      return;
    }
    int most = config().maxBody();
    Problem tooLong = tooLong("a body has at most " + most + " bytes");
    readBytes(most, config().bodyTimeout(), tooLong)
        .onSuccess(bytes -> guarded(() -> parse(bytes, then)));
  }

  private void parse(Buffer bytes, Consumer<JsonNode> then) {
    JsonNode object;
    try {
      object = Json.object(bytes);
    } catch (Json.Malformed malformed) {
      problem(
          Problem.of(400, "invalid-json", "Not parsable", "the body: " + malformed.getMessage()));
      return;
    }
    then.accept(object);
  }

  private boolean isJson() {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      return false;
    }
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null) {
      return false;
    }
    if (type.contentEquals(JSON)) {
      return true;
    }
    String[] parts = type.toLowerCase(Locale.ROOT).split(";");
    if (!parts[0].trim().equals("application/json")) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].trim().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        return false;
      }
    }
    return true;
  }

  /** The body was refused, and the exchange answered; or the sender is gone. */
  public static final class NoBody extends Exception {
    private static final long serialVersionUID = 1L;

    private NoBody() {
      super("there is no body to work on", null, false, false);
    }
  }

  /**
   * Reads the body. Must be called before the request handler returns.
   *
   * @param most its longest length in bytes; a longer one is refused before it is read
   * @param patience how long it may take to arrive
   * @param tooLong what a longer one is answered with
   * @return completes with the body; fails with {@link NoBody}
   */
  public Future<Buffer> readBytes(int most, Duration patience, Problem tooLong) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && tooLong(length, most)) {
      problem(tooLong);
      return Future.failedFuture(new NoBody());
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    Promise<Buffer> read = Promise.promise();
    Buffer body = Buffer.buffer(length == null ? 256 : Integer.parseInt(length));
    request.exceptionHandler(gone -> read.tryFail(new NoBody()));
    request.handler(
        chunk -> {
          if (request.response().ended()) {
            return;
          }
          if (body.length() + chunk.length() > most) {
            problem(tooLong);
            read.tryFail(new NoBody());
            return;
          }
          body.appendBuffer(chunk);
        });
    request.endHandler(
        end -> {
          if (request.response().ended()) {
            read.tryFail(new NoBody());
          } else {
            read.tryComplete(body);
          }
        });
    // Most bodies come with their headers: only the others are worth a timer.
    shared.vertx.getOrCreateContext().runOnContext(next -> hurry(read, patience));
    return read.future();
  }

  private void hurry(Promise<Buffer> read, Duration patience) {
    if (!read.future().isComplete()) {
      long timer =
          shared.vertx.setTimer(
              patience.toMillis(),
              late -> {
                refuseSlowBody();
                read.tryFail(new NoBody());
              });
      read.future().onComplete(done -> shared.vertx.cancelTimer(timer));
    }
  }

  private static boolean tooLong(String length, int most) {
    try {
      return Long.parseLong(length) > most;
    } catch (NumberFormatException beyondAnyLong) {
      return true;
    }
  }

  /** The answer to a body that is too long. */
  public static Problem tooLong(String detail) {
    return Problem.of(413, "body-too-large", "Body too large", detail);
  }

  private void refuseSlowBody() {
    if (!request.response().ended()) {
      closeAfter();
      problem(Problem.of(408, "body-too-slow", "Body too slow", "the body did not arrive in time"));
    }
  }

  /** Whether what is still to come is more than one would read for politeness. */
  private boolean mayBeLong() {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || (length != null && tooLong(length, config().maxBody()));
  }

  /**
   * Closes the connection after the answer, but lets the sender read it first: closing on data that
   * is still coming in would make the answer vanish.
   */
  private void closeAfter() {
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    response.endHandler(
        sent -> {
          if (request.isEnded()) {
            request.connection().close();
          } else {
            request.handler(dropped -> {});
            request.endHandler(all -> request.connection().close());
            shared.vertx.setTimer(LINGER_MILLIS, late -> request.connection().close());
          }
        });
  }

  /** Runs it; what it throws is answered as a problem of ours. */
  public void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException bug) {
      failed(bug);
    }
  }

  /** Something of ours went wrong that nobody foresaw. */
  public void failed(Throwable cause) {
    LOG.atError()
        .setCause(cause)
        .addKeyValue("route", route)
        .addKeyValue("correlation", correlationId)
        .log("A request could not be answered");
    problem(
        Problem.of(
            500,
            "internal",
            "Internal error",
            "something went wrong here; the logs know it as " + correlationId));
  }

  /** Answers that what is needed cannot be reached. */
  public void unavailable(Throwable cause) {
    LOG.atDebug().setCause(cause).addKeyValue("correlation", correlationId).log("Unavailable");
    problem(Problem.unavailable(config().retryAfter()));
  }

  /** Answers that this gateway is about to stop, and gives the connection up. */
  public void draining() {
    header("Connection", "close");
    problem(Problem.unavailable(config().retryAfter()));
  }

  /** Answers with JSON. */
  public void json(int status, Json.Body body) {
    end(status, JSON, Buffer.buffer(Json.text(body)));
  }

  /** The same of JSON that is written already. */
  public void json(int status, JsonBytes body) {
    end(status, JSON, BufferInternal.buffer(Unpooled.wrappedBuffer(body.written())));
  }

  /** Answers with a problem. */
  public void problem(Problem problem) {
    if (problem.retryAfterSeconds() > 0) {
      header("Retry-After", Long.toString(problem.retryAfterSeconds()));
    }
    end(problem.status(), "application/problem+json", Buffer.buffer(Json.text(problem::write)));
  }

  /**
   * Answers with a problem, but only {@code http.refusalDelay} after the request came. Until then
   * nothing more comes from that connection.
   */
  public void problemHeldBack(Problem problem) {
    long millis = config().refusalDelay().minusNanos(System.nanoTime() - since).toMillis();
    if (millis <= 0) {
      problem(problem);
      return;
    }
    shared.metrics.refusalHeld(1);
    shared.vertx.setTimer(
        millis,
        due -> {
          shared.metrics.refusalHeld(-1);
          guarded(() -> problem(problem));
        });
  }

  /** Answers 401, telling how to do better. */
  public void unauthorized(String detail) {
    header(
        "WWW-Authenticate",
        bearer() == null
            ? "Bearer realm=\"levee\""
            : "Bearer realm=\"levee\", error=\"invalid_token\"");
    problem(Problem.of(401, "unauthorized", "Unauthorized", detail));
  }

  public void wrongOrigin() {
    problem(
        Problem.of(
            403,
            "wrong-origin",
            "Wrong origin",
            "pages of this origin may not call; the operator can list it under origins"));
  }

  public void notFound() {
    problem(Problem.of(404, "not-found", "Not found", "there is nothing at this path"));
  }

  /**
   * @param allow the methods that there are, such as {@code GET, HEAD}
   */
  public void methodNotAllowed(String allow) {
    header("Allow", allow);
    problem(
        Problem.of(405, "method-not-allowed", "Method not allowed", "this path takes " + allow));
  }

  /** Answers a browser's question whether it may call, or an {@code OPTIONS} of anybody else. */
  public void preflight(String allow) {
    if (origin != null && !isKnownOrigin()) {
      wrongOrigin();
      return;
    }
    header("Allow", allow);
    if (origin != null && request.getHeader("Access-Control-Request-Method") != null) {
      header("Access-Control-Allow-Methods", allow);
      header("Access-Control-Allow-Headers", "Authorization, Content-Type, X-Request-Id");
      header("Access-Control-Max-Age", "7200");
    }
    end(204, null, null);
  }

  public Exchange header(String name, String value) {
    request.response().putHeader(name, value);
    return this;
  }

  /**
   * Answers with these bytes.
   *
   * @return completes once they are written; fails when the other side is gone before
   */
  public Future<Void> end(int status, CharSequence type, Buffer body) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return Future.succeededFuture();
    }
    answers.gave(status, System.nanoTime() - since);
    if (!request.isEnded() && mayBeLong()) {
      closeAfter();
    }
    response.setStatusCode(status);
    response.putHeader(REQUEST_ID, correlationId);
    response.putHeader(CONTENT_TYPE_OPTIONS, NO_SNIFF);
    response.putHeader(HttpHeaders.VARY, BY_ORIGIN);
    if (!response.headers().contains(HttpHeaders.CACHE_CONTROL)) {
      response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }
    if (origin != null && isKnownOrigin()) {
      response.putHeader("Access-Control-Allow-Origin", origin);
      response.putHeader("Access-Control-Expose-Headers", "Retry-After, X-Request-Id");
    }
    if (body == null) {
      return response.end();
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, type);
    return response.end(body);
  }

  private boolean isKnownOrigin() {
    return isFrom(config().agentOrigins())
        || shared.storefronts.anyListens(origin, request.getHeader(HttpHeaders.HOST));
  }
}
