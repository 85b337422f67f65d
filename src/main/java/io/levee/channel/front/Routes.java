package io.levee.channel.front;

import io.levee.channel.agent.Agents;
import io.levee.channel.shopper.Shoppers;
import io.levee.channel.wire.Beat;
import io.levee.channel.wire.Exchange;
import io.levee.channel.wire.Exchanges;
import io.levee.channel.wire.MessageJson;
import io.levee.channel.wire.Problem;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Which path leads where. The contract's paths are told apart here, by a switch; only what is not
 * among them goes through the router. One per event loop.
 */
final class Routes implements Handler<HttpServerRequest> {
  private static final String CONVERSATIONS = "/v1/conversations/";
  private static final String MESSAGES = "/messages";
  private static final Set<String> GET = Set.of("GET", "HEAD");

  private final Exchanges exchanges;
  private final Shoppers shoppers;
  private final Shoppers.Loop loop;
  private final Agents agents;
  private final Beat beat;
  private final Documents documents;
  private final Router router;
  private final BooleanSupplier draining;

  /**
   * @param draining whether nothing new is taken any more
   */
  Routes(
      Exchanges exchanges,
      Shoppers shoppers,
      Shoppers.Loop loop,
      Agents agents,
      Beat beat,
      Documents documents,
      Router router,
      BooleanSupplier draining) {
    this.exchanges = exchanges;
    this.shoppers = shoppers;
    this.loop = loop;
    this.agents = agents;
    this.beat = beat;
    this.documents = documents;
    this.router = router;
    this.draining = draining;
  }

  /** Adds more routes; what they do not answer either is answered with a problem. */
  void mount(Consumer<Router> more) {
    more.accept(router);
    router.errorHandler(400, c -> problem(c, 400, "bad-request", "Bad request"));
    router.errorHandler(404, c -> exchange(c).notFound());
    router.errorHandler(405, c -> problem(c, 405, "method-not-allowed", "Method not allowed"));
    router.errorHandler(406, c -> problem(c, 406, "not-acceptable", "Not acceptable"));
    router.errorHandler(413, c -> problem(c, 413, "body-too-large", "Body too large"));
    router.errorHandler(
        415, c -> problem(c, 415, "unsupported-media-type", "Unsupported media type"));
    router.errorHandler(
        500,
        c ->
            exchange(c)
                .failed(c.failure() == null ? new IllegalStateException("500") : c.failure()));
  }

  private Exchange exchange(RoutingContext context) {
    return exchanges.begin(context.request(), "other");
  }

  private void problem(RoutingContext context, int status, String type, String title) {
    exchange(context)
        .problem(Problem.of(status, type, title, title + ": " + context.request().path()));
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path();
    if (path == null) {
      exchanges.begin(request, "other").notFound();
      return;
    }
    if (draining.getAsBoolean()) {
      exchanges.begin(request, "other").draining();
      return;
    }
    switch (path) {
      case "/v1/messages" -> {
        Exchange exchange = exchanges.begin(request, path);
        exchange.guarded(() -> post(exchange, () -> shoppers.postMessage(exchange)));
      }
      case "/v1/uploads" -> {
        Exchange exchange = exchanges.begin(request, path);
        exchange.guarded(() -> post(exchange, () -> shoppers.upload(exchange)));
      }
      case "/v1/socket" -> {
        Exchange exchange = exchanges.begin(request, path);
        exchange.guarded(() -> loop.socket(exchange));
      }
      case "/v1/agent/socket" -> {
        Exchange exchange = exchanges.begin(request, path);
        exchange.guarded(() -> agents.socket(exchange, beat));
      }
      case "/v1/tokens" -> {
        Exchange exchange = exchanges.begin(request, path);
        exchange.guarded(() -> post(exchange, () -> shoppers.mintToken(exchange)));
      }
      case "/v1/agent/login" -> {
        Exchange exchange = exchanges.begin(request, path);
        exchange.guarded(() -> post(exchange, () -> agents.login(exchange)));
      }
      case "/v1/agent/refresh" -> {
        Exchange exchange = exchanges.begin(request, path);
        exchange.guarded(() -> post(exchange, () -> agents.refresh(exchange)));
      }
      case "/v1/agent/logout" -> {
        Exchange exchange = exchanges.begin(request, path);
        exchange.guarded(() -> post(exchange, () -> agents.logout(exchange)));
      }
      default -> others(request, path);
    }
  }

  private void others(HttpServerRequest request, String path) {
    if (documents.has(path)) {
      Exchange exchange = exchanges.begin(request, path);
      exchange.guarded(() -> get(exchange, () -> documents.serve(exchange, path)));
    } else if (isHistory(path)) {
      String id = path.substring(CONVERSATIONS.length(), path.length() - MESSAGES.length());
      Exchange exchange = exchanges.begin(request, "/v1/conversations/{id}/messages");
      exchange.guarded(() -> get(exchange, () -> shoppers.history(exchange, id)));
    } else if (path.startsWith(MessageJson.UPLOADS)) {
      String id = path.substring(MessageJson.UPLOADS.length());
      Exchange exchange = exchanges.begin(request, "/v1/uploads/{uploadId}");
      exchange.guarded(() -> get(exchange, () -> shoppers.image(exchange, id)));
    } else {
      router.handle(request);
    }
  }

  private static boolean isHistory(String path) {
    return path.startsWith(CONVERSATIONS)
        && path.endsWith(MESSAGES)
        && path.length() > CONVERSATIONS.length() + MESSAGES.length()
        && path.indexOf('/', CONVERSATIONS.length()) == path.length() - MESSAGES.length();
  }

  private static void post(Exchange exchange, Runnable work) {
    HttpMethod method = exchange.request().method();
    if (method.equals(HttpMethod.POST)) {
      work.run();
    } else if (method.equals(HttpMethod.OPTIONS)) {
      exchange.preflight("POST, OPTIONS");
    } else {
      exchange.methodNotAllowed("POST, OPTIONS");
    }
  }

  private static void get(Exchange exchange, Runnable work) {
    HttpMethod method = exchange.request().method();
    if (GET.contains(method.name())) {
      work.run();
    } else if (method.equals(HttpMethod.OPTIONS)) {
      exchange.preflight("GET, HEAD, OPTIONS");
    } else {
      exchange.methodNotAllowed("GET, HEAD, OPTIONS");
    }
  }

  /** What is not HTTP, or too much of it. The connection is closed afterwards. */
  void invalid(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    Exchange exchange = exchanges.begin(request, "other");
    Problem problem;
    if (cause instanceof TooLongHttpLineException) {
      problem = Problem.of(414, "uri-too-long", "URI too long", "the request line is too long");
    } else if (cause instanceof TooLongHttpHeaderException) {
      problem =
          Problem.of(431, "headers-too-large", "Headers too large", "the headers are too long");
    } else {
      problem = Problem.of(400, "bad-request", "Not parsable", "the request is no HTTP/1.1");
    }
    exchange.guarded(() -> exchange.problem(problem));
  }
}
