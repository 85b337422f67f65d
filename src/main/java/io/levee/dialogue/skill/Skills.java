package io.levee.dialogue.skill;

import io.levee.conversation.Form;
import io.levee.conversation.Language;
import io.levee.dialogue.skill.Lookup.Gap;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the bot does by itself. Pure: the front door of this package. */
public final class Skills {
  /** Names of skills, as in {@link Form#skill}. */
  public static final String TRACK = "track";

  public static final String RETURN = "return";

  /** Of a form: the shop's number of something that it sells and the shopper named. */
  public static final String PRODUCT = "product";

  private static final List<Skill> ALL = List.of(new TrackOrder(), new ReturnGoods());

  private Skills() {}

  /** Whether a form is of a skill that there is; an older version may have begun others. */
  public static boolean know(Form form) {
    return ALL.stream().anyMatch(skill -> skill.name().equals(form.skill()));
  }

  /**
   * What must be asked of the shop before {@link #take}.
   *
   * @param text what was said, with options resolved
   * @param said the number of an order in it
   * @param recent how many of the last orders to choose from, 1 or more
   */
  public static ShopQuery query(Form form, String text, Optional<String> said, int recent) {
    Optional<String> order = said.or(() -> Optional.ofNullable(form.filled().get(OrderSlot.NAME)));
    boolean choosing =
        said.isPresent()
            || form.asking().isEmpty()
            || form.asking().equals(FormFilling.CHANGE)
            || Said.otherOrder(text);
    return of(form).query(order, choosing, recent);
  }

  /** Whether the text plainly answers what was just asked to be confirmed. */
  public static boolean answers(Form form, String text) {
    return form.asking().equals(FormFilling.CONFIRM)
        && form.asked()
        && (Said.yes(text) || Said.no(text) || Said.change(text) || Said.cancel(text));
  }

  /** Whether the text asks something, and so is hardly an answer. */
  public static boolean asksSomething(String text) {
    return Said.question(text);
  }

  /**
   * Goes on with a form.
   *
   * @param text what was said, with options resolved
   * @param order the number of an order in it
   * @param freely whether the text means nothing else as far as one knows, so that it may be read
   *     freely
   * @param shop what the shop said to {@link #query}
   * @param zone where the shop is
   * @param most options at once, 2 or more
   */
  public static Move take(
      Form form,
      String text,
      Optional<String> order,
      boolean freely,
      ShopFacts shop,
      Language language,
      ZoneId zone,
      int most) {
    return new FormFilling(
            of(form), form, new View(language, shop, form.filled(), order, zone, most))
        .take(text, freely);
  }

  /** The gap that stops everything, the plainest first. */
  static Optional<Gap> gap(ShopFacts shop) {
    // Who has the order in question can do without the list.
    ShopFacts needed =
        shop.order().found().isPresent() || shop.offer().found().isPresent()
            ? new ShopFacts(Lookup.missing(Gap.UNASKED), shop.order(), shop.offer())
            : shop;
    return Stream.of(Gap.UNSUPPORTED, Gap.SIGN_IN, Gap.SILENT).filter(needed::lack).findFirst();
  }

  private static Skill of(Form form) {
    return ALL.stream()
        .filter(skill -> skill.name().equals(form.skill()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no skill is named " + form.skill()));
  }
}
