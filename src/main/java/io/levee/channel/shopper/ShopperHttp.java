package io.levee.channel.shopper;

import com.fasterxml.jackson.databind.JsonNode;
import io.levee.channel.Outcome;
import io.levee.channel.Road;
import io.levee.channel.wire.Exchange;
import io.levee.channel.wire.Fields;
import io.levee.channel.wire.MessageJson;
import io.levee.channel.wire.Problem;
import io.levee.channel.wire.Storefronts;
import io.levee.channel.wire.Storefronts.Storefront;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Inbound;
import io.levee.conversation.Message;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The shoppers' HTTP paths. One per node; safe from any event loop. */
final class ShopperHttp {
  private static final int LARGEST_PAGE = 100;

  private final Road road;
  private final Storefronts storefronts;
  private final Tokens tokens;
  private final Callers callers;
  private final Attached attached;
  private final MintLimit mintLimit;
  private final Clock clock;

  ShopperHttp(
      Road road,
      Storefronts storefronts,
      Tokens tokens,
      Callers callers,
      Attached attached,
      MintLimit mintLimit,
      Clock clock) {
    this.road = road;
    this.storefronts = storefronts;
    this.tokens = tokens;
    this.callers = callers;
    this.attached = attached;
    this.mintLimit = mintLimit;
    this.clock = clock;
  }

  /** {@code POST /v1/tokens} */
  void mintToken(Exchange exchange) {
    exchange.readObject(
        body -> {
          Fields fields = new Fields(body);
          String widgetKey = fields.required("widgetKey", LARGEST_PAGE * 10);
          if (!fields.wrong().isEmpty()) {
            exchange.problem(Problem.wrongFields("wrong-fields", fields.wrong()));
            return;
          }
          storefronts
              .byWidgetKey(widgetKey)
              .ifPresentOrElse(
                  storefront -> mintToken(exchange, storefront),
                  () -> exchange.unauthorized("no storefront has that widgetKey"));
        });
  }

  private void mintToken(Exchange exchange, Storefront storefront) {
    if (!exchange.isFrom(storefront.config().origins())) {
      exchange.wrongOrigin();
      return;
    }
    int perMinute = storefront.config().tokensPerMinute();
    Duration wait = mintLimit.take(storefront.id(), exchange.address(), perMinute);
    if (!wait.isZero()) {
      exchange.problem(
          Problem.tooMany(
              wait, "one address gets at most " + perMinute + " tokens a minute; keep yours"));
      return;
    }
    Tokens.Minted minted =
        tokens
            .verify(exchange.bearer())
            .filter(visitor -> visitor.storefront().id().equals(storefront.id()))
            .filter(visitor -> visitor.customer().id().startsWith(CustomerIds.ANONYMOUS))
            .map(tokens::renew)
            .orElseGet(() -> tokens.mint(storefront));
    exchange.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("token", minted.token());
          json.writeStringField("expiresAt", minted.expiresAt().toString());
          json.writeStringField("customerId", minted.customerId());
          json.writeEndObject();
        });
  }

  /** {@code POST /v1/messages} */
  void postMessage(Exchange exchange) {
    callers
        .of(exchange)
        .ifPresent(
            caller -> {
              if (caller instanceof Caller.Visitor visitor) {
                ifThereIsRoom(exchange, visitor);
              } else {
                exchange.readObject(body -> postMessage(exchange, caller, body));
              }
            });
  }

  /** Turns away before reading: the token says already who it is. */
  private void ifThereIsRoom(Exchange exchange, Caller.Visitor visitor) {
    Future<Optional<Outcome.Busy>> asked = road.turnAway(visitor.customer());
    boolean known = asked.isComplete();
    if (!known) {
      exchange.request().pause();
    }
    asked.onComplete(
        answer ->
            exchange.guarded(
                () -> {
                  if (answer.succeeded() && answer.result().isPresent()) {
                    refuse(exchange, answer.result().get());
                  } else {
                    exchange.readObject(body -> postMessage(exchange, visitor, body));
                  }
                  if (!known) {
                    exchange.request().resume();
                  }
                }));
  }

  private void postMessage(Exchange exchange, Caller caller, JsonNode body) {
    Words.By by = caller instanceof Caller.Shop ? Words.By.SHOP : Words.By.VISITOR;
    Words.Read read = Words.read(body, exchange.config(), by);
    if (read.problem() != null) {
      exchange.problem(read.problem());
      return;
    }
    Words words = read.words();
    if (words.unknown()) {
      exchange.problem(Problem.notFound());
      return;
    }
    Customer customer =
        switch (caller) {
          case Caller.Visitor visitor -> visitor.customer();
          case Caller.Shop s -> new Customer(s.storefront().id(), words.customerId(), "", "");
        };
    Inbound message =
        new Inbound(
            customer,
            words.conversation(),
            words.messageId(),
            "http",
            "",
            words.text(),
            words.attachments(),
            clock.instant(),
            Optional.empty(),
            exchange.correlationId());
    if (words.attachments().isEmpty()) {
      send(exchange, message);
      return;
    }
    attached
        .fault(customer, words.attachments(), by)
        .onSuccess(
            fault ->
                exchange.guarded(
                    () -> fault.ifPresentOrElse(exchange::problem, () -> send(exchange, message))))
        .onFailure(exchange::unavailable);
  }

  private void send(Exchange exchange, Inbound message) {
    road.accept(message, Road.Until.ANSWERED)
        .onComplete(
            (outcome, failure) -> {
              if (failure == null) {
                exchange.guarded(() -> answer(exchange, outcome));
              } else {
                exchange.unavailable(failure);
              }
            });
  }

  private static void answer(Exchange exchange, Outcome outcome) {
    switch (outcome) {
      case Outcome.Accepted accepted -> exchange.json(200, AcceptedJson.of(accepted));
      case Outcome.Busy busy -> refuse(exchange, busy);
      case Outcome.NotStored notStored -> exchange.problem(Problem.of(notStored));
      case Outcome.Rejected rejected -> exchange.problem(Problem.of(rejected.fault()));
    }
  }

  /** A sender who sends too much is told at once; who finds no room is held back a little. */
  private static void refuse(Exchange exchange, Outcome.Busy busy) {
    if (busy.serverBusy()) {
      exchange.problemHeldBack(Problem.of(busy));
    } else {
      exchange.problem(Problem.of(busy));
    }
  }

  /** {@code GET /v1/conversations/{id}/messages} */
  void history(Exchange exchange, String id) {
    Optional<Caller> caller = callers.of(exchange);
    if (caller.isEmpty()) {
      return;
    }
    Fields fields = new Fields(QueryNumbers.of(exchange.request(), "after", "limit"));
    int after = fields.number("after", 0, Integer.MAX_VALUE).orElse(0);
    int limit = fields.number("limit", 1, LARGEST_PAGE).orElse(LARGEST_PAGE);
    if (!fields.wrong().isEmpty()) {
      exchange.problem(Problem.wrongFields("wrong-fields", fields.wrong()));
      return;
    }
    Optional<ConversationId> conversation = ConversationId.parse(id);
    if (conversation.isEmpty()) {
      exchange.problem(Problem.notFound());
      return;
    }
    page(caller.get(), conversation.get(), after, limit)
        .onSuccess(
            page ->
                exchange.guarded(
                    () ->
                        page.ifPresentOrElse(
                            messages -> history(exchange, messages, after),
                            () -> exchange.problem(Problem.notFound()))))
        .onFailure(exchange::unavailable);
  }

  private Future<Optional<List<Message>>> page(
      Caller caller, ConversationId conversation, int after, int limit) {
    return road.owner(caller.storefront().id(), conversation)
        .compose(
            owner -> {
              if (owner.isEmpty() || !mayRead(caller, owner.get())) {
                return Future.succeededFuture(Optional.empty());
              }
              return road.history(conversation, after, limit).map(Optional::of);
            });
  }

  private static boolean mayRead(Caller caller, Customer owner) {
    return switch (caller) {
      case Caller.Shop shop -> shop.storefront().id().equals(owner.storefront());
      case Caller.Visitor visitor -> visitor.customer().lane().equals(owner.lane());
    };
  }

  private static void history(Exchange exchange, List<Message> messages, int after) {
    exchange.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("messages");
          for (Message message : messages) {
            MessageJson.history(json, message);
          }
          json.writeEndArray();
          int next = messages.isEmpty() ? after : messages.getLast().seq();
          json.writeNumberField("nextAfter", next);
          json.writeEndObject();
        });
  }
}
