package io.levee.understanding.slots;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Letters and digits that may be a number of some kind.
 *
 * @param value without what stood between
 * @param spaced whether something stood between
 * @param cuts at how many of its ends it was cut off other letters or digits, 0–2
 */
record NumberReading(Folded text, int start, int end, String value, boolean spaced, int cuts) {
  /** What all that follow, and the carriers' numbers, have in common. */
  private static final Pattern SHAPE = Pattern.compile("[A-Z0-9]{0,7}\\d{5}[A-Z0-9]*");

  private static final Pattern MOBILE = Pattern.compile("(?:0{0,2}86)?(1[3-9]\\d{9})");
  private static final Pattern LANDLINE =
      Pattern.compile("0(?:10|2\\d|[3-9]\\d{2})\\d{7,8}|[48]00\\d{7}");
  private static final Pattern PARCEL = Pattern.compile("\\d{10,20}");
  private static final Pattern CARD = Pattern.compile("\\d{16,19}");
  private static final Pattern IDENTITY = Pattern.compile("[1-8]\\d{16}[\\dX]");
  private static final Pattern VAGUE = Pattern.compile("[A-Z]{0,6}\\d{5,24}");
  private static final int[] IDENTITY_WEIGHTS = {
    7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2
  };
  private static final double PER_CUT = 0.12;
  private static final double SPACED = 0.04;

  void read(SlotContext context, Consumer<Slot> found) {
    if (!SHAPE.matcher(value).matches()
        && context.orderNumbers().stream().noneMatch(p -> p.matcher(value).matches())) {
      return;
    }
    Cue cue = Cue.around(text, start, end);
    if (IDENTITY.matcher(value).matches() && identity()) {
      accept(found, SlotKind.IDENTITY_NUMBER, value, "", 0.96);
      return;
    }
    if (cue == Cue.CARD && CARD.matcher(value).matches() && luhn(value)) {
      accept(found, SlotKind.BANK_CARD, value, "", 0.95);
      return;
    }
    phone(cue, found);
    order(cue, context, found);
    parcel(cue, found);
  }

  private void phone(Cue cue, Consumer<Slot> found) {
    java.util.regex.Matcher mobile = MOBILE.matcher(value);
    if (mobile.matches()) {
      accept(found, SlotKind.PHONE, mobile.group(1), "", cue == Cue.PHONE ? 0.98 : 0.95);
    } else if ((spaced || cue == Cue.PHONE) && LANDLINE.matcher(value).matches()) {
      accept(found, SlotKind.PHONE, value, "", cue == Cue.PHONE ? 0.95 : 0.8);
    }
  }

  private void order(Cue cue, SlotContext context, Consumer<Slot> found) {
    if (context.orderNumbers().stream().anyMatch(p -> p.matcher(value).matches())) {
      boolean plain = digits();
      double confidence =
          switch (cue) {
            case ORDER -> plain ? 0.96 : 0.99;
            case TRACKING, PHONE, CARD, IDENTITY -> plain ? 0.5 : 0.9;
            case NONE -> plain ? 0.8 : 0.97;
          };
      accept(found, SlotKind.ORDER_NUMBER, value, "", confidence);
    } else if (cue == Cue.ORDER
        && !spaced
        && VAGUE.matcher(value).matches()
        && !MOBILE.matcher(value).matches()
        && Carrier.of(value).isEmpty()) {
      accept(found, SlotKind.ORDER_NUMBER, value, "", 0.5);
    }
  }

  private void parcel(Cue cue, Consumer<Slot> found) {
    Optional<Carrier> lettered = Carrier.of(value);
    if (lettered.isPresent()) {
      accept(found, SlotKind.TRACKING_NUMBER, value, lettered.get().code(), 0.95);
    } else if (cue == Cue.TRACKING && PARCEL.matcher(value).matches()) {
      Optional<Carrier> named =
          Carrier.named(text.before(start, 14)).or(() -> Carrier.named(text.after(end, 8)));
      accept(
          found,
          SlotKind.TRACKING_NUMBER,
          value,
          named.map(Carrier::code).orElse(""),
          MOBILE.matcher(value).matches() ? 0.6 : named.isPresent() ? 0.93 : 0.88);
    }
  }

  private void accept(
      Consumer<Slot> found, SlotKind kind, String normalised, String detail, double confidence) {
    double sure = confidence - PER_CUT * cuts - (spaced ? SPACED : 0);
    found.accept(new Slot(kind, start, end, normalised, detail, sure));
  }

  private boolean digits() {
    return value.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** GB 11643: a day of birth, and a checksum by ISO 7064 MOD 11-2. */
  private boolean identity() {
    int sum = 0;
    for (int i = 0; i < IDENTITY_WEIGHTS.length; i++) {
      sum += (value.charAt(i) - '0') * IDENTITY_WEIGHTS[i];
    }
    int year = Integer.parseInt(value.substring(6, 10));
    try {
      LocalDate.of(
          year,
          Integer.parseInt(value.substring(10, 12)),
          Integer.parseInt(value.substring(12, 14)));
    } catch (DateTimeException e) {
      return false;
    }
    return year >= 1900 && year < 2100 && "10X98765432".charAt(sum % 11) == value.charAt(17);
  }

  /** ISO/IEC 7812-1, annex B. */
  private static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? digit : digit * 2;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
