package io.levee.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.levee.conversation.Customer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Decides before any work is done. One per event loop, which owns it: no locks. Rates are those of
 * this loop's share of customers; since a customer always travels on the same loop, a visitor's
 * rate is exact, and a storefront's is divided among the loops.
 */
public final class Admission {
  private static final int NO_NEW_CONVERSATIONS = 3;
  private static final long RETRY_MILLIS = 5_000;

  private final Supplier<AdmissionConfig> config;
  private final Limit limit;
  private final LongSupplier nanoTime;
  private final int loops;
  private final Cache<String, TokenBucket> visitors;
  private final Cache<String, TokenBucket> storefronts;
  private final Map<Verdict.Reason, Counter> refused = new EnumMap<>(Verdict.Reason.class);
  private final Counter admitted;
  private int inFlight;

  /**
   * @param loops how many event loops share the storefronts' traffic, 1 or more
   * @param loop which of them this is, for the gauges
   */
  public Admission(
      Supplier<AdmissionConfig> config,
      LongSupplier nanoTime,
      int loops,
      int loop,
      MeterRegistry meters) {
    this.config = config;
    this.limit = new StaticLimit(config);
    this.nanoTime = nanoTime;
    this.loops = loops;
    this.visitors =
        Caffeine.newBuilder()
            .maximumSize(config.get().maxVisitors())
            .executor(Runnable::run)
            .build();
    this.storefronts = Caffeine.newBuilder().maximumSize(10_000).executor(Runnable::run).build();
    Tags tags = Tags.of("loop", Integer.toString(loop));
    Gauge.builder("levee.admission.in.flight", this, a -> a.inFlight)
        .description("Messages being worked on")
        .tags(tags)
        .register(meters);
    Gauge.builder("levee.admission.limit", limit, Limit::limit)
        .description("Messages that may be worked on at once")
        .tags(tags)
        .register(meters);
    Gauge.builder("levee.admission.visitors", visitors, Cache::estimatedSize)
        .description("Visitors whose rate is remembered")
        .tags(tags)
        .register(meters);
    Gauge.builder("levee.admission.brownout", config, c -> c.get().brownout())
        .description("How much is left out on purpose, 0 to 3")
        .tags(tags)
        .strongReference(true)
        .register(meters);
    admitted = meters.counter("levee.admission.admitted", tags);
    for (Verdict.Reason reason : Verdict.Reason.values()) {
      refused.put(
          reason, meters.counter("levee.admission.refused", tags.and("reason", reason.tag())));
    }
  }

  /** Asks for this customer to be worked for. */
  public Verdict ask(Customer customer) {
    AdmissionConfig now = config.get();
    long nanos = nanoTime.getAsLong();
    if (inFlight >= limit.limit()) {
      return refuse(Verdict.Reason.CONCURRENCY, Duration.ofSeconds(1));
    }
    TokenBucket visitor = visitors.get(customer.lane(), unused -> new TokenBucket(nanos));
    long wait = visitor.take(now.visitorRate(), now.visitorBurst(), nanos);
    if (wait > 0) {
      return refuse(Verdict.Reason.VISITOR_RATE, Duration.ofNanos(wait));
    }
    TokenBucket storefront =
        storefronts.get(customer.storefront(), unused -> new TokenBucket(nanos));
    wait =
        storefront.take(
            now.storefrontRate() / loops, Math.max(1, now.storefrontBurst() / loops), nanos);
    if (wait > 0) {
      visitor.giveBack(now.visitorRate());
      return refuse(Verdict.Reason.STOREFRONT_RATE, Duration.ofNanos(wait));
    }
    admitted.increment();
    return new Verdict.Admitted(new Held(nanos, ++inFlight));
  }

  /** Asks for a conversation to be begun; running ones go on whatever the brownout level. */
  public Optional<Verdict.Refused> askToBegin() {
    if (config.get().brownout() < NO_NEW_CONVERSATIONS) {
      return Optional.empty();
    }
    // Spread, lest all come back at once.
    long millis = RETRY_MILLIS + ThreadLocalRandom.current().nextLong(RETRY_MILLIS);
    return Optional.of(refuse(Verdict.Reason.BROWNOUT, Duration.ofMillis(millis)));
  }

  private Verdict.Refused refuse(Verdict.Reason reason, Duration retryAfter) {
    refused.get(reason).increment();
    return new Verdict.Refused(reason, retryAfter);
  }

  private final class Held implements Verdict.Permit {
    private final long since;
    private final int among;
    private boolean released;

    Held(long since, int among) {
      this.since = since;
      this.among = among;
    }

    @Override
    public void release(Limit.Release release) {
      if (released) {
        throw new IllegalStateException("a permit is released once");
      }
      released = true;
      inFlight--;
      limit.onSample(nanoTime.getAsLong() - since, among, release);
    }
  }
}
