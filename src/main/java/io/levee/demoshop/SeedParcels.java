package io.levee.demoshop;

import io.levee.demoshop.Plot.Goods;
import io.levee.demoshop.Plot.Journey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The parcels of seeded orders, and what their carriers reported. */
final class SeedParcels {
  private record Stage(String zh, String en) {}

  private static final List<Carrier> CARRIERS = List.of(Carrier.values());
  private static final List<String[]> CITIES =
      List.of(
          new String[] {"杭州", "Hangzhou"},
          new String[] {"广州", "Guangzhou"},
          new String[] {"成都", "Chengdu"},
          new String[] {"武汉", "Wuhan"},
          new String[] {"西安", "Xi'an"},
          new String[] {"沈阳", "Shenyang"});

  private final Instant now;
  private final Random random;

  SeedParcels(Instant now, Random random) {
    this.now = now;
    this.random = random;
  }

  List<SeedOrder.Parcel> of(Plot plot, Instant placedAt, List<SeedOrder.Line> lines) {
    Instant shippedAt = placedAt.plus(Duration.ofMinutes(8 * 60 + random.nextInt(8 * 60)));
    if (plot.goods() == Goods.HALF_THERE) {
      return List.of(
          parcel(Journey.ARRIVED, shippedAt, lines.subList(0, 1)),
          parcel(plot.journey(), shippedAt.plusSeconds(3_600), lines.subList(1, lines.size())));
    }
    List<SeedOrder.Line> sent = lines.stream().filter(line -> line.shipped() > 0).toList();
    return sent.isEmpty() ? List.of() : List.of(parcel(plot.journey(), shippedAt, sent));
  }

  private SeedOrder.Parcel parcel(
      Journey journey, Instant shippedAt, List<SeedOrder.Line> contents) {
    Carrier carrier = CARRIERS.get(random.nextInt(CARRIERS.size()));
    Instant last = last(journey, shippedAt);
    boolean arrived = journey == Journey.ARRIVED || journey == Journey.ARRIVED_LONG_AGO;
    return new SeedOrder.Parcel(
        carrier,
        carrier.number(random),
        state(journey),
        shippedAt,
        arrived ? last : now.plus(Duration.ofHours(hoursToGo(journey))),
        arrived ? Optional.of(last) : Optional.empty(),
        contents,
        events(journey, shippedAt, last));
  }

  private Instant last(Journey journey, Instant shippedAt) {
    return switch (journey) {
      case ARRIVED -> shippedAt.plus(Duration.ofHours(44)).plusSeconds(random.nextInt(20_000));
      case ARRIVED_LONG_AGO -> shippedAt.plus(Duration.ofHours(60));
      case STUCK -> shippedAt.plus(Duration.ofHours(50));
      case NONE, MOVING, ON_THE_VAN, AT_THE_STATION ->
          now.minusSeconds(600 + random.nextInt(7_200));
    };
  }

  private static String state(Journey journey) {
    return switch (journey) {
      case NONE -> "announced";
      case MOVING -> "in-transit";
      case STUCK -> "problem";
      case ON_THE_VAN -> "out-for-delivery";
      case AT_THE_STATION -> "at-pickup-point";
      case ARRIVED, ARRIVED_LONG_AGO -> "delivered";
    };
  }

  private static int hoursToGo(Journey journey) {
    return switch (journey) {
      case ON_THE_VAN -> 4;
      case AT_THE_STATION -> 1;
      case NONE, MOVING, STUCK, ARRIVED, ARRIVED_LONG_AGO -> 36;
    };
  }

  /** Evenly from the shop's door to the last report. */
  private List<SeedOrder.Event> events(Journey journey, Instant from, Instant to) {
    List<Stage> stages = stages(journey);
    long step = Duration.between(from, to).toSeconds() / (stages.size() - 1);
    List<SeedOrder.Event> events = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      Instant at = i == stages.size() - 1 ? to : from.plusSeconds(step * i);
      events.add(new SeedOrder.Event(at, stages.get(i).zh, stages.get(i).en));
    }
    return events;
  }

  private List<Stage> stages(Journey journey) {
    String[] city = CITIES.get(random.nextInt(CITIES.size()));
    List<Stage> stages =
        new ArrayList<>(
            List.of(
                new Stage("快递员已在上海揽收", "Collected in Shanghai"),
                new Stage("快件已离开上海转运中心", "Left the Shanghai hub"),
                new Stage("快件已到达" + city[0] + "转运中心", "Arrived at the " + city[1] + " hub")));
    switch (journey) {
      case NONE, MOVING -> {}
      case STUCK ->
          stages.add(
              new Stage("地址不详，联系不上收件人", "Address incomplete, could not reach the recipient"));
      case ON_THE_VAN -> stages.add(new Stage("快递员正在派送", "Out for delivery"));
      case AT_THE_STATION ->
          stages.add(new Stage("快件已放入驿站，请凭取件码领取", "Waiting at the pick-up point"));
      case ARRIVED, ARRIVED_LONG_AGO -> {
        stages.add(new Stage("快递员正在派送", "Out for delivery"));
        stages.add(new Stage("快件已签收", "Delivered"));
      }
    }
    return stages;
  }
}
