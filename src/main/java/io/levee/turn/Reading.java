package io.levee.turn;

import io.levee.conversation.Inbound;
import io.levee.conversation.Named;
import io.levee.dialogue.Utterance;
import io.levee.understanding.slots.Catalogue;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** What a text says by itself, and what it names on a day in a shop. Safe from any thread. */
final class Reading {
  /** What it names on that day, of what is sold then. */
  private record Names(LocalDate day, Catalogue catalogue, List<Named> named) {}

  private final Utterance utterance;
  private volatile Names names;

  Reading(Utterance utterance) {
    this.utterance = utterance;
  }

  Utterance utterance() {
    return utterance;
  }

  /**
   * What the message names.
   *
   * @param message of this text
   * @param zone the shop's
   */
  @SuppressWarnings(
      "ReferenceEquality") // a catalogue is made anew when the shop sells other things
  List<Named> named(Inbound message, ZoneId zone, Catalogue catalogue) {
    LocalDate day = LocalDate.ofInstant(message.receivedAt(), zone);
    Names known = names;
    if (known == null || known.catalogue != catalogue || !known.day.equals(day)) {
      known = new Names(day, catalogue, Naming.in(message.text(), day, catalogue));
      names = known;
    }
    return known.named;
  }
}
