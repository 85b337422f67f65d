package io.levee.handoff;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Place;
import io.levee.conversation.Standing;
import io.levee.redis.RedisLink;
import io.levee.redis.Script;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The queue as scripts in Redis: each operation is one, so that gateways racing each other can
 * neither give one customer to two agents nor an agent more than they hold. The keys are described
 * in {@code prelude.lua}.
 */
final class RedisHumanQueue implements HumanQueue {
  private static final Script ENQUEUE = script("enqueue");
  private static final Script REQUEUE = script("requeue");
  private static final Script LEAVE = script("leave");
  private static final Script HAND_TO = script("hand_to");
  private static final Script ASSIGN = script("assign");
  private static final Script PRESENT = script("present");
  private static final Script STILL = script("still");
  private static final Script LEAVING = script("leaving");
  private static final Script ABSENT = script("absent");
  private static final Script EXPIRE = script("expire");
  private static final Script DESK = script("desk");
  private static final Script PLACES = script("places");
  private static final Script STATE = script("state");
  private static final Script RESTORE = script("restore");
  private static final Script INTACT = script("intact");

  /** So many standings go back in one script: a script keeps all of Redis waiting. */
  private static final int RESTORE_PART = 200;

  private final RedisLink link;
  private final Supplier<HandoffConfig> config;
  private final Clock clock;

  RedisHumanQueue(RedisLink link, Supplier<HandoffConfig> config, Clock clock) {
    this.link = link;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Future<Enqueued> enqueue(Waiting waiting) {
    return run(
            ENQUEUE,
            waiting.customer().storefront(),
            now(),
            handling(),
            waiting.conversation().toString(),
            QueueCodec.entry(waiting),
            Integer.toString(config.get().maxWaiting()))
        .map(RedisHumanQueue::enqueued);
  }

  @Override
  public Future<Void> leave(String storefront, ConversationId conversation) {
    return run(LEAVE, storefront, now(), conversation.toString()).mapEmpty();
  }

  @Override
  public Future<Enqueued> requeue(Waiting waiting, String from) {
    return run(
            REQUEUE,
            waiting.customer().storefront(),
            now(),
            handling(),
            waiting.conversation().toString(),
            QueueCodec.entry(waiting),
            from)
        .map(RedisHumanQueue::enqueued);
  }

  @Override
  public Future<Boolean> handTo(Waiting waiting, String agent) {
    return run(
            HAND_TO,
            waiting.customer().storefront(),
            now(),
            waiting.conversation().toString(),
            QueueCodec.entry(waiting),
            agent)
        .map(answer -> answer.toInteger() == 1);
  }

  @Override
  public Future<List<Assignment>> assign(String storefront) {
    String most = Integer.toString(config.get().assignBatch());
    return run(ASSIGN, storefront, now(), handling(), most)
        .map(answer -> QueueCodec.assignments(storefront, answer));
  }

  @Override
  public Future<Void> present(String storefront, Agent agent) {
    return run(
            PRESENT,
            storefront,
            now(),
            after(config.get().presence()),
            agent.user(),
            QueueCodec.agent(agent))
        .mapEmpty();
  }

  @Override
  public Future<Optional<Agent>> still(String storefront, String user) {
    return run(STILL, storefront, now(), after(config.get().presence()), user)
        .map(
            record ->
                Optional.ofNullable(record).map(text -> QueueCodec.agent(user, text.toString())));
  }

  @Override
  public Future<Void> leaving(String storefront, String user, Duration grace) {
    return run(LEAVING, storefront, after(grace), user).mapEmpty();
  }

  @Override
  public Future<List<Assignment>> absent(String storefront, String user) {
    return run(ABSENT, storefront, user).map(answer -> QueueCodec.assignments(storefront, answer));
  }

  @Override
  public Future<List<Assignment>> expire(String storefront) {
    return run(EXPIRE, storefront, now()).map(answer -> QueueCodec.assignments(storefront, answer));
  }

  @Override
  public Future<List<Assignment>> desk(String storefront, String user) {
    return run(DESK, storefront, user).map(answer -> QueueCodec.assignments(storefront, answer));
  }

  @Override
  public Future<Map<ConversationId, Place>> places(
      String storefront, Collection<ConversationId> conversations) {
    if (conversations.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    List<ConversationId> asked = List.copyOf(conversations);
    List<String> arguments = new ArrayList<>(List.of(now(), handling()));
    asked.forEach(conversation -> arguments.add(conversation.toString()));
    return run(PLACES, storefront, arguments)
        .map(
            answer -> {
              Map<ConversationId, Place> places = new HashMap<>();
              for (int i = 0; i < asked.size(); i++) {
                if (answer.get(2 * i).toInteger() > 0) {
                  places.put(asked.get(i), place(answer, 2 * i));
                }
              }
              return places;
            });
  }

  @Override
  public Future<Optional<Place>> place(String storefront, ConversationId conversation) {
    return places(storefront, List.of(conversation))
        .map(places -> Optional.ofNullable(places.get(conversation)));
  }

  @Override
  public Future<State> state(String storefront, String skill) {
    int bound = config.get().maxWaiting();
    return run(STATE, storefront, now(), handling(), skill)
        .map(
            answer ->
                new State(
                    answer.get(0).toInteger(),
                    answer.get(0).toInteger() >= bound,
                    answer.get(1).toInteger(),
                    answer.get(2).toInteger(),
                    answer.get(3).toInteger()));
  }

  @Override
  public Future<Void> restore(String storefront, List<Standing> standings) {
    return restore(storefront, standings, 0);
  }

  @Override
  public Future<Boolean> intact(String storefront) {
    return run(INTACT, storefront).map(answer -> answer.toInteger() == 1);
  }

  private Future<Void> restore(String storefront, List<Standing> standings, int from) {
    int to = Math.min(standings.size(), from + RESTORE_PART);
    boolean last = to == standings.size();
    List<String> arguments =
        new ArrayList<>(List.of(now(), after(config.get().presence()), last ? "1" : "0"));
    for (Standing standing : standings.subList(from, to)) {
      Waiting waiting =
          new Waiting(
              standing.conversation(),
              standing.customer(),
              standing.skill(),
              standing.priority(),
              standing.since());
      arguments.add(standing.conversation().toString());
      arguments.add(QueueCodec.entry(waiting));
      arguments.add(standing.agent());
    }
    return run(RESTORE, storefront, arguments)
        .compose(done -> last ? Future.succeededFuture() : restore(storefront, standings, to));
  }

  private static Enqueued enqueued(Response answer) {
    return switch (answer.get(0).toString()) {
      case "at" -> new Enqueued.At(place(answer, 1));
      case "taken" -> new Enqueued.Taken(answer.get(1).toString());
      default -> new Enqueued.Full();
    };
  }

  private static Place place(Response answer, int at) {
    return new Place(answer.get(at).toInteger(), answer.get(at + 1).toInteger());
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

  private String handling() {
    return Long.toString(config.get().handlingTime().toMillis());
  }

  private static Script script(String name) {
    return Script.of(
        Script.of(RedisHumanQueue.class, "prelude.lua").text()
            + Script.of(RedisHumanQueue.class, name + ".lua").text());
  }
}
