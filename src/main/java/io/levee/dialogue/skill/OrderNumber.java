package io.levee.dialogue.skill;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An order's number in what a shopper wrote. */
final class OrderNumber {
  /** Letters that shops put in front, then digits. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<![A-Za-z0-9])([A-Za-z]{0,4})[- ]?(\\d{6,24})(?![A-Za-z0-9])");

  private static final Pattern MOBILE_PHONE = Pattern.compile("1[3-9]\\d{9}");

  private OrderNumber() {}

  static Optional<String> in(String text) {
    Matcher matcher = NUMBER.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
    while (matcher.find()) {
      if (!matcher.group(1).isEmpty() || !MOBILE_PHONE.matcher(matcher.group(2)).matches()) {
        return Optional.of(matcher.group(1).toUpperCase(Locale.ROOT) + matcher.group(2));
      }
    }
    return Optional.empty();
  }
}
