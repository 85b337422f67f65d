package io.levee.storefront;

import io.levee.conversation.Language;
import java.util.Map;

/**
 * A text of the shop's for people to read, in the languages that the shop has it in.
 *
 * @param texts by language, never empty
 */
public record Label(Map<Language, String> texts) {
  public Label {
    texts = Map.copyOf(texts);
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("a label needs a text in at least one language");
    }
  }

  /** The same text whatever the language. */
  public static Label of(String text) {
    return new Label(Map.of(Language.ZH, text, Language.EN, text));
  }

  /** The text in that language, or in the other one where the shop has no such text. */
  public String in(Language language) {
    return texts.getOrDefault(language, texts.values().iterator().next());
  }
}
