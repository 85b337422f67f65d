package io.levee.session;

import io.levee.conversation.Customer;
import io.levee.conversation.Session;
import io.levee.redis.RedisLink;
import io.levee.redis.Script;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
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
 *
 * <p>Memory has its customers in the order in which they spoke: who did so longest ago is let go.
 */
public final class Sessions {
  private static final Logger log = LoggerFactory.getLogger(Sessions.class);
  private static final Script WRITE = Script.of(Sessions.class, "write.lua");

  /** Redis does nothing else meanwhile. */
  private static final int WRITTEN_AT_ONCE = 64;

  /** What is known of one customer. */
  private static final class Held {
    private Session session;

    /** As it is to be written; null when it is. */
    private String unwritten;

    private long spoke;

    String lane() {
      return session.customer().lane();
    }
  }

  private final Context context;
  private final RedisLink redis;
  private final Supplier<SessionConfig> config;
  private final LongSupplier nanoTime;
  private final SequencedMap<String, Held> near = new LinkedHashMap<>();

  /** In the order in which they are to be written; some were forgotten meanwhile. */
  private final Deque<Held> unwritten = new ArrayDeque<>();

  private boolean writeDue;
  private final Counter hits;
  private final Counter redisHits;
  private final Counter misses;
  private final Counter leftOut;

  /**
   * @param context of the event loop that owns it
   * @param nanoTime as {@link System#nanoTime}
   */
  public Sessions(
      Context context,
      RedisLink redis,
      Supplier<SessionConfig> config,
      int loop,
      MeterRegistry meters,
      LongSupplier nanoTime) {
    this.context = context;
    this.redis = redis;
    this.config = config;
    this.nanoTime = nanoTime;
    Tags tags = Tags.of("loop", Integer.toString(loop));
    Gauge.builder("levee.session.near", near, SequencedMap::size)
        .description("Sessions kept in memory")
        .tags(tags)
        .register(meters);
    Gauge.builder("levee.session.unwritten", unwritten, Deque::size)
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
    // What is not written yet is newer than what Redis has, and may say that it has ended.
    Held here = near.get(customer.lane());
    if (here != null) {
      hits.increment();
      return Future.succeededFuture(Optional.of(here.session));
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

  /** What memory has of that customer's open conversation, perhaps out of date. */
  public Optional<Session> near(Customer customer) {
    Held here = near.get(customer.lane());
    return here == null || here.session.closed() ? Optional.empty() : Optional.of(here.session);
  }

  /**
   * Keeps what the journal has just taken.
   *
   * @param state the session as {@link SessionCodec} writes it
   */
  public void keep(Session session, String state) {
    String lane = session.customer().lane();
    Held known = near.get(lane);
    Held held = known == null ? new Held() : known;
    held.session = session;
    held.spoke = nanoTime.getAsLong();
    if (held.unwritten == null) {
      writeLater(held);
    }
    held.unwritten = state;
    near.putLast(lane, held);
    letGo(held.spoke);
  }

  private void writeLater(Held held) {
    if (unwritten.size() >= config.get().maxUnwritten()) {
      Held first = unwritten.remove();
      leftOut.increment(first.unwritten == null ? 0 : 1);
      written(first);
    }
    unwritten.add(held);
    if (!writeDue) {
      writeDue = true;
      context.owner().setTimer(config.get().writeEvery().toMillis(), unused -> write());
    }
  }

  /** Those who have not spoken for long, and those above the number that is kept. */
  private void letGo(long now) {
    long life = config.get().nearLife().toNanos();
    int most = config.get().nearEntries();
    while (near.size() > most || now - near.firstEntry().getValue().spoke >= life) {
      near.pollFirstEntry();
    }
  }

  /**
   * Puts right what memory has of that conversation, if that is older than what the journal told.
   */
  public void correct(Session told) {
    Held held = near.get(told.customer().lane());
    if (held == null || held.session.closed()) {
      return;
    }
    Session known = held.session;
    boolean older =
        known.id().equals(told.id())
            ? known.lastSeq() < told.lastSeq()
            : known.id().compareTo(told.id()) < 0;
    if (older && told.closed()) {
      forget(told.customer());
    } else if (older) {
      held.session = told;
    }
  }

  /** Drops what memory has of that customer: it has proved to be out of date. */
  public void forget(Customer customer) {
    Held held = near.remove(customer.lane());
    if (held != null) {
      held.unwritten = null;
    }
  }

  private void write() {
    writeDue = false;
    String seconds = Long.toString(config.get().redisLife().toSeconds());
    while (!unwritten.isEmpty()) {
      List<String> keys = new ArrayList<>(WRITTEN_AT_ONCE);
      List<String> values = new ArrayList<>(1 + WRITTEN_AT_ONCE);
      values.add(seconds);
      while (!unwritten.isEmpty() && keys.size() < WRITTEN_AT_ONCE) {
        Held held = unwritten.remove();
        if (held.unwritten != null) {
          keys.add(key(held.lane()));
          values.add(held.session.closed() ? "" : held.unwritten);
          written(held);
        }
      }
      if (!keys.isEmpty()) {
        redis.eval(WRITE, keys, values).onFailure(lost -> leftOut.increment(keys.size()));
      }
    }
  }

  private void written(Held held) {
    held.unwritten = null;
    if (held.session.closed()) {
      near.remove(held.lane(), held);
    }
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
