package io.levee.demoshop;

import io.levee.demoshop.Plot.Goods;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Two hundred orders of forty customers, five each, some in every {@link Plot}. The same orders
 * each time, only the dates move with the time of seeding.
 */
final class Seed {
  static final int ORDERS_EACH = 5;
  private static final int FIRST_NUMBER = 100_001;
  private static final int MOST_LINES = 3;

  private final Instant now;
  private final Random random = new Random(2_011);

  Seed(Instant now) {
    this.now = now;
  }

  List<SeedOrder> orders() {
    List<SeedOrder> orders = new ArrayList<>();
    Plot[] plots = Plot.values();
    for (int i = 0; i < Person.ALL.size() * ORDERS_EACH; i++) {
      String customer = Person.id(i / ORDERS_EACH);
      orders.add(order("LV" + (FIRST_NUMBER + i), customer, plots[i % plots.length]));
    }
    return orders;
  }

  private SeedOrder order(String number, String customer, Plot plot) {
    Instant placedAt =
        now.minus(Duration.ofHours(plot.ageHours()))
            .minusSeconds(random.nextInt(plot.ageHours() * 600));
    List<SeedOrder.Line> lines = lines(plot);
    List<SeedOrder.Parcel> parcels = new SeedParcels(now, random).of(plot, placedAt, lines);
    Optional<SeedOrder.Return> returned =
        plot.returned()
            .map(
                state ->
                    new SeedOrder.Return(
                        state,
                        parcels.getFirst().deliveredAt().orElseThrow().plus(Duration.ofHours(9)),
                        lines.getFirst()));
    return new SeedOrder(number, customer, placedAt, plot, lines, parcels, returned);
  }

  private List<SeedOrder.Line> lines(Plot plot) {
    int fewest = plot.fewestLines();
    int count = fewest + random.nextInt(MOST_LINES - fewest + 1);
    Set<Product> chosen = new HashSet<>();
    List<SeedOrder.Line> lines = new ArrayList<>();
    while (lines.size() < count) {
      Product product = Product.ALL.get(random.nextInt(Product.ALL.size()));
      // What was returned is something that can be.
      boolean suits = plot.returned().isEmpty() || product.returnable();
      if (suits && chosen.add(product)) {
        lines.add(line(product, 1 + random.nextInt(4) / 3, plot.goods(), lines.size()));
      }
    }
    return lines;
  }

  private static SeedOrder.Line line(Product product, int pieces, Goods goods, int index) {
    boolean first = index == 0;
    int shipped =
        switch (goods) {
          case HERE -> 0;
          case HALF_SENT -> first ? pieces : 0;
          case SENT, HALF_THERE, THERE, BACK -> pieces;
        };
    int delivered =
        switch (goods) {
          case HERE, HALF_SENT, SENT -> 0;
          case HALF_THERE -> first ? pieces : 0;
          case THERE, BACK -> pieces;
        };
    int returned = goods == Goods.BACK && first ? pieces : 0;
    return new SeedOrder.Line("l" + (index + 1), product, pieces, shipped, delivered, returned);
  }
}
