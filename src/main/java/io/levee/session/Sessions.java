package io.levee.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.levee.conversation.Customer;
import io.levee.conversation.Session;
import io.levee.redis.RedisLink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each customer's latest open conversation: near, else in Redis. What is found may be out of date,
 * since another gateway may have gone on; the journal's compare-and-set tells, and then {@link
 * #forget} makes room for the truth. One per event loop, which owns it.
 *
 * <p>Writes to Redis are gathered for a moment and only the last one of a customer is sent: off the
 * way of the acknowledgement, and lost without harm.
 */
public final class Sessions {
  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  private record Unwritten(Session session, String state) {}

  private final Context context;
  private final RedisLink redis;
  private final Supplier<SessionConfig> config;
  private final Cache<String, Session> near;
  private final Map<String, Unwritten> unwritten = new LinkedHashMap<>();
  private boolean writeDue;
  private final Counter hits;
  private final Counter redisHits;
  private final Counter misses;
  private final Counter leftOut;

  /**
   * @param context of the event loop that owns it
   */
  public Sessions(
      Context context,
      RedisLink redis,
      Supplier<SessionConfig> config,
      int loop,
      MeterRegistry meters) {
    this.context = context;
    this.redis = redis;
    this.config = config;
    this.near =
        Caffeine.newBuilder()
            .maximumSize(config.get().nearEntries())
            .expireAfterWrite(config.get().nearLife())
            .executor(Runnable::run)
            .build();
    Tags tags = Tags.of("loop", Integer.toString(loop));
    Gauge.builder("levee.session.near", near, Cache::estimatedSize)
        .description("Sessions kept in memory")
        .tags(tags)
        .register(meters);
    Gauge.builder("levee.session.unwritten", unwritten, Map::size)
        .description("Sessions waiting to be written to Redis")
        .tags(tags)
        .register(meters);
    hits = meters.counter("levee.session.found", tags.and("in", "near"));
    redisHits = meters.counter("levee.session.found", tags.and("in", "redis"));
    misses = meters.counter("levee.session.found", tags.and("in", "nowhere"));
    leftOut = meters.counter("levee.session.left.out", tags);
  }

  /**
   * @return completes with the session, perhaps out of date; empty when neither memory nor Redis
   *     has one, or Redis does not answer. Never fails.
   */
  public Future<Optional<Session>> find(Customer customer) {
    Session known = near.getIfPresent(customer.lane());
    // What is not written yet is newer than what Redis has, and may say that it has ended.
    Session here = known == null ? unwritten(customer) : known;
    if (here != null) {
      hits.increment();
      return Future.succeededFuture(Optional.of(here));
    }
    if (!redis.connected()) {
      misses.increment();
      return Future.succeededFuture(Optional.empty());
    }
    return redis
        .send(Request.cmd(Command.GET).arg(key(customer.lane())))
        .map(this::read)
        .otherwise(Optional.empty())
        .onSuccess(found -> (found.isPresent() ? redisHits : misses).increment());
  }

  /** Whether nothing found means that there is none, as far as Redis knows. */
  public boolean canTell() {
    return redis.connected();
  }

  private Session unwritten(Customer customer) {
    Unwritten due = unwritten.get(customer.lane());
    return due == null ? null : due.session;
  }

  /** What memory has of that customer, perhaps out of date. */
  public Optional<Session> near(Customer customer) {
    return Optional.ofNullable(near.getIfPresent(customer.lane()));
  }

  /**
   * Keeps what the journal has just taken.
   *
   * @param state the session as {@link SessionCodec} writes it
   */
  public void keep(Session session, String state) {
    String lane = session.customer().lane();
    if (session.closed()) {
      near.invalidate(lane);
    } else {
      near.put(lane, session);
    }
    if (!writeDue) {
      writeDue = true;
      context.owner().setTimer(config.get().writeEvery().toMillis(), unused -> write());
    }
    unwritten.remove(lane);
    if (unwritten.size() >= config.get().maxUnwritten()) {
      unwritten.remove(unwritten.keySet().iterator().next());
      leftOut.increment();
    }
    unwritten.put(lane, new Unwritten(session, state));
  }

  /**
   * Puts right what memory has of that conversation, if that is older than what the journal told.
   */
  public void correct(Session told) {
    near.asMap()
        .computeIfPresent(
            told.customer().lane(),
            (lane, known) -> {
              boolean older =
                  known.id().equals(told.id())
                      ? known.lastSeq() < told.lastSeq()
                      : known.id().compareTo(told.id()) < 0;
              return !older ? known : told.closed() ? null : told;
            });
  }

  /** Drops what memory has of that customer: it has proved to be out of date. */
  public void forget(Customer customer) {
    near.invalidate(customer.lane());
    unwritten.remove(customer.lane());
  }

  private void write() {
    writeDue = false;
    long seconds = config.get().redisLife().toSeconds();
    unwritten.forEach(
        (lane, due) ->
            redis
                .send(
                    due.session.closed()
                        ? Request.cmd(Command.DEL).arg(key(lane))
                        : Request.cmd(Command.SET)
                            .arg(key(lane))
                            .arg(due.state)
                            .arg("EX")
                            .arg(seconds))
                .onFailure(lost -> leftOut.increment()));
    unwritten.clear();
  }

  private Optional<Session> read(Response response) {
    if (response == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(SessionCodec.decode(response.toString()));
    } catch (IllegalArgumentException strange) {
      log.atWarn().setCause(strange).log("Passed over a session in Redis that cannot be read");
      return Optional.empty();
    }
  }

  private static String key(String lane) {
    return "levee:{" + lane + "}:session";
  }
}
