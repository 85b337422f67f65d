package io.levee.dialogue;

import java.util.Locale;

/** Why a person is needed. */
enum Why {
  REQUESTED,
  REJECTED,
  ANGRY;

  /** The word kept in the session. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
