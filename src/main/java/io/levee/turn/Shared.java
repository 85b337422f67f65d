package io.levee.turn;

import io.levee.admission.AdmissionConfig;
import io.levee.channel.Live;
import io.levee.dialogue.Dialogue;
import io.levee.session.SessionConfig;
import io.levee.storefront.Shop;
import io.levee.understanding.slots.Catalogue;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the event loops of a node share: all of it safe from any thread.
 *
 * @param shops the back end of a storefront, by its id; one that supports nothing where there is
 *     none
 * @param catalogues what a storefront sells, by its id
 */
public record Shared(
    Supplier<TurnConfig> turn,
    Supplier<AdmissionConfig> admission,
    Supplier<SessionConfig> session,
    Supplier<Mindset> mindset,
    Dialogue dialogue,
    People people,
    Function<String, Shop> shops,
    Function<String, Catalogue> catalogues,
    Live live,
    Elsewhere elsewhere,
    Positions positions,
    MeterRegistry meters) {}
