package io.levee.dialogue.skill;

import io.levee.storefront.ReturnOffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How many pieces of a line go back. */
final class PiecesSlot implements Slot {
  static final String NAME = "pieces";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean wanted(View view) {
    return most(view) > 1;
  }

  @Override
  public Optional<String> read(String text, View view) {
    return Said.count(text).stream().mapToObj(Integer::toString).findFirst();
  }

  @Override
  public Optional<String> guess(String text, View view) {
    return Said.all(text) ? Optional.of(Integer.toString(most(view))) : Optional.empty();
  }

  @Override
  public boolean heardUnasked() {
    return false;
  }

  @Override
  public Optional<String> fault(String value, View view) {
    int pieces = Integer.parseInt(value);
    return pieces >= 1 && pieces <= most(view)
        ? Optional.empty()
        : Optional.of(view.say("return.pieces.most", Integer.toString(most(view))));
  }

  @Override
  public String title(View view) {
    return view.say("slot.pieces");
  }

  @Override
  public String question(View view) {
    return view.say(
        "return.pieces",
        ItemSlot.line(view).map(line -> ItemSlot.label(line, view)).orElse(""),
        Integer.toString(most(view)));
  }

  @Override
  public List<String> options(View view) {
    return IntStream.rangeClosed(1, Math.min(most(view), view.most()))
        .mapToObj(n -> view.say("return.pieces.option", Integer.toString(n)))
        .toList();
  }

  private static int most(View view) {
    return ItemSlot.line(view).map(ReturnOffer.Line::pieces).orElse(1);
  }
}
