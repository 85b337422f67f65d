package io.levee.storefront;

import io.levee.storefront.Exchange.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A shop that speaks the Levee shop API: {@code docs/api/shop-openapi.yaml}. */
final class HttpShop implements Connector {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MOST_PAUSE_SECONDS = 3_600;
  private static final Set<Operation> ALL = Set.copyOf(EnumSet.allOf(Operation.class));

  private final Vertx vertx;
  private final Supplier<ShopConfig> config;
  private final Supplier<Shops.Address> address;
  private final HttpClientAgent client;

  HttpShop(Vertx vertx, Supplier<ShopConfig> config, Supplier<Shops.Address> address) {
    this.vertx = vertx;
    this.config = config;
    this.address = address;
    // The bulkhead is the bound; the pool must merely not be a second, unbounded line.
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAliveTimeout(15),
            new PoolOptions()
                .setHttp1MaxSize(ShopConfig.MOST_IN_FLIGHT)
                .setMaxWaitQueueSize(ShopConfig.MOST_IN_FLIGHT));
  }

  @Override
  public Set<Operation> supports() {
    return ALL;
  }

  @Override
  public Future<List<Owned<Order>>> orders(String customer, int limit, Duration within) {
    return send(HttpMethod.GET, "/orders?customerId=" + code(customer) + "&limit=" + limit, within)
        .map(reply -> meaning(reply, false, ShopJson::orders));
  }

  @Override
  public Future<Owned<Order>> order(String number, Duration within) {
    return send(HttpMethod.GET, "/orders/" + code(number), within)
        .map(reply -> meaning(reply, true, ShopJson::order));
  }

  @Override
  public Future<Owned<ReturnOffer>> returnOffer(String number, Duration within) {
    return send(HttpMethod.GET, "/orders/" + code(number) + "/return-offer", within)
        .map(reply -> meaning(reply, true, ShopJson::returnOffer));
  }

  @Override
  public Future<Verdict> requestReturn(String customer, ReturnRequest request, Duration within) {
    RequestOptions post =
        options(HttpMethod.POST, "/returns", within)
            .putHeader("Idempotency-Key", request.idempotencyKey())
            .putHeader("Content-Type", "application/json");
    return exchange().run(post, ShopJson.request(customer, request), within).map(this::verdict);
  }

  @Override
  public Future<Products> products(String from, int limit, Duration within) {
    String page = from.isEmpty() ? "" : "&from=" + code(from);
    return send(HttpMethod.GET, "/products?limit=" + limit + page, within)
        .map(
            reply -> {
              if (reply.status() == 404) {
                throw new ShopFailure.Unsupported("the shop does not tell its products");
              }
              return meaning(reply, false, ShopJson::products);
            });
  }

  private Verdict verdict(Reply reply) {
    return switch (reply.status()) {
      case 422 -> ShopJson.declined(read(reply));
      // Something was done, or is being done, with this key: the order will tell.
      case 409 -> throw new ShopFailure.BadReply("", "says that the key was used before");
      default -> meaning(reply, true, read -> ShopJson.taken(read, reply.status() == 202));
    };
  }

  private Future<Reply> send(HttpMethod method, String path, Duration within) {
    return exchange().run(options(method, path, within), (Buffer) null, within);
  }

  private Exchange exchange() {
    return new Exchange(vertx, client, config.get().maxReplyKiB() * 1024);
  }

  private RequestOptions options(HttpMethod method, String path, Duration within) {
    Shops.Address to = address.get();
    return new RequestOptions()
        .setMethod(method)
        .setAbsoluteURI(to.url().replaceAll("/+$", "") + path)
        .setConnectTimeout(config.get().connectTimeout().toMillis())
        .setTimeout(Math.max(1, within.toMillis()))
        .setFollowRedirects(false)
        .putHeader("Accept", "application/json")
        .putHeader("Authorization", "Bearer " + to.apiKey());
  }

  /**
   * @param ofOneOrder whether the question was about an order, which may not exist
   */
  private static <T> T meaning(Reply reply, boolean ofOneOrder, Function<Reading, T> read) {
    int status = reply.status();
    if (status >= 200 && status < 300) {
      return read.apply(ShopJson.withoutError(read(reply)));
    }
    if (status == 404 && ofOneOrder) {
      // A 404 that is no JSON comes from a wrong address, and says nothing about the order.
      read(reply);
      throw new ShopFailure.NotFound();
    }
    throw failure(reply);
  }

  private static ShopFailure failure(Reply reply) {
    int status = reply.status();
    return switch (status) {
      case 401 -> new ShopFailure.CredentialRejected();
      case 403 -> new ShopFailure.Refused("the shop refuses to tell (status 403)");
      case 429 -> new ShopFailure.Limited(pause(reply));
      case 501 -> new ShopFailure.Unsupported("the shop does not offer that (status 501)");
      default ->
          status >= 500
              ? new ShopFailure.Unavailable("the shop answered with status " + status)
              : new ShopFailure.BadReply("", "came with status " + status);
    };
  }

  private static Reading read(Reply reply) {
    return Reading.of(reply.body().getBytes());
  }

  private static Duration pause(Reply reply) {
    String seconds = reply.headers().get("Retry-After");
    return seconds != null && seconds.matches("\\d{1,9}")
        ? Duration.ofSeconds(Math.min(Integer.parseInt(seconds), MOST_PAUSE_SECONDS))
        : PAUSE;
  }

  private static String code(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public Future<Void> close() {
    return client.close();
  }
}
