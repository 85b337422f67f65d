package io.levee.redis;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether anybody else listens to a topic that we listen to. All but {@link #isThere} belongs to
 * one context.
 *
 * <p>That is found out by a question on the topic itself. Redis tells how many it reached; if that
 * is one, and it comes back to us, we are alone, and believe so for a while. Whoever begins to
 * listen asks until the question comes back, so that all who thought to be alone hear of it when
 * that one can be reached.
 */
final class Audience {
  /** What a question begins with; no payload does. */
  private static final String MARK = "\u0001";

  /** A question that has reached Redis and not come back, since we are not listening yet. */
  private static final long AGAIN_MILLIS = 50;

  /** What is known is not believed for longer than that. */
  private static final Duration BELIEVED = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final Context context;
  private final RedisLink link;
  private final String topic;
  private final BooleanSupplier listening;
  private final long span;
  private final LongSupplier nanoTime;

  /** Tells our questions from those of others. */
  private final String asker = MARK + UUID.randomUUID() + ' ';

  private long questions;

  /** We listen no more: a question would never come back. */
  private boolean left;

  /** Asked and not answered; empty: nothing is. */
  private String question = "";

  /** How many that reached; 0: Redis has not told. */
  private long reached;

  private boolean back;

  private volatile boolean alone;
  private volatile long believedUntil;
  private final AtomicBoolean asking = new AtomicBoolean();

  /**
   * @param link says the questions
   * @param listening whether what is said can be heard at all
   * @param heartbeat how often who listens makes sure that it still does
   */
  Audience(
      Vertx vertx,
      Context context,
      RedisLink link,
      String topic,
      BooleanSupplier listening,
      Duration heartbeat,
      LongSupplier nanoTime) {
    this.vertx = vertx;
    this.context = context;
    this.link = link;
    this.topic = topic;
    this.listening = listening;
    this.span = Math.min(BELIEVED.toNanos(), heartbeat.toNanos());
    this.nanoTime = nanoTime;
    this.believedUntil = nanoTime.getAsLong();
  }

  static boolean isQuestion(String payload) {
    return payload.startsWith(MARK);
  }

  /** False only when surely nobody does; from any thread. */
  boolean isThere() {
    if (nanoTime.getAsLong() - believedUntil < 0) {
      return !alone;
    }
    if (asking.compareAndSet(false, true)) {
      context.runOnContext(v -> ask());
    }
    return true;
  }

  void ask() {
    if (left || !listening.getAsBoolean()) {
      believe(false);
      return;
    }
    String asked = asker + ++questions;
    question = asked;
    reached = 0;
    back = false;
    link.send(Request.cmd(Command.PUBLISH).arg(topic).arg(asked))
        .onSuccess(
            count -> {
              if (asked.equals(question)) {
                reached = count.toLong();
                answered();
              }
            });
  }

  /** Asks once more where nothing has come of the last question. */
  void askAgain() {
    if (!question.isEmpty()) {
      ask();
    }
  }

  /** A question was on the topic: ours is back, or somebody has come, who counts from now on. */
  void heard(String asked) {
    if (asked.equals(question)) {
      back = true;
      answered();
    } else if (!asked.startsWith(asker)) {
      believe(false);
    }
  }

  /** We hear nothing any more, and so do not know who listens. */
  void lost() {
    believe(false);
  }

  /** We listen to the topic no more; who listens to it later knows another audience. */
  void leave() {
    left = true;
    believe(false);
  }

  private void answered() {
    if (back && reached > 0) {
      believe(reached == 1);
    } else if (!back) {
      String asked = question;
      vertx.setTimer(
          AGAIN_MILLIS,
          due -> {
            if (asked.equals(question)) {
              ask();
            }
          });
    }
  }

  private void believe(boolean nobody) {
    question = "";
    alone = nobody;
    believedUntil = nanoTime.getAsLong() + span;
    asking.set(false);
  }
}
