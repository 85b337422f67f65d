package io.levee.ops;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.Duration;
import java.util.List;

/** How the gateway stops. */
public record DrainConfig(
    @Setting(
            value = "20s",
            doc =
                "How long running turns get to finish and sockets to leave after SIGTERM, 0s to"
                    + " 10m; what is not done then is done after the next start.",
            live = true)
        Duration timeout,
    @Setting(
            value = "0s",
            doc =
                "How long the gateway says that it is not ready before it stops taking, 0s to 2m;"
                    + " behind a load balancer, a little more than its probe interval.",
            live = true)
        Duration notice)
    implements Section {

  @Override
  public List<Fault> faults() {
    return new Faults()
        .within("timeout", timeout, Duration.ZERO, Duration.ofMinutes(10))
        .within("notice", notice, Duration.ZERO, Duration.ofMinutes(2))
        .list();
  }
}
