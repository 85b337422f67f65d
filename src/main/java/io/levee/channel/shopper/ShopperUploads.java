package io.levee.channel.shopper;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.levee.channel.Uploads;
import io.levee.channel.wire.ChannelMetrics;
import io.levee.channel.wire.Exchange;
import io.levee.channel.wire.Fields;
import io.levee.channel.wire.Form;
import io.levee.channel.wire.MessageJson;
import io.levee.channel.wire.Problem;
import io.levee.conversation.Customer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/**
 * The paths of images. Whoever knows an image's address may look at it, since pages show images
 * without a token: it is as good as a token, and not to be guessed. One per node; safe from any
 * event loop.
 */
final class ShopperUploads {
  private static final int FORM_BYTES = 16_384;

  private final Vertx vertx;
  private final Uploads uploads;
  private final Callers callers;
  private final Turnstile arriving = new Turnstile();
  private final Turnstile leaving = new Turnstile();

  ShopperUploads(Vertx vertx, Uploads uploads, Callers callers, ChannelMetrics metrics) {
    this.vertx = vertx;
    this.uploads = uploads;
    this.callers = callers;
    metrics.gauge("levee.channel.uploads.arriving", arriving::inside);
    metrics.gauge("levee.channel.uploads.arriving.limit", () -> uploads.limits().arriving());
    metrics.gauge("levee.channel.uploads.leaving", leaving::inside);
    metrics.gauge("levee.channel.uploads.leaving.limit", () -> uploads.limits().leaving());
  }

  // ---- POST /v1/uploads

  void post(Exchange exchange) {
    Optional<Caller> caller = callers.of(exchange);
    if (caller.isEmpty()) {
      return;
    }
    if (!Form.isOne(exchange.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
      exchange.problem(unsupported("send the image as a file of a multipart/form-data"));
      return;
    }
    Uploads.Limits limits = uploads.limits();
    if (!arriving.enter(limits.arriving())) {
      exchange.problem(busy(exchange));
      return;
    }
    receive(exchange, caller.get(), limits)
        .onComplete(
            done -> {
              arriving.leave();
              if (done.failed()) {
                refuse(exchange, done.cause());
              }
            });
  }

  private Future<Void> receive(Exchange exchange, Caller caller, Uploads.Limits limits) {
    String type = exchange.request().getHeader(HttpHeaders.CONTENT_TYPE);
    Problem tooLong = tooLong(limits);
    return exchange
        .readBytes(limits.maxBytes() + FORM_BYTES, limits.patience(), tooLong)
        .compose(body -> vertx.executeBlocking(() -> Form.read(type, body), false))
        .compose(
            form -> {
              Fields fields = new Fields(json(form));
              Customer customer = customer(caller, fields);
              if (form.files().size() != 1) {
                fields.wrong("file", "is there " + form.files().size() + " times; send one image");
              }
              if (!fields.wrong().isEmpty()) {
                exchange.problem(Problem.wrongFields("wrong-fields", fields.wrong()));
                return Future.succeededFuture();
              }
              Buffer file = form.files().getFirst();
              if (file.length() > limits.maxBytes()) {
                exchange.problem(tooLong);
                return Future.succeededFuture();
              }
              return uploads.keep(customer, file).map(kept -> answer(exchange, kept));
            });
  }

  private static ObjectNode json(Form form) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    form.fields().forEach(fields::put);
    return fields;
  }

  private static Customer customer(Caller caller, Fields fields) {
    return switch (caller) {
      case Caller.Visitor visitor -> {
        Words.noCustomerId(fields);
        yield visitor.customer();
      }
      case Caller.Shop shop ->
          new Customer(shop.storefront().id(), Words.customerId(fields), "", "");
    };
  }

  private static Void answer(Exchange exchange, Uploads.Kept kept) {
    switch (kept) {
      case Uploads.Kept.Stored stored ->
          exchange.json(
              200,
              json -> {
                json.writeStartObject();
                json.writeStringField("uploadId", stored.uploadId());
                json.writeStringField("url", MessageJson.url(stored.uploadId()));
                json.writeEndObject();
              });
      case Uploads.Kept.NoImage no -> exchange.problem(unsupported(no.detail()));
      case Uploads.Kept.Unusable no ->
          exchange.problem(
              Problem.wrongFields(
                  "unusable-image", List.of(new Problem.Field("file", no.detail()))));
      case Uploads.Kept.TooMany many ->
          exchange.problem(Problem.tooMany(many.retryAfter(), many.detail()));
      case Uploads.Kept.Full full -> exchange.problem(Problem.unavailable(full.retryAfter()));
    }
    return null;
  }

  private static void refuse(Exchange exchange, Throwable why) {
    switch (why) {
      case Exchange.NoBody answered -> {}
      case Form.Malformed malformed ->
          exchange.problem(
              Problem.of(
                  400, "invalid-form", "Not parsable", "the body: " + malformed.getMessage()));
      default -> exchange.unavailable(why);
    }
  }

  private static Problem unsupported(String detail) {
    return Problem.of(415, "unsupported-media-type", "Unsupported media type", detail);
  }

  private static Problem tooLong(Uploads.Limits limits) {
    return Exchange.tooLong(
        "an image has at most " + limits.maxBytes() + " bytes; make it smaller");
  }

  private static Problem busy(Exchange exchange) {
    return Problem.busy(
        exchange.config().retryAfter(), "many images are on their way; try again later");
  }

  // ---- GET /v1/uploads/{uploadId}

  void get(Exchange exchange, String uploadId) {
    if (!Words.UPLOAD_ID.matcher(uploadId).matches()) {
      exchange.notFound();
      return;
    }
    if (!leaving.enter(uploads.limits().leaving())) {
      exchange.problem(busy(exchange));
      return;
    }
    uploads
        .read(uploadId)
        .compose(image -> show(exchange, image))
        .onComplete(
            done -> {
              leaving.leave();
              if (done.failed()) {
                exchange.unavailable(done.cause());
              }
            });
  }

  /** Whatever it may be taken for, it can run nothing, load nothing, and be no page of ours. */
  private static Future<Void> show(Exchange exchange, Optional<Uploads.Image> image) {
    if (image.isEmpty()) {
      exchange.notFound();
      return Future.succeededFuture();
    }
    return exchange
        .header("Cache-Control", "private, max-age=604800, immutable")
        .header("Content-Disposition", "inline")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .end(200, image.get().type(), image.get().bytes());
  }
}
