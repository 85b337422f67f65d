package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.simulate.Arrivals;
import io.levee.simulate.Gate;
import io.levee.simulate.Measured;
import io.levee.simulate.Plan;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulation at a gateway that runs already, and lives on. */
final class SimulateLiveIT {
  private static final int CUSTOMERS = 8;

  @Test
  void aGatewayMayBeTriedAgainAndAgain(@TempDir Path dir) throws Exception {
    Plan plan = new Plan(Arrivals.steady(4), 2, 1, 0.3, 60, CUSTOMERS, 0, 1, 1);
    try (RunningGateway gateway = new RunningGateway(dir).start()) {
      for (int time = 0; time < 2; time++) {
        try (SimulatedGateway joined =
            SimulatedGateway.join(plan, street -> gate(street, gateway))) {
          Measured run = joined.run(plan, progress -> {});
          assertThat(run.faults()).isEmpty();
          assertThat(run.served()).isEqualTo(CUSTOMERS);
        }
      }
    }
  }

  private static Gate gate(Vertx street, RunningGateway gateway) {
    return new Gate(
        URI.create(gateway.url()),
        VisitorTokens.of(
            street, "demo", RunningGateway.TOKEN_SECRET, Instant.now().plusSeconds(3_600)),
        List.of(new Gate.Login("alice", "demo"), new Gate.Login("bob", "demo")));
  }
}
