package io.levee.turn;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Effect;
import io.levee.conversation.Kind;
import io.levee.conversation.Language;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import io.levee.conversation.Session;
import io.levee.desk.Conversations.Step;
import io.levee.dialogue.skill.ReturnWords;
import io.levee.storefront.ActionResult;
import io.levee.storefront.Quantity;
import io.levee.storefront.ReturnRequest;
import io.levee.storefront.Shop;
import io.levee.storefront.ShopFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the shop to take goods back: once, however often it is tried, since every try shows the same
 * key. The shopper is told what became of it, and, when it takes long, that it does. One per event
 * loop, which owns it.
 */
final class Returns {
  private static final Logger log = LoggerFactory.getLogger(Returns.class);

  private final Function<String, Shop> shops;
  private final Supplier<TurnConfig> config;
  private final Clock clock;
  private final Set<String> underWay = new HashSet<>();
  private final MeterRegistry meters;
  private Appender appender;

  Returns(
      Function<String, Shop> shops,
      Supplier<TurnConfig> config,
      Clock clock,
      MeterRegistry meters) {
    this.shops = shops;
    this.config = config;
    this.clock = clock;
    this.meters = meters;
  }

  /** The appender carries effects too, so it is there only after this. */
  void through(Appender appender) {
    this.appender = appender;
  }

  /**
   * Must not be awaited on the customer's lane, where the result is written.
   *
   * @param seq of the entry that asked for it: with the conversation, the key
   * @param attempts how often it was tried before
   * @return completes when the result is written; fails when it has to be tried again
   */
  Future<Void> carry(
      Customer customer, ConversationId conversation, int seq, Effect.Return back, int attempts) {
    String key = conversation + ":" + seq;
    if (!underWay.add(key)) {
      return Future.failedFuture("the shop is being asked just now");
    }
    return Future.succeededFuture()
        .compose(
            begin -> shops.apply(customer.storefront()).requestReturn(customer, request(key, back)))
        .map(result -> word(back, result))
        .recover(failure -> failed(customer, conversation, seq, back, attempts, failure))
        .compose(words -> tell(customer, conversation, "return-" + seq, words))
        .onComplete(end -> underWay.remove(key));
  }

  private void count(String outcome) {
    meters.counter("levee.turn.returns", "outcome", outcome.toLowerCase(Locale.ROOT)).increment();
  }

  private static ReturnRequest request(String key, Effect.Return back) {
    return new ReturnRequest(
        key,
        back.order(),
        // In one order, whatever the process: shops compare a repetition with the first request.
        back.pieces().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(line -> new Quantity(line.getKey(), line.getValue()))
            .toList(),
        back.reason());
  }

  private Function<Language, String> word(Effect.Return back, ActionResult result) {
    count(result.getClass().getSimpleName());
    return language -> ReturnWords.of(language, back.order(), result);
  }

  /**
   * Whether it was done is not known as long as the shop is silent: only then is it tried again.
   */
  private Future<Function<Language, String>> failed(
      Customer customer,
      ConversationId conversation,
      int seq,
      Effect.Return back,
      int attempts,
      Throwable failure) {
    // Not begun, or answered: not done. Anything else may or may not have been done.
    boolean known =
        failure instanceof IllegalArgumentException
            || failure instanceof ShopFailure.NotFound
            || failure instanceof ShopFailure.NeedsIdentity
            || failure instanceof ShopFailure.SessionExpired
            || failure instanceof ShopFailure.Refused
            || failure instanceof ShopFailure.Unsupported;
    log.atWarn()
        .addKeyValue("conversation", conversation)
        .addKeyValue("seq", seq)
        .addKeyValue("attempts", attempts + 1)
        .addKeyValue("cause", failure.getMessage())
        .log("The shop could not be asked for a return");
    if (known) {
      count("failed");
      return Future.succeededFuture(language -> ReturnWords.failed(language, back.order()));
    }
    if (attempts + 1 >= config.get().returnAttempts()) {
      count("unknown");
      return Future.succeededFuture(language -> ReturnWords.unknown(language, back.order()));
    }
    count("again");
    return tell(
            customer,
            conversation,
            "return-late-" + seq,
            language -> ReturnWords.late(language, back.order()))
        .compose(told -> Future.failedFuture(failure));
  }

  /** Told once, by its id, however often it is tried; nothing to a conversation that has ended. */
  private Future<Void> tell(
      Customer customer, ConversationId conversation, String id, Function<Language, String> words) {
    return appender.append(customer, conversation, session -> step(session, id, words)).mapEmpty();
  }

  private Optional<Step> step(Session session, String id, Function<Language, String> words) {
    if (session.closed()) {
      log.atInfo()
          .addKeyValue("conversation", session.id())
          .addKeyValue("told", id)
          .log("What became of a return is not told: the conversation has ended");
      return Optional.empty();
    }
    Message message =
        new Message(
            session.id(),
            session.lastSeq() + 1,
            Sender.BOT,
            Kind.TEXT,
            id,
            words.apply(session.talk().language()),
            List.of(),
            List.of(),
            clock.instant(),
            "",
            Optional.empty());
    return Optional.of(
        new Step(List.of(message), session.at(message.seq()), List.of(), Optional.empty(), false));
  }
}
