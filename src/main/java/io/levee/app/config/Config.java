package io.levee.app.config;

import io.levee.admission.AdmissionConfig;
import io.levee.app.log.LogConfig;
import io.levee.channel.HttpConfig;
import io.levee.channel.SocketConfig;
import io.levee.channel.StorefrontConfig;
import io.levee.demoshop.DemoShopConfig;
import io.levee.desk.AgentAccount;
import io.levee.desk.DeskConfig;
import io.levee.desk.ReadyText;
import io.levee.desk.oidc.OidcConfig;
import io.levee.dialogue.DialogueConfig;
import io.levee.handoff.HandoffConfig;
import io.levee.journal.JournalConfig;
import io.levee.knowledge.KnowledgeConfig;
import io.levee.ops.DrainConfig;
import io.levee.ops.OpsConfig;
import io.levee.postgres.PostgresConfig;
import io.levee.redis.RedisConfig;
import io.levee.session.SessionConfig;
import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import io.levee.turn.TurnConfig;
import io.levee.understanding.UnderstandingConfig;
import io.levee.uploads.UploadsConfig;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    @Setting(
            value = ".levee",
            doc =
                "Where embedded servers keep their data; relative paths start where Levee is"
                    + " installed.")
        String data,
    @Setting(value = "", doc = "The public port.") HttpConfig http,
    @Setting(value = "", doc = "Live sockets of shoppers and agents.") SocketConfig socket,
    @Setting(value = "{}", doc = "The shops that are served, by id.")
        Map<String, Storefront> storefronts,
    @Setting(value = "{}", doc = "The people who answer, by user name.")
        Map<String, AgentAccount> agents,
    @Setting(value = "", doc = "How much work is let in.") AdmissionConfig admission,
    @Setting(value = "", doc = "How conversations wait their turn and are remembered.")
        SessionConfig session,
    @Setting(value = "", doc = "How long the steps of a turn may take.") TurnConfig turn,
    @Setting(value = "", doc = "How turns are written to disk.") JournalConfig journal,
    @Setting(value = "", doc = "The store that holds the truth.") PostgresConfig postgres,
    @Setting(value = "", doc = "The store that is fast and may be lost.") RedisConfig redis,
    @Setting(value = "", doc = "How texts are recognised.") UnderstandingConfig understanding,
    @Setting(value = "", doc = "What the shop knows.") KnowledgeConfig knowledge,
    @Setting(value = "", doc = "The bot's manners.") DialogueConfig dialogue,
    @Setting(value = "", doc = "The queue for people.") HandoffConfig handoff,
    @Setting(value = "", doc = "The agents' desks.") DeskConfig desk,
    @Setting(value = "{}", doc = "What agents insert by typing / and a name, by name.")
        Map<String, ReadyText> quickReplies,
    @Setting(value = "", doc = "The agents' login through a provider of your own.") OidcConfig oidc,
    @Setting(value = "", doc = "A shop to try Levee out with, on this gateway.")
        DemoShopConfig demoShop,
    @Setting(value = "", doc = "The images that shoppers send.") UploadsConfig uploads,
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
    Loopback.demands(faults, demo, "http.host", http.host());
    Loopback.demands(faults, demo, "ops.host", ops.host());
    faults.present("data", data);
    storefronts.forEach(
        (id, storefront) ->
            faults.when(
                storefront.shop().demo() && !demoShop.enabled(),
                "storefronts." + id + ".shop.url",
                "is demo, which is not there; set demoShop.enabled: true, or give the shop's"
                    + " address"));
    agents.forEach(
        (user, agent) ->
            faults.when(
                !storefronts.containsKey(agent.storefront()),
                "agents." + user + ".storefront",
                "is "
                    + agent.storefront()
                    + ", which is none of storefronts; give one of their ids"));
    faults.when(
        oidc.on() && !storefronts.containsKey(oidc.storefront()),
        "oidc.storefront",
        "is " + oidc.storefront() + ", which is none of storefronts; give one of their ids");
    return faults.list();
  }

  /** The storefronts as the public port knows them, by id. */
  public Map<String, StorefrontConfig> doors() {
    Map<String, StorefrontConfig> doors = new LinkedHashMap<>();
    storefronts.forEach((id, storefront) -> doors.put(id, storefront.door()));
    return Collections.unmodifiableMap(doors);
  }

  @Override
  public String toString() {
    return Printed.yaml(this);
  }
}
