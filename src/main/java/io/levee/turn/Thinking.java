package io.levee.turn;

import io.levee.conversation.Inbound;
import io.levee.conversation.Kind;
import io.levee.conversation.Named;
import io.levee.conversation.Place;
import io.levee.conversation.Sender;
import io.levee.conversation.Session;
import io.levee.conversation.Understood;
import io.levee.conversation.Wording;
import io.levee.dialogue.Considered;
import io.levee.dialogue.Decision;
import io.levee.dialogue.Dialogue;
import io.levee.dialogue.Facts;
import io.levee.dialogue.Plan;
import io.levee.dialogue.Reply;
import io.levee.dialogue.Said;
import io.levee.dialogue.TicketNumber;
import io.levee.dialogue.skill.OrderNumber;
import io.levee.dialogue.skill.ShopFacts;
import io.levee.handoff.HumanQueue;
import io.levee.storefront.Shop;
import io.levee.understanding.Depth;
import io.levee.understanding.slots.Catalogue;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hear, plan, gather, decide. Each look-up has its deadline, and the decision does without it. */
final class Thinking implements Mind {
  private static final Logger log = LoggerFactory.getLogger(Thinking.class);

  private final Context context;
  private final Supplier<TurnConfig> config;
  private final IntSupplier brownout;
  private final Supplier<Mindset> mindset;
  private final Dialogue dialogue;
  private final People people;
  private final ShopAnswers shopAnswers;
  private final Function<String, Catalogue> catalogues;
  private final Clock clock;

  Thinking(
      Context context,
      Supplier<TurnConfig> config,
      IntSupplier brownout,
      Supplier<Mindset> mindset,
      Dialogue dialogue,
      People people,
      Function<String, Shop> shops,
      Function<String, Catalogue> catalogues,
      Clock clock) {
    this.context = context;
    this.config = config;
    this.brownout = brownout;
    this.mindset = mindset;
    this.dialogue = dialogue;
    this.people = people;
    this.shopAnswers = new ShopAnswers(shops, config);
    this.catalogues = catalogues;
    this.clock = clock;
  }

  @Override
  public Future<Thought> think(Session session, Inbound message) {
    Future<Thought> thought;
    try {
      thought = hearAndDecide(session, message);
    } catch (RuntimeException fault) {
      thought = Future.failedFuture(fault);
    }
    return thought.succeeded()
        ? thought
        : thought.recover(fault -> Future.succeededFuture(apologise(session, message, fault)));
  }

  /** What was heard before and needs no look-up is decided at once. */
  private Future<Thought> hearAndDecide(Session session, Inbound message) {
    Mindset now = mindset.get();
    Reading reading = now.readings().of(message.text(), dialogue);
    Said said = Said.in(session, reading.utterance());
    List<Named> named = said.chosen() ? List.of() : named(now, reading, session, message);
    CompletableFuture<Understood> heard = hear(now, session, said, named);
    return heard.isDone() && !heard.isCompletedExceptionally()
        ? decide(now, session, message, said, naming(heard.join(), named))
        : Future.fromCompletionStage(heard, context)
            .compose(late -> decide(now, session, message, said, naming(late, named)));
  }

  private static Understood naming(Understood understood, List<Named> named) {
    return named.isEmpty() ? understood : understood.naming(named);
  }

  private List<Named> named(Mindset now, Reading reading, Session session, Inbound message) {
    Catalogue sold = catalogues.apply(session.customer().storefront());
    return reading.named(message, now.knowledge().zone(), sold);
  }

  private CompletableFuture<Understood> hear(
      Mindset now, Session session, Said said, List<Named> named) {
    // An option stands for itself, whatever was said before.
    if (said.chosen()) {
      return now.understanding()
          .hear(OrderNumber.without(said.text()), depth())
          .toCompletableFuture();
    }
    List<String> answered = session.talk().intents();
    String last = answered.isEmpty() ? "" : answered.getLast();
    return now.hearing()
        .hear(OrderNumber.without(said.text(), named), last, depth())
        .toCompletableFuture();
  }

  private Depth depth() {
    return switch (brownout.getAsInt()) {
      case 0 -> Depth.FULL;
      case 1 -> Depth.LEXICAL_ONLY;
      default -> Depth.CACHED_ONLY;
    };
  }

  private Future<Thought> decide(
      Mindset now, Session session, Inbound message, Said said, Understood understood) {
    Considered considered =
        dialogue.consider(session, message, said, understood, now.knowledge(), clock.instant());
    Plan plan = considered.plan();
    String ticket = TicketNumber.of(session.id(), session.lastSeq() + 1);
    return plan.equals(Plan.NOTHING)
        ? Future.succeededFuture(thought(understood, considered.decide(Facts.none(ticket))))
        : gather(session, plan, ticket).map(facts -> thought(understood, considered.decide(facts)));
  }

  private Future<Facts> gather(Session session, Plan plan, String ticket) {
    String storefront = session.customer().storefront();
    Future<Optional<HumanQueue.State>> queue =
        plan.queue()
            .map(skill -> inTime(people.state(storefront, skill)))
            .orElse(Future.succeededFuture(Optional.empty()));
    Future<Optional<Place>> place =
        plan.place()
            ? inTime(people.place(storefront, session.id())).map(found -> found.flatMap(p -> p))
            : Future.succeededFuture(Optional.empty());
    Future<ShopFacts> shop = shopAnswers.to(plan.shop(), session.customer());
    return Future.all(queue, place, shop)
        .map(all -> new Facts(queue.result(), place.result(), shop.result(), ticket));
  }

  /** What comes late or not at all is missing. Only reads: what goes on after that does no harm. */
  private <T> Future<Optional<T>> inTime(Future<T> lookUp) {
    return lookUp
        .timeout(config.get().gatherWithin().toMillis(), TimeUnit.MILLISECONDS)
        .map(Optional::of)
        .otherwise(Optional.empty());
  }

  private static Thought thought(Understood understood, Decision decision) {
    List<Thought.Line> lines = new ArrayList<>(decision.replies().size());
    for (Reply reply : decision.replies()) {
      lines.add(line(reply, understood));
    }
    return new Thought(
        Optional.of(understood),
        lines,
        decision.next(),
        decision.effects(),
        decision.standing(),
        decision.settles());
  }

  private static Thought.Line line(Reply reply, Understood understood) {
    return new Thought.Line(
        reply.kind() == Kind.TEXT ? Sender.BOT : Sender.SYSTEM,
        reply.kind(),
        reply.text(),
        reply.options(),
        reply.intent().isEmpty()
            ? Optional.empty()
            : Optional.of(understood.about(reply.intent())));
  }

  /** A fault of ours must not cost the shopper their message. */
  private static Thought apologise(Session session, Inbound message, Throwable fault) {
    log.atError()
        .addKeyValue("conversation", session.id())
        .addKeyValue("message", message.messageId())
        .addKeyValue("correlation", message.correlationId())
        .setCause(fault)
        .log("The bot could not make up its mind");
    return new Thought(
        Optional.empty(),
        List.of(Thought.Line.bot(Wording.of(session.talk().language(), "answer.fault"), List.of())),
        session,
        List.of(),
        Optional.empty(),
        false);
  }
}
