package io.levee.turn;

import io.levee.conversation.Effect;
import io.levee.conversation.Inbound;
import io.levee.conversation.Message;
import io.levee.journal.Journal;
import io.levee.journal.Outbox;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what a dead gateway, or one that could not reach Redis, left undone: effects that are
 * due and questions without an answer. Not the usual way of anything: whoever commits carries out
 * its own.
 */
final class Sweep {
  private static final Logger log = LoggerFactory.getLogger(Sweep.class);

  private final Vertx vertx;
  private final Supplier<TurnConfig> config;
  private final Roads roads;
  private long timer = -1;
  private boolean stopped;

  Sweep(Vertx vertx, Supplier<TurnConfig> config, Roads roads) {
    this.vertx = vertx;
    this.config = config;
    this.roads = roads;
  }

  /** Begins; must be called on an event loop, which owns it from then on. */
  void start() {
    once().onComplete(done -> again());
  }

  void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  private void again() {
    if (!stopped) {
      timer = vertx.setTimer(config.get().sweepEvery().toMillis(), now -> start());
    }
  }

  private Future<Void> once() {
    int most = config.get().sweepAtOnce();
    Future<?> effects =
        roads
            .anywhere(loop -> loop.outbox().take(most))
            .compose(due -> Future.join(due.stream().map(this::carry).toList()));
    Future<?> questions =
        roads
            .anywhere(loop -> loop.journal().pending(config.get().resumeAfter(), most))
            .compose(left -> Future.join(left.stream().map(this::resume).toList()));
    return Future.join(effects, questions)
        .<Void>mapEmpty()
        .onFailure(
            later ->
                log.atDebug()
                    .addKeyValue("cause", later.getMessage())
                    .log("Some of what is left over has to wait"));
  }

  private Future<?> carry(Outbox.Due due) {
    if (due.effect() instanceof Effect.Return back) {
      // Begun, not waited for: a slow shop must not hold up what is due besides.
      return roads.on(
          due.customer(),
          loop -> {
            loop.effects().begin(due, back);
            return Future.succeededFuture();
          });
    }
    return roads.on(
        due.customer(),
        loop ->
            loop.lanes()
                .runAnyway(
                    due.customer().lane(),
                    () ->
                        loop.loader()
                            .stored(due.customer(), Optional.of(due.conversation()), true)
                            .compose(
                                session ->
                                    session.isPresent()
                                            && Effects.wanted(due.effect(), session.get())
                                        ? loop.effects().carry(session.get(), due.effect())
                                        : Future.succeededFuture(Optional.empty()))
                            .onSuccess(
                                done ->
                                    loop.outbox()
                                        .done(due.conversation(), due.seq(), due.ordinal()))));
  }

  private Future<?> resume(Journal.Pending left) {
    Message question = left.message();
    Inbound in =
        new Inbound(
            left.customer(),
            Optional.of(question.conversation()),
            question.messageId(),
            "resumed",
            "",
            question.text(),
            question.attachments(),
            question.at(),
            Optional.empty(),
            left.correlationId());
    log.atInfo()
        .addKeyValue("conversation", question.conversation())
        .addKeyValue("seq", question.seq())
        .addKeyValue("correlation", left.correlationId())
        .log("Takes up a question that was left without an answer");
    return roads.on(left.customer(), loop -> loop.turn().resume(in, question));
  }
}
