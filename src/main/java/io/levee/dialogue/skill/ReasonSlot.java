package io.levee.dialogue.skill;

import io.levee.storefront.ReturnOffer;
import io.levee.storefront.ReturnOffer.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why the goods go back: one of the shop's reasons. */
final class ReasonSlot implements Slot {
  static final String NAME = "reason";
  private static final double ALIKE = 0.34;

  /** What shoppers say of the reasons that most shops have. */
  private record Usual(Pattern said, Pattern label) {
    static Usual of(String said, String label) {
      int anyCase = Pattern.CASE_INSENSITIVE;
      return new Usual(Pattern.compile(said, anyCase), Pattern.compile(label, anyCase));
    }
  }

  private static final List<Usual> USUAL =
      List.of(
          Usual.of(
              "[大小长短肥]了|太[大小长短肥紧]|偏[大小]|不合[身适]|穿不[上下]|too (big|small|large|tight|long)|fit",
              "尺码|尺寸|大小|size|fit"),
          Usual.of("坏|破|碎|裂|damag|broken", "破损|损坏|坏|damage|broken"),
          Usual.of("开线|线头|起球|瑕疵|质量|做工|褪色|defect|faulty|poor", "质量|瑕疵|quality|defect|faulty"),
          Usual.of("发错|错发|寄错|拿错|wrong (item|one|thing)", "发错|错发|wrong"),
          Usual.of("不符|色差|不一样|跟图|和图|differ|not as|picture", "不符|描述|described|description"),
          Usual.of(
              "不喜欢|不想要|不要了|后悔|changed my mind|don.?t (like|want|need)",
              "不喜欢|不想要|无理由|七天|7 ?天|mind"));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> read(String text, View view) {
    return reasons(view).stream()
        .filter(reason -> Said.same(text, view.in(reason.label())))
        .map(Reason::code)
        .findFirst();
  }

  @Override
  public Optional<String> guess(String text, View view) {
    return reasons(view).stream()
        .filter(reason -> Said.likeness(text, view.in(reason.label())) >= ALIKE)
        .max(Comparator.comparingDouble(r -> Said.likeness(text, view.in(r.label()))))
        .or(() -> byUsualWords(text, view))
        .map(Reason::code);
  }

  private static Optional<Reason> byUsualWords(String text, View view) {
    return USUAL.stream()
        .filter(usual -> usual.said.matcher(text).find())
        .flatMap(
            usual ->
                reasons(view).stream()
                    .filter(reason -> usual.label.matcher(view.in(reason.label())).find()))
        .findFirst();
  }

  @Override
  public Optional<String> fault(String value, View view) {
    return reasons(view).stream().anyMatch(reason -> reason.code().equals(value))
        ? Optional.empty()
        : Optional.of(view.say("return.reason.unknown"));
  }

  @Override
  public String title(View view) {
    return view.say("slot.reason");
  }

  @Override
  public String question(View view) {
    String order = view.value(OrderSlot.NAME).orElse("");
    return ItemSlot.all(view)
        ? view.say("return.reason.all", order)
        : view.say(
            "return.reason",
            order,
            ItemSlot.line(view).map(line -> ItemSlot.label(line, view)).orElse(""));
  }

  @Override
  public List<String> options(View view) {
    return reasons(view).stream()
        .limit(view.most())
        .map(reason -> view.in(reason.label()))
        .toList();
  }

  static String label(View view) {
    return reasons(view).stream()
        .filter(reason -> view.value(NAME).equals(Optional.of(reason.code())))
        .map(reason -> view.in(reason.label()))
        .findFirst()
        .orElse("");
  }

  private static List<Reason> reasons(View view) {
    return view.shop().offer().found().map(ReturnOffer::reasons).orElse(List.of());
  }
}
