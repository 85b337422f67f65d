package io.levee.app.config;

import io.levee.app.log.LogConfig;
import io.levee.ops.DrainConfig;
import io.levee.ops.OpsConfig;
import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.Duration;
import java.util.List;

/**
 * All that an operator may set: one component a room. A new room's section is one more line here.
 *
 * <p>{@code toString} masks secrets; the sections' own does not, so never log a section.
 */
public record Config(
    @Setting(
            value = "false",
            doc =
                "Marks the configuration that ships for trying out: its secrets are public, so it"
                    + " is refused when the gateway listens on anything but loopback.")
        boolean demo,
    @Setting(
            value = "2s",
            doc =
                "How often the file is looked at for changes, 100ms to 1h; 0s: only when the"
                    + " process gets SIGHUP.")
        Duration watch,
    @Setting(value = "", doc = "Health, metrics and status, on a port of their own.") OpsConfig ops,
    @Setting(value = "", doc = "How the gateway stops.") DrainConfig drain,
    @Setting(value = "", doc = "What is logged, and how.") LogConfig log)
    implements Section {

  @Override
  public List<Fault> faults() {
    Faults faults = new Faults();
    if (!watch.isZero()) {
      faults.within("watch", watch, Duration.ofMillis(100), Duration.ofHours(1));
    }
    Loopback.demands(faults, demo, "ops.host", ops.host());
    return faults.list();
  }

  @Override
  public String toString() {
    return Printed.yaml(this);
  }
}
