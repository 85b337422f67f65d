package io.levee.admission;

import io.levee.admission.AdmissionConfig.Limiter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings for tests: the defaults, but for what a test says. */
public final class AdmissionConfigs {
  private int maxInFlight = 1024;
  private double visitorRate = 5;
  private int visitorBurst = 30;
  private double storefrontRate = 5000;
  private int storefrontBurst = 10000;
  private String brownout = "auto";
  private Limiter limiter = Limiter.ADAPTIVE;
  private Duration queueDelay = Duration.ofMillis(20);
  private int firstLimit = 64;
  private double headroom = 0.5;
  private Duration requestPatience = Duration.ofMillis(100);
  private final Map<String, Promotion> promotions = new LinkedHashMap<>();

  /** A limit that does not move, and these rates. */
  public static AdmissionConfigs plain(
      int maxInFlight,
      double visitorRate,
      int visitorBurst,
      double storefrontRate,
      int storefrontBurst) {
    AdmissionConfigs made = unlimitedRates();
    made.maxInFlight = maxInFlight;
    made.visitorRate = visitorRate;
    made.visitorBurst = visitorBurst;
    made.storefrontRate = storefrontRate;
    made.storefrontBurst = storefrontBurst;
    made.limiter = Limiter.STATIC;
    return made;
  }

  /** No rates that matter. */
  public static AdmissionConfigs unlimitedRates() {
    AdmissionConfigs made = new AdmissionConfigs();
    made.visitorRate = 1e5;
    made.visitorBurst = 1_000_000;
    made.storefrontRate = 1e7;
    made.storefrontBurst = 10_000_000;
    return made;
  }

  public AdmissionConfigs brownout(String value) {
    brownout = value;
    return this;
  }

  AdmissionConfigs headroom(double value) {
    headroom = value;
    return this;
  }

  AdmissionConfigs requestPatience(Duration value) {
    requestPatience = value;
    return this;
  }

  AdmissionConfigs limiter(Limiter value) {
    limiter = value;
    return this;
  }

  AdmissionConfigs maxInFlight(int value) {
    maxInFlight = value;
    return this;
  }

  AdmissionConfigs firstLimit(int value) {
    firstLimit = value;
    return this;
  }

  AdmissionConfigs promotion(String name, Promotion promotion) {
    promotions.put(name, promotion);
    return this;
  }

  public AdmissionConfig config() {
    return new AdmissionConfig(
        maxInFlight,
        visitorRate,
        visitorBurst,
        storefrontRate,
        storefrontBurst,
        1_000,
        brownout,
        limiter,
        queueDelay,
        firstLimit,
        16,
        headroom,
        List.of("vip", "svip"),
        Duration.ofHours(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        requestPatience,
        Duration.ofMillis(50),
        Duration.ofSeconds(3),
        Duration.ofSeconds(15),
        promotions);
  }
}
