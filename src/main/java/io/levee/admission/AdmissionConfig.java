package io.levee.admission;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** How much work is let in. Rates hold for one gateway. */
public record AdmissionConfig(
    @Setting(
            value = "1024",
            live = true,
            doc =
                "Messages being worked on at once on one event loop, 1 to 1,000,000: the limit"
                    + " where limiter is static, its upper bound where it is adaptive.")
        int maxInFlight,
    @Setting(
            value = "5",
            live = true,
            doc = "Messages a second that one visitor may keep up, 0.01 to 100,000.")
        double visitorRate,
    @Setting(
            value = "30",
            live = true,
            doc = "Messages that one visitor may send at once after a pause, 1 to 1,000,000.")
        int visitorBurst,
    @Setting(
            value = "5000",
            live = true,
            doc = "Messages a second that one storefront may keep up, 0.01 to 10,000,000.")
        double storefrontRate,
    @Setting(
            value = "10000",
            live = true,
            doc = "Messages that one storefront may send at once after a pause, 1 to 10,000,000.")
        int storefrontBurst,
    @Setting(
            value = "100000",
            doc =
                "Visitors whose rate is remembered on one event loop, 1,000 to 10,000,000. The one"
                    + " not heard of for longest is forgotten first.")
        int maxVisitors,
    @Setting(
            value = "auto",
            live = true,
            doc =
                "How much is left out on purpose: auto, or 0 to 3 to force it. 0: nothing; 1: no"
                    + " inference, what was not heard before is understood by its words; 2: only"
                    + " what was heard before and forms under way are answered, the rest is told"
                    + " so; 3: new conversations are refused too, but VIPs'.")
        String brownout,
    @Setting(
            value = "adaptive",
            live = true,
            doc =
                "What bounds the messages worked on at once. adaptive: as many as keep the gateway"
                    + " and what is behind it busy; static: maxInFlight; off: nothing, to see"
                    + " what happens then.")
        Limiter limiter,
    @Setting(
            value = "20ms",
            live = true,
            doc =
                "Waiting that the adaptive limit puts up with, 1ms to 10s. More fills larger"
                    + " batches, less answers sooner.")
        Duration queueDelay,
    @Setting(value = "64", doc = "The adaptive limit at start, on one event loop, 1 to 1,000,000.")
        int firstLimit,
    @Setting(
            value = "16",
            live = true,
            doc =
                "The adaptive limit's lower bound, on one event loop, 1 to 1,000,000. So many share a"
                    + " commit at least, and a burst of so many is let in.")
        int leastLimit,
    @Setting(
            value = "0.5",
            live = true,
            doc =
                "How far VIPs' and people's conversations may go beyond the limit, as a share of"
                    + " it, 0 to 10.")
        double headroom,
    @Setting(
            value = "vip, svip",
            live = true,
            doc = "Tiers in visitor tokens that are served first, in any case of letters.")
        List<String> vipTiers,
    @Setting(
            value = "1h",
            live = true,
            doc =
                "How long the same customers are served first when not all can be, 1m to 1d;"
                    + " afterwards it is others' turn.")
        Duration rotate,
    @Setting(
            value = "1s",
            live = true,
            doc =
                "What whoever is turned away is told to wait at least, 100ms to 1h. Up to twice"
                    + " that, drawn by lot, so that not all come back at once; longer, up"
                    + " to ten times, the fewer were let in over the last seconds.")
        Duration retryAfter,
    @Setting(
            value = "1s",
            live = true,
            doc =
                "How long a live socket is not read from, when there is no room for its message,"
                    + " before it is told busy, 0s to 1m.")
        Duration socketPatience,
    @Setting(
            value = "100ms",
            live = true,
            doc =
                "How long a request waits, when there is no room for its message, before it is"
                    + " told to come again, 0s to 10s. No more wait than are served in that time, or"
                    + " worked on at once; and at a peak only VIPs' and people's conversations do."
                    + " The others are told at once.")
        Duration requestPatience,
    @Setting(
            value = "50ms",
            live = true,
            doc =
                "Delay of an event loop from which the automatic brownout goes up, 1ms to 10s. Up to level 2 also"
                    + " when over 5, 20 % of messages are turned away.")
        Duration brownoutDelay,
    @Setting(
            value = "3s",
            live = true,
            doc = "How long there is too much to do before brownout goes up a level, 100ms to 10m.")
        Duration brownoutUpAfter,
    @Setting(
            value = "15s",
            live = true,
            doc =
                "How long it is calm before brownout goes down a level, 100ms to 1h; up to eight"
                    + " times that where it had to go up again soon.")
        Duration brownoutDownAfter,
    @Setting(value = "{}", live = true, doc = "Promotions that are announced, by a name each.")
        Map<String, Promotion> promotions)
    implements Section {

  /** What bounds the messages worked on at once. */
  public enum Limiter {
    ADAPTIVE,
    STATIC,
    OFF
  }

  private static final String AUTO = "auto";

  public AdmissionConfig {
    vipTiers = vipTiers == null ? List.of() : List.copyOf(vipTiers);
    promotions =
        promotions == null
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(promotions));
  }

  @Override
  public List<Fault> faults() {
    return new Faults()
        .within("maxInFlight", maxInFlight, 1, 1_000_000)
        .within("visitorRate", visitorRate, 0.01, 100_000)
        .within("visitorBurst", visitorBurst, 1, 1_000_000)
        .within("storefrontRate", storefrontRate, 0.01, 10_000_000)
        .within("storefrontBurst", storefrontBurst, 1, 10_000_000)
        .within("maxVisitors", maxVisitors, 1_000, 10_000_000)
        .when(
            !AUTO.equalsIgnoreCase(brownout) && forcedBrownout().isEmpty(),
            "brownout",
            "is '" + brownout + "'; give auto, 0, 1, 2 or 3")
        .within("queueDelay", queueDelay, Duration.ofMillis(1), Duration.ofSeconds(10))
        .within("firstLimit", firstLimit, 1, 1_000_000)
        .within("leastLimit", leastLimit, 1, 1_000_000)
        .within("headroom", headroom, 0, 10)
        .within("rotate", rotate, Duration.ofMinutes(1), Duration.ofDays(1))
        .within("retryAfter", retryAfter, Duration.ofMillis(100), Duration.ofHours(1))
        .within("socketPatience", socketPatience, Duration.ZERO, Duration.ofMinutes(1))
        .within("requestPatience", requestPatience, Duration.ZERO, Duration.ofSeconds(10))
        .within("brownoutDelay", brownoutDelay, Duration.ofMillis(1), Duration.ofSeconds(10))
        .within("brownoutUpAfter", brownoutUpAfter, Duration.ofMillis(100), Duration.ofMinutes(10))
        .within("brownoutDownAfter", brownoutDownAfter, Duration.ofMillis(100), Duration.ofHours(1))
        .list();
  }

  /** The brownout level that the operator wants; empty when it finds its own. */
  public OptionalInt forcedBrownout() {
    String level = brownout == null ? "" : brownout.strip();
    return level.length() == 1 && level.charAt(0) >= '0' && level.charAt(0) <= '3'
        ? OptionalInt.of(level.charAt(0) - '0')
        : OptionalInt.empty();
  }

  /** What is expected now, as a multiple of the usual; 1 when no promotion is on. */
  public double expected(Instant now) {
    double most = 1;
    for (Promotion promotion : promotions.values()) {
      if (promotion.isOn(now)) {
        most = Math.max(most, promotion.multiple());
      }
    }
    return most;
  }
}
