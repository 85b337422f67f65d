package io.levee.turn;

import io.levee.admission.AdmissionConfig;
import io.levee.channel.Live;
import io.levee.dialogue.Dialogue;
import io.levee.session.SessionConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** What the event loops of a node share: all of it safe from any thread. */
public record Shared(
    Supplier<TurnConfig> turn,
    Supplier<AdmissionConfig> admission,
    Supplier<SessionConfig> session,
    Supplier<Mindset> mindset,
    Dialogue dialogue,
    People people,
    Live live,
    Elsewhere elsewhere,
    Positions positions,
    MeterRegistry meters) {}
