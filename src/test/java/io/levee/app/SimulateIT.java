package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.levee.simulate.Arrivals;
import io.levee.simulate.Measured;
import io.levee.simulate.Plan;
import io.levee.simulate.Report;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shoppers and agents by the book, on a gateway with embedded stores. */
final class SimulateIT {
  private static final int CUSTOMERS = 150;

  @Test
  void customersAreServedOrGiveUpAndAgentsNeverHoldMoreThanTheyCan() throws Exception {
    Plan plan = new Plan(Arrivals.steady(0.08), 5, 1, 60, 120, CUSTOMERS, 0, 300, 1);
    Measured first;
    Measured again;
    try (SimulatedGateway gateway = SimulatedGateway.start(plan, List.of())) {
      first = gateway.run(plan, progress -> {});
      again = gateway.run(plan.withSeed(2), progress -> {});
    }

    for (Measured run : List.of(first, again)) {
      assertThat(run.faults()).isEmpty();
      assertThat(run.served() + run.gaveUp()).isEqualTo(CUSTOMERS);
      assertThat(run.counted()).isEqualTo(CUSTOMERS);
      assertThat(run.mostBusy()).isEqualTo(5);
      assertThat(run.figures().pWait()).isBetween(0.2, 0.95);
      assertThat(run.figures().abandonment()).isBetween(0.01, 0.5);
      assertThat(run.figures().occupancy()).isBetween(0.5, 1.0);
      assertThat(run.figures().meanWait()).isBetween(2.0, 120.0);
      assertThat(run.figures().pWait())
          .as("first come, first served, by the free agent, at once")
          .isCloseTo(run.ideal().pWait(), within(0.03));
      assertThat(run.figures().meanWait()).isCloseTo(run.ideal().meanWait(), within(1.0));
      assertThat(run.figures().occupancy()).isCloseTo(run.ideal().occupancy(), within(0.02));
    }
    JsonObject json = new Report(plan, "288/h", List.of(first, again)).json();
    assertThat(json.fieldNames())
        .contains(
            "pWait",
            "abandonment",
            "asaSeconds",
            "serviceLevel20",
            "occupancy",
            "etaMedianAbsErrorPct");
    assertThat(json.getBoolean("valid")).isTrue();
    assertThat(json.getJsonObject("theory").getJsonObject("erlangA").getDouble("pWait"))
        .isBetween(0.5, 0.7);
  }
}
