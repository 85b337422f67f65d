package io.levee.admission;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.util.List;

/** How much work is let in. Rates hold for one gateway. */
public record AdmissionConfig(
    @Setting(
            value = "1024",
            live = true,
            doc = "Messages being worked on at once on one event loop, 1 to 1,000,000.")
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
            value = "0",
            live = true,
            doc =
                "How much is left out on purpose, 0 to 3. 0: nothing; 1: no inference, what was not"
                    + " heard before is understood by its words; 2: only what was heard before and"
                    + " forms under way are answered, the rest is told so; 3: new conversations are"
                    + " refused too.")
        int brownout)
    implements Section {

  @Override
  public List<Fault> faults() {
    return new Faults()
        .within("maxInFlight", maxInFlight, 1, 1_000_000)
        .within("visitorRate", visitorRate, 0.01, 100_000)
        .within("visitorBurst", visitorBurst, 1, 1_000_000)
        .within("storefrontRate", storefrontRate, 0.01, 10_000_000)
        .within("storefrontBurst", storefrontBurst, 1, 10_000_000)
        .within("maxVisitors", maxVisitors, 1_000, 10_000_000)
        .within("brownout", brownout, 0, 3)
        .list();
  }
}
