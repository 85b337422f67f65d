package io.levee.desk;

import io.levee.conversation.ConversationId;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Kind;
import io.levee.conversation.Message;
import io.levee.conversation.Session;
import io.levee.conversation.Standing;
import io.levee.desk.Conversations.Appended;
import io.levee.handoff.HumanQueue;
import io.levee.handoff.HumanQueue.Assignment;
import io.levee.handoff.HumanQueue.Waiting;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between the queue, which decides who gets whom, and the journal, which is the truth about who has
 * whom. Every way here ends with both saying the same; what a crash left half done is found by the
 * sweep and comes by here again.
 */
final class Assigner {
  private static final Logger log = LoggerFactory.getLogger(Assigner.class);

  /** Where the journal's last queued row is looked for. */
  private static final int LOOK_BACK = 100;

  /** An hour, in milliseconds; what is due later is looked at again then. */
  private static final long LONGEST_ALARM = 3_600_000;

  private final Home home;
  private final HumanQueue queue;
  private final Conversations conversations;
  private final Supplier<Map<String, AgentAccount>> accounts;
  private final Delivery delivery;
  private final Notifier notifier;
  private final QueueMeters meters;
  private final Clock clock;

  /** Storefronts that are being assigned now, and those where one more round is due then. */
  private final Set<String> assigning = new HashSet<>();

  private final Set<String> again = new HashSet<>();

  /** Storefronts where something changes by the mere passing of time, and when. */
  private final Map<String, Alarm> alarms = new HashMap<>();

  private record Alarm(Instant at, Runnable cancel) {}

  Assigner(
      Home home,
      HumanQueue queue,
      Conversations conversations,
      Supplier<Map<String, AgentAccount>> accounts,
      Delivery delivery,
      Notifier notifier,
      QueueMeters meters,
      Clock clock) {
    this.home = home;
    this.queue = queue;
    this.conversations = conversations;
    this.accounts = accounts;
    this.delivery = delivery;
    this.notifier = notifier;
    this.meters = meters;
    this.clock = clock;
  }

  Future<HumanQueue.Enqueued> enqueue(Waiting waiting) {
    return queue.enqueue(waiting).onSuccess(v -> assign(waiting.customer().storefront()));
  }

  Future<Void> leave(String storefront, ConversationId conversation) {
    return queue
        .release(storefront, conversation)
        .onSuccess(round -> given(storefront, round))
        .mapEmpty();
  }

  /** Gives out whoever waits, one round at a time; asked meanwhile, one more round follows. */
  void assign(String storefront) {
    if (!assigning.add(storefront)) {
      again.add(storefront);
      return;
    }
    queue
        .assign(storefront)
        .onComplete(
            result -> {
              assigning.remove(storefront);
              boolean more = again.remove(storefront);
              if (result.failed()) {
                unavailable(storefront, result.cause());
              } else {
                given(storefront, result.result());
                if (more) {
                  assign(storefront);
                }
              }
            });
  }

  private void given(String storefront, HumanQueue.Round round) {
    round.given().forEach(this::join);
    round.next().ifPresent(next -> arm(storefront, next));
  }

  /** Somebody may be given away when that moment has come: no sooner than that is it looked at. */
  private void arm(String storefront, Instant next) {
    Alarm armed = alarms.get(storefront);
    if (armed != null) {
      if (!next.isBefore(armed.at())) {
        return;
      }
      armed.cancel().run();
    }
    long wait = Math.clamp(next.toEpochMilli() - clock.millis(), 1, LONGEST_ALARM);
    Runnable cancel =
        home.later(
            wait,
            () -> {
              alarms.remove(storefront);
              assign(storefront);
            });
    alarms.put(storefront, new Alarm(next, cancel));
  }

  /** Writes into the conversation that the agent has joined. */
  void join(Assignment to) {
    AgentAccount account = accounts.get().get(to.agent());
    String name = account == null ? to.agent() : account.name();
    home.here(
            conversations.append(
                to.customer(), to.conversation(), s -> Steps.join(s, to, name, clock.instant())))
        .onFailure(failure -> unfinished(to.conversation(), failure))
        .onSuccess(
            appended -> {
              switch (appended) {
                case Appended.Stored stored -> {
                  meters.joined(to, clock.instant());
                  delivery.rows(stored.session(), stored.messages());
                }
                case Appended.Refused refused -> disagree(to, refused.session());
                case Appended.Unknown unknown -> drop(to);
                case Appended.Duplicate duplicate -> {}
                case Appended.Reused reused -> {}
              }
            });
  }

  /** The shopper went without a word: out of the queue, and the conversation says so. */
  void vanished(Waiting gone) {
    home.here(
            conversations.append(
                gone.customer(), gone.conversation(), s -> Steps.vanished(s, clock.instant())))
        .onFailure(failure -> unfinished(gone.conversation(), failure))
        .onSuccess(
            appended -> {
              String storefront = gone.customer().storefront();
              boolean later = appended instanceof Appended.Refused r && waits(r.session());
              Future<Void> done =
                  later
                      ? queue.keeps(storefront, gone.conversation())
                      : leave(storefront, gone.conversation());
              done.onFailure(failure -> unavailable(storefront, failure));
              if (appended instanceof Appended.Stored stored) {
                delivery.rows(stored.session(), stored.messages());
              }
            });
  }

  /** The agent is gone: back to the head of the queue, and the shopper is told. */
  void requeue(Assignment from) {
    home.here(
            conversations.append(
                from.customer(),
                from.conversation(),
                s -> Steps.requeue(s, from.agent(), clock.instant())))
        .onFailure(failure -> unfinished(from.conversation(), failure))
        .onSuccess(
            appended -> {
              switch (appended) {
                case Appended.Stored stored -> {
                  meters.requeued.increment();
                  delivery.rows(stored.session(), stored.messages());
                  notifier.changed(from.customer().storefront(), from.agent(), from.conversation());
                  Instant now = stored.messages().getLast().at();
                  back(from, stored.session(), HumanQueue.HEAD, now);
                }
                case Appended.Refused refused when waits(refused.session()) ->
                    back(from, refused.session(), from.priority(), from.since());
                case Appended.Refused refused -> disagree(from, refused.session());
                case Appended.Unknown unknown -> drop(from);
                case Appended.Duplicate duplicate -> {}
                case Appended.Reused reused -> {}
              }
            });
  }

  /** The queue says that the agent has it, this node does not know of it: makes the two agree. */
  void settle(Assignment held) {
    home.here(conversations.session(held.customer(), held.conversation()))
        .onFailure(failure -> unfinished(held.conversation(), failure))
        .onSuccess(
            session -> {
              if (session.isEmpty()) {
                drop(held);
              } else if (waits(session.get())) {
                joinOrReturn(held, session.get());
              } else {
                disagree(held, session.get());
              }
            });
  }

  /** Off the desk of {@code from} and into the queue where the journal has put it already. */
  Future<Void> back(Assignment from, Session session, int priority, Instant since) {
    String storefront = from.customer().storefront();
    Waiting waiting =
        new Waiting(
            from.conversation(),
            from.customer(),
            session.handover().skill(),
            priority,
            since,
            session.handover().grade());
    return queue
        .requeue(waiting, from.agent())
        .onSuccess(v -> assign(storefront))
        .onFailure(failure -> unavailable(storefront, failure))
        .mapEmpty();
  }

  /**
   * It waits, says the journal. Either the agent was to join and nobody wrote it down, or the agent
   * gave it away and nobody told the queue: whichever is younger happened last.
   */
  private void joinOrReturn(Assignment held, Session session) {
    int after = Math.max(0, session.lastSeq() - LOOK_BACK);
    home.here(conversations.history(held.conversation(), after, LOOK_BACK))
        .onFailure(failure -> unfinished(held.conversation(), failure))
        .onSuccess(
            rows -> {
              Instant queued =
                  rows.stream()
                      .filter(row -> row.kind() == Kind.QUEUED)
                      .map(Message::at)
                      .reduce((first, second) -> second)
                      .orElse(Instant.MIN);
              if (queued.isAfter(held.at())) {
                back(held, session, HumanQueue.HEAD, queued);
              } else {
                join(held);
              }
            });
  }

  /** The journal is right: the queue follows it. */
  private void disagree(Assignment held, Session session) {
    if (Steps.has(session, held.agent())) {
      delivery.rows(session, List.of());
    } else if (session.closed() || session.handledBy() != HandledBy.HUMAN) {
      if (!waits(session)) {
        drop(held);
      }
    } else {
      giveTo(session.handover().agent(), held);
    }
  }

  /** The journal knows another agent: theirs, also when they have enough to do already. */
  private void giveTo(String agent, Assignment held) {
    String storefront = held.customer().storefront();
    Waiting waiting = held.waiting();
    Standing standing =
        new Standing(
            held.conversation(),
            held.customer(),
            held.skill(),
            held.priority(),
            held.since(),
            agent,
            held.grade());
    queue
        .handTo(waiting, agent)
        .compose(
            taken ->
                taken
                    ? Future.<Void>succeededFuture()
                    : queue
                        .intact(storefront)
                        .compose(
                            intact ->
                                intact
                                    ? queue
                                        .leave(storefront, held.conversation())
                                        .compose(v -> queue.restore(storefront, List.of(standing)))
                                    : Future.succeededFuture()))
        .onFailure(failure -> unavailable(storefront, failure));
  }

  private void drop(Assignment held) {
    String storefront = held.customer().storefront();
    leave(storefront, held.conversation()).onFailure(failure -> unavailable(storefront, failure));
  }

  private static boolean waits(Session session) {
    return !session.closed() && session.handledBy() == HandledBy.QUEUE;
  }

  private static void unavailable(String storefront, Throwable failure) {
    log.atWarn()
        .addKeyValue("storefront", storefront)
        .addKeyValue("cause", failure.getMessage())
        .log("the human queue cannot be reached; the sweep tries again");
  }

  private static void unfinished(ConversationId conversation, Throwable failure) {
    log.atWarn()
        .addKeyValue("conversation", conversation)
        .addKeyValue("cause", failure.getMessage())
        .log("a hand-over could not be written down; the sweep tries again");
  }
}
