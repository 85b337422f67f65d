package io.levee.handoff;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Grade;
import io.levee.conversation.Place;
import io.levee.conversation.Standing;
import io.levee.redis.RedisLink;
import io.levee.redis.Script;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The queue as scripts in Redis: each operation is one, so that gateways racing each other can
 * neither give one customer to two agents nor an agent more than they hold. The keys are described
 * in {@code prelude.lua}.
 */
final class RedisHumanQueue implements HumanQueue {
  private static final Script ENQUEUE = script("enqueue");
  private static final Script REQUEUE = script("requeue");
  private static final Script RAISE = script("raise");
  private static final Script LEAVE = script("give", "leave");
  private static final Script HAND_TO = script("hand_to");
  private static final Script ASSIGN = script("give", "assign");
  private static final Script READY = script("ready");
  private static final Script PRESENT = script("present");
  private static final Script STILL = script("still");
  private static final Script LEAVING = script("leaving");
  private static final Script ABSENT = script("absent");
  private static final Script EXPIRE = script("expire");
  private static final Script DESK = script("desk");
  private static final Script PLACES = script("places");
  private static final Script STATE = script("state");
  private static final Script SEEN = script("seen");
  private static final Script VANISHED = script("vanished");
  private static final Script KEEPS = script("keeps");
  private static final Script CHECK = script("check");
  private static final Script RESTORE = script("restore");
  private static final Script KNOWN = script("known");
  private static final Script INTACT = script("intact");

  /** A script keeps all of Redis waiting, so it does no more than so many at once. */
  private static final int PART = 100;

  /** So many ids are listed at once. */
  private static final int PAGE = 2000;

  private final RedisLink link;
  private final Supplier<HandoffConfig> config;
  private final Clock clock;
  private final HandoffMeters meters;

  RedisHumanQueue(
      RedisLink link, Supplier<HandoffConfig> config, Clock clock, HandoffMeters meters) {
    this.link = link;
    this.config = config;
    this.clock = clock;
    this.meters = meters;
  }

  @Override
  public Future<Enqueued> enqueue(Waiting waiting) {
    String storefront = waiting.customer().storefront();
    HandoffConfig now = config.get();
    boolean closed = new Routes(now).opens(waiting.skill(), clock.instant()).isPresent();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                now(),
                waiting.conversation().toString(),
                Integer.toString(closed ? 0 : now.maxWaiting()),
                millis(now.handlingTime()),
                millis(now.patience()),
                millis(now.maxWait())));
    arguments.addAll(told(waiting));
    return run(ENQUEUE, storefront, arguments)
        .compose(
            answer ->
                answer.get(0).toString().equals("graver")
                    ? raise(waiting, answer.get(1))
                    : Future.succeededFuture(enqueued(answer)))
        .onSuccess(
            result ->
                meters.enqueued(
                    storefront,
                    switch (result) {
                      case Enqueued.At at -> "at";
                      case Enqueued.Taken taken -> "taken";
                      case Enqueued.Full full -> closed ? "closed" : "full";
                    }));
  }

  /** Graver than it waits as. */
  private Future<Enqueued> raise(Waiting now, Response entry) {
    String storefront = now.customer().storefront();
    Waiting was = QueueCodec.waiting(storefront, now.conversation(), entry);
    Waiting raised =
        new Waiting(
            was.conversation(),
            was.customer(),
            was.skill(),
            Math.max(was.priority(), now.priority()),
            was.since(),
            now.grade());
    Instant at = clock.instant();
    List<String> arguments = new ArrayList<>(List.of(now(), now.conversation().toString()));
    arguments.addAll(QueueCodec.told(raised, config.get(), at, at));
    return run(RAISE, storefront, arguments)
        .compose(
            answer ->
                answer.get(0).toString().equals("gone")
                    ? enqueue(now)
                    : Future.succeededFuture(enqueued(answer)));
  }

  @Override
  public Future<Void> leave(String storefront, ConversationId conversation) {
    return leave(storefront, conversation, "", 0).mapEmpty();
  }

  @Override
  public Future<Round> release(String storefront, ConversationId conversation) {
    long began = System.nanoTime();
    return leave(storefront, conversation, "", config.get().assignBatch())
        .map(answer -> round(storefront, answer, 1, began));
  }

  private Future<Response> leave(
      String storefront, ConversationId conversation, String before, int most) {
    HandoffConfig now = config.get();
    return run(
            LEAVE,
            storefront,
            now(),
            conversation.toString(),
            millis(now.wrapUp()),
            millis(now.stickyFor()),
            before,
            Integer.toString(most))
        .onSuccess(
            answer -> {
              if (before.isEmpty() && answer.get(0).toString().equals("waiting")) {
                meters.abandoned(storefront);
              }
            });
  }

  @Override
  public Future<Enqueued> requeue(Waiting waiting, String from) {
    List<String> arguments =
        new ArrayList<>(List.of(now(), waiting.conversation().toString(), from));
    arguments.addAll(told(waiting));
    return run(REQUEUE, waiting.customer().storefront(), arguments).map(this::enqueued);
  }

  @Override
  public Future<Boolean> handTo(Waiting waiting, String agent) {
    List<String> arguments =
        new ArrayList<>(List.of(now(), waiting.conversation().toString(), agent));
    arguments.addAll(told(waiting));
    return run(HAND_TO, waiting.customer().storefront(), arguments)
        .map(answer -> answer.toInteger() == 1);
  }

  @Override
  public Future<Round> assign(String storefront) {
    long began = System.nanoTime();
    return run(
            ASSIGN,
            storefront,
            now(),
            Integer.toString(config.get().assignBatch()),
            millis(config.get().stickyFor()))
        .map(answer -> round(storefront, answer, 0, began));
  }

  /** What {@code give} answers in {@code give.lua}. */
  private Round round(String storefront, Response answer, int at, long began) {
    meters.round(System.nanoTime() - began);
    String next = answer.get(at).toString();
    List<Assignment> given = QueueCodec.assignments(storefront, answer, at + 1);
    given.forEach(one -> meters.assigned(storefront, one.since(), one.at()));
    return new Round(
        given,
        next.isEmpty()
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli((long) Double.parseDouble(next))));
  }

  @Override
  public Future<Boolean> ready(String storefront, String user) {
    return run(READY, storefront, now(), user).map(ended -> ended.toInteger() > 0);
  }

  @Override
  public Future<Long> choose(String storefront, Agent agent, String reason) {
    return present(storefront, agent, reason, "");
  }

  @Override
  public Future<Long> keep(String storefront, Agent agent, String reason, long choice) {
    return present(storefront, agent, reason, Long.toString(choice));
  }

  private Future<Long> present(String storefront, Agent agent, String reason, String choice) {
    List<String> arguments =
        new ArrayList<>(List.of(now(), after(config.get().presence()), agent.user()));
    arguments.addAll(QueueCodec.agent(agent));
    arguments.add(reason);
    arguments.add(choice);
    return run(PRESENT, storefront, arguments).map(Response::toLong);
  }

  @Override
  public Future<Optional<Known>> still(String storefront, String user) {
    return run(STILL, storefront, now(), after(config.get().presence()), user)
        .map(told -> Optional.ofNullable(told).map(all -> QueueCodec.known(user, all)));
  }

  @Override
  public Future<Void> leaving(String storefront, String user, Duration grace) {
    return run(LEAVING, storefront, now(), after(grace), user).mapEmpty();
  }

  @Override
  public Future<List<Assignment>> absent(String storefront, String user) {
    return run(ABSENT, storefront, user)
        .map(answer -> QueueCodec.assignments(storefront, answer, 0));
  }

  @Override
  public Future<List<Assignment>> expire(String storefront) {
    return run(EXPIRE, storefront, now())
        .map(answer -> QueueCodec.assignments(storefront, answer, 0));
  }

  @Override
  public Future<List<Assignment>> desk(String storefront, String user) {
    return run(DESK, storefront, user).map(answer -> QueueCodec.assignments(storefront, answer, 0));
  }

  @Override
  public Future<Map<ConversationId, Place>> places(
      String storefront, Collection<ConversationId> conversations) {
    return places(storefront, List.copyOf(conversations), 0, new HashMap<>());
  }

  private Future<Map<ConversationId, Place>> places(
      String storefront, List<ConversationId> asked, int from, Map<ConversationId, Place> found) {
    if (from >= asked.size()) {
      return Future.succeededFuture(found);
    }
    List<ConversationId> part = asked.subList(from, Math.min(asked.size(), from + PART));
    return run(PLACES, storefront, with(List.of(now()), part))
        .compose(
            answer -> {
              List<WaitEstimate> estimates = new ArrayList<>();
              answer.get(0).forEach(m -> estimates.add(QueueCodec.estimate(m, config.get())));
              Response places = answer.get(1);
              for (int i = 0; i < part.size(); i++) {
                int position = places.get(3 * i).toInteger();
                if (position > 0) {
                  boolean free = places.get(3 * i + 1).toInteger() == 1;
                  WaitEstimate estimate = estimates.get(places.get(3 * i + 2).toInteger() - 1);
                  found.put(part.get(i), place(position, free, estimate));
                }
              }
              return places(storefront, asked, from + PART, found);
            });
  }

  @Override
  public Future<Optional<Place>> place(String storefront, ConversationId conversation) {
    return places(storefront, List.of(conversation))
        .map(places -> Optional.ofNullable(places.get(conversation)));
  }

  @Override
  public Future<State> state(String storefront, String skill) {
    HandoffConfig now = config.get();
    Routes routes = new Routes(now);
    Instant at = clock.instant();
    List<String> arguments = new ArrayList<>(List.of(now(), skill));
    if (!skill.isEmpty()) {
      routes.of(skill, Grade.ORDINARY, at).stream()
          .filter(step -> step.after().isZero())
          .forEach(step -> arguments.add(step.line()));
    }
    Optional<Instant> opens = skill.isEmpty() ? Optional.empty() : routes.opens(skill, at);
    return run(STATE, storefront, arguments)
        .map(
            answer -> {
              int waiting = answer.get(0).toInteger();
              int ahead = answer.get(1).toInteger();
              int agents = answer.get(3).toInteger();
              boolean free = answer.get(4).toInteger() == 1;
              WaitEstimate estimate = QueueCodec.estimate(answer.get(5), now);
              double most = estimate.most((double) now.maxWait().toMillis());
              return new State(
                  waiting,
                  waiting >= now.maxWaiting() || (agents > 0 && !free && ahead + 1 > most),
                  free ? 0 : estimate.seconds(ahead),
                  (int) (answer.get(2).toLong() / 1000),
                  agents,
                  ahead,
                  opens);
            });
  }

  @Override
  public Future<Void> seen(String storefront, Collection<ConversationId> conversations) {
    List<ConversationId> all = List.copyOf(conversations);
    Future<Void> done = Future.succeededFuture();
    for (int from = 0; from < all.size(); from += PART) {
      List<ConversationId> part = all.subList(from, Math.min(all.size(), from + PART));
      done = done.compose(v -> run(SEEN, storefront, with(List.of(now()), part)).mapEmpty());
    }
    return done;
  }

  @Override
  public Future<List<Waiting>> vanished(String storefront) {
    String before = Long.toString(clock.millis() - config.get().away().toMillis());
    return run(VANISHED, storefront, before, Integer.toString(PART))
        .map(
            answer ->
                QueueCodec.assignments(storefront, answer, 0).stream()
                    .map(Assignment::waiting)
                    .toList());
  }

  @Override
  public Future<Void> keeps(String storefront, ConversationId conversation) {
    return run(KEEPS, storefront, conversation.toString()).mapEmpty();
  }

  @Override
  public Future<List<Violation>> violations(String storefront) {
    return violations(storefront, "0", "0", new LinkedHashSet<>());
  }

  private Future<List<Violation>> violations(
      String storefront, String agents, String assigned, Set<Violation> found) {
    return run(CHECK, storefront, now(), agents, assigned)
        .compose(
            answer -> {
              for (int i = 2; i + 1 < answer.size(); i += 2) {
                found.add(new Violation(answer.get(i).toString(), answer.get(i + 1).toString()));
              }
              String agent = answer.get(0).toString();
              String held = answer.get(1).toString();
              return agent.equals("-") && held.equals("-")
                  ? Future.succeededFuture(List.copyOf(found))
                  : violations(storefront, agent, held, found);
            });
  }

  @Override
  public Future<Void> restore(String storefront, List<Standing> standings) {
    return restore(storefront, standings, "", 0);
  }

  @Override
  public Future<Void> reconcile(String storefront, List<Standing> standings, Instant asOf) {
    String before = Long.toString(asOf.toEpochMilli());
    Set<String> stand = new HashSet<>();
    standings.forEach(one -> stand.add(one.conversation().toString()));
    return restore(storefront, standings, before, 0)
        .compose(v -> strangers(storefront, stand, 0, new ArrayList<>()))
        .compose(
            strangers -> {
              Future<Void> done = Future.succeededFuture();
              for (ConversationId stranger : strangers) {
                done = done.compose(v -> leave(storefront, stranger, before, 0).mapEmpty());
              }
              return done;
            });
  }

  /** What Redis knows and the journal does not. */
  private Future<List<ConversationId>> strangers(
      String storefront, Set<String> stand, int from, List<ConversationId> found) {
    String last = Integer.toString(from + PAGE - 1);
    return run(KNOWN, storefront, Integer.toString(from), last)
        .compose(
            known -> {
              for (Response one : known) {
                if (!stand.contains(one.toString())) {
                  ConversationId.parse(one.toString()).ifPresent(found::add);
                }
              }
              return known.size() < PAGE
                  ? Future.succeededFuture(found)
                  : strangers(storefront, stand, from + PAGE, found);
            });
  }

  @Override
  public Future<Boolean> intact(String storefront) {
    return run(INTACT, storefront).map(answer -> answer.toInteger() == 1);
  }

  private Future<Void> restore(
      String storefront, List<Standing> standings, String before, int from) {
    int to = Math.min(standings.size(), from + PART);
    boolean last = to == standings.size();
    List<String> arguments =
        new ArrayList<>(List.of(now(), after(config.get().presence()), last ? "1" : "0", before));
    for (Standing standing : standings.subList(from, to)) {
      arguments.add(standing.conversation().toString());
      arguments.add(standing.agent());
      arguments.addAll(
          told(
              new Waiting(
                  standing.conversation(),
                  standing.customer(),
                  standing.skill(),
                  standing.priority(),
                  standing.since(),
                  standing.grade())));
    }
    return run(RESTORE, storefront, arguments)
        .compose(
            done -> last ? Future.succeededFuture() : restore(storefront, standings, before, to));
  }

  private Enqueued enqueued(Response answer) {
    return switch (answer.get(0).toString()) {
      case "at" -> {
        boolean free = answer.get(2).toInteger() == 1;
        WaitEstimate estimate = QueueCodec.estimate(answer.get(3), config.get());
        yield new Enqueued.At(place(answer.get(1).toInteger(), free, estimate));
      }
      case "taken" -> new Enqueued.Taken(answer.get(1).toString());
      default -> new Enqueued.Full();
    };
  }

  private static Place place(int position, boolean free, WaitEstimate estimate) {
    return new Place(position, free ? 0 : estimate.seconds(position - 1));
  }

  private List<String> told(Waiting waiting) {
    return QueueCodec.told(waiting, config.get(), waiting.since(), clock.instant());
  }

  private static List<String> with(List<String> first, List<ConversationId> conversations) {
    List<String> arguments = new ArrayList<>(first);
    conversations.forEach(conversation -> arguments.add(conversation.toString()));
    return arguments;
  }

  private Future<Response> run(Script script, String storefront, String... arguments) {
    return run(script, storefront, List.of(arguments));
  }

  private Future<Response> run(Script script, String storefront, List<String> arguments) {
    return link.eval(script, List.of("{levee:" + storefront + "}"), arguments)
        .recover(
            failure ->
                Future.failedFuture(
                    new QueueUnavailable(
                        "the human queue cannot be reached: " + failure.getMessage(), failure)));
  }

  private String now() {
    return Long.toString(clock.millis());
  }

  private String after(Duration time) {
    return Long.toString(clock.millis() + time.toMillis());
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }

  private static Script script(String... parts) {
    StringBuilder text = new StringBuilder(part("prelude"));
    for (String name : parts) {
      text.append(part(name));
    }
    return Script.of(text.toString());
  }

  private static String part(String name) {
    return Script.of(RedisHumanQueue.class, name + ".lua").text();
  }
}
