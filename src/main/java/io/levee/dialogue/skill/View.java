package io.levee.dialogue.skill;

import io.levee.conversation.Language;
import io.levee.conversation.Wording;
import io.levee.storefront.Label;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What a skill goes by.
 *
 * @param filled what is known, by slot
 * @param order the number of an order in what was said last
 * @param zone the shop's
 * @param most options offered at once
 */
record View(
    Language language,
    ShopFacts shop,
    Map<String, String> filled,
    Optional<String> order,
    ZoneId zone,
    int most) {

  Optional<String> value(String slot) {
    return Optional.ofNullable(filled.get(slot));
  }

  View with(Map<String, String> now) {
    return new View(language, shop, now, order, zone, most);
  }

  String say(String key, Object... arguments) {
    return Wording.of(language, key, arguments);
  }

  String in(Label label) {
    return label.in(language);
  }
}
