package io.levee.dialogue.skill;

import io.levee.conversation.Language;
import io.levee.storefront.Fulfilment;
import io.levee.storefront.Order;
import io.levee.storefront.Order.Parcel;
import io.levee.storefront.Order.ParcelState;
import io.levee.storefront.Payment;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How an order stands, in words. */
final class OrderWords {
  private static final int MOST_PARCELS = 3;
  private static final int LONGEST_TITLE = 16;
  private static final DateTimeFormatter ZH_MOMENT = DateTimeFormatter.ofPattern("M月d日 HH:mm");
  private static final DateTimeFormatter EN_MOMENT =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter ZH_DAY = DateTimeFormatter.ofPattern("M月d日");
  private static final DateTimeFormatter EN_DAY =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  private OrderWords() {}

  /** The whole story: what it is, how far it has come, where its parcels are. */
  static String story(Order order, View view) {
    List<String> lines = new ArrayList<>();
    lines.add(view.say("track.order", order.number(), goods(order, view), state(order, view)));
    if (order.cancelled()) {
      lines.add(view.say(cancelled(order.payment())));
    } else if (order.parcels().isEmpty() && waits(order)) {
      lines.add(view.say(waiting(order)));
    }
    order.parcels().stream().limit(MOST_PARCELS).forEach(parcel -> lines.add(parcel(parcel, view)));
    if (order.parcels().size() > MOST_PARCELS) {
      lines.add(
          view.say("track.parcels.more", Integer.toString(order.parcels().size() - MOST_PARCELS)));
    }
    order.returns().stream()
        .findFirst()
        .ifPresent(
            back ->
                lines.add(
                    view.say(
                        "track.return",
                        back.number(),
                        view.say("return.state." + tag(back.state())))));
    return String.join("\n", lines);
  }

  /** What was ordered, short: the first line and how many pieces there are in all. */
  static String goods(Order order, View view) {
    String first = shortened(view.in(order.lines().getFirst().title()));
    int pieces = order.lines().stream().mapToInt(Order.Line::ordered).sum();
    return pieces == 1 ? first : view.say("order.goods", first, Integer.toString(pieces));
  }

  /** In a word or two. */
  static String state(Order order, View view) {
    if (order.cancelled()) {
      return view.say("order.state.cancelled");
    }
    if (order.payment() == Payment.UNPAID && order.fulfilment() == Fulfilment.NOT_STARTED) {
      return view.say("order.state.unpaid");
    }
    if (order.fulfilment() == Fulfilment.UNKNOWN && !order.rawStatus().isBlank()) {
      return shortened(order.rawStatus());
    }
    return view.say("order.state." + tag(order.fulfilment()));
  }

  /** Whether a parcel needs somebody to look after it. */
  static boolean troubled(Order order) {
    return order.parcels().stream().anyMatch(parcel -> parcel.state() == ParcelState.PROBLEM);
  }

  static String day(Instant moment, View view) {
    return (view.language() == Language.ZH ? ZH_DAY : EN_DAY).format(moment.atZone(view.zone()));
  }

  private static String cancelled(Payment payment) {
    return switch (payment) {
      case REFUNDED -> "track.cancelled.refunded";
      case UNPAID -> "track.cancelled.unpaid";
      case PAID, PARTLY_REFUNDED, UNKNOWN -> "track.cancelled";
    };
  }

  /** Not every shop tells of parcels: only what has not left waits. */
  private static boolean waits(Order order) {
    return (order.fulfilment() == Fulfilment.NOT_STARTED
            || order.fulfilment() == Fulfilment.PACKING)
        && order.payment() != Payment.REFUNDED;
  }

  private static String waiting(Order order) {
    return order.payment() == Payment.UNPAID ? "track.unpaid" : "track.unshipped";
  }

  private static String parcel(Parcel parcel, View view) {
    StringBuilder line =
        new StringBuilder(
            view.say(
                "track.parcel",
                view.in(parcel.carrier()),
                parcel.trackingNumber(),
                view.say("parcel.state." + tag(parcel.state()))));
    Optional<String> latest =
        parcel.events().stream()
            .findFirst()
            .map(event -> moment(event.at(), view) + ' ' + view.in(event.text()));
    latest.ifPresent(words -> line.append('\n').append(words));
    parcel
        .expectedAt()
        .filter(at -> parcel.deliveredAt().isEmpty() && parcel.state() != ParcelState.DELIVERED)
        .ifPresent(at -> line.append('\n').append(view.say("track.expected", day(at, view))));
    return line.toString();
  }

  private static String moment(Instant moment, View view) {
    return (view.language() == Language.ZH ? ZH_MOMENT : EN_MOMENT)
        .format(moment.atZone(view.zone()));
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_TITLE * 2
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_TITLE * 2 - 1)) + "…";
  }

  private static String tag(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
