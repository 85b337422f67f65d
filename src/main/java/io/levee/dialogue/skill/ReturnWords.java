package io.levee.dialogue.skill;

import io.levee.conversation.Language;
import io.levee.conversation.Wording;
import io.levee.storefront.ActionResult;
import io.levee.storefront.Refusal;
import java.util.Locale;

/** What became of a return that the shop was asked for, in words. */
public final class ReturnWords {
  private ReturnWords() {}

  public static String of(Language language, String order, ActionResult result) {
    return switch (result) {
      case ActionResult.Done(String reference) ->
          Wording.of(language, "return.done", order, reference);
      case ActionResult.Accepted(String job) -> Wording.of(language, "return.accepted", order, job);
      case ActionResult.Refused(Refusal reason, String detail) ->
          Wording.of(language, "return.refused." + tag(reason), order);
    };
  }

  /** The shop has not answered yet; it is asked again. */
  public static String late(Language language, String order) {
    return Wording.of(language, "return.late", order);
  }

  /** The shop did not answer at all: nobody knows whether it was done. */
  public static String unknown(Language language, String order) {
    return Wording.of(language, "return.unknown", order);
  }

  /** The shop does not do it. */
  public static String failed(Language language, String order) {
    return Wording.of(language, "return.failed", order);
  }

  static String tag(Refusal refusal) {
    return refusal.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
