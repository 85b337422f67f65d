package io.levee.desk;

import io.levee.channel.agent.AgentFrame.Late;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a packet lacks when it is handed over, for nobody waits for it: the shop's orders, and how
 * often this customer was here before.
 */
final class LateParts {
  private static final Logger log = LoggerFactory.getLogger(LateParts.class);

  private final Home home;
  private final Function<Customer, Future<List<String>>> orders;
  private final Function<Customer, Future<Integer>> conversations;
  private final Timer complete;

  LateParts(
      Home home,
      Function<Customer, Future<List<String>>> orders,
      Function<Customer, Future<Integer>> conversations,
      MeterRegistry meters) {
    this.home = home;
    this.orders = orders;
    this.conversations = conversations;
    this.complete =
        Timer.builder("levee.desk.packet.complete")
            .description("From handing a packet over until its last part was told")
            .serviceLevelObjectives(Duration.ofMillis(100), Duration.ofSeconds(1))
            .register(meters);
  }

  /** Asks for them, and tells each when it comes to the sockets that show the conversation. */
  void fill(LocalAgent agent, Entry entry) {
    Timer.Sample began = Timer.start();
    Future<Void> bought =
        home.here(orders.apply(entry.customer))
            .onSuccess(found -> orders(agent, entry, found))
            .onFailure(failure -> missing(entry.conversation, "orders", failure))
            .mapEmpty();
    Future<Void> earlier =
        home.here(conversations.apply(entry.customer))
            .onSuccess(count -> earlier(agent, entry, count))
            .onFailure(failure -> missing(entry.conversation, "earlier conversations", failure))
            .mapEmpty();
    Future.all(bought, earlier).onSuccess(all -> began.stop(complete));
  }

  private static void orders(LocalAgent agent, Entry entry, List<String> found) {
    if (!found.isEmpty()) {
      Optional<List<String>> said = Optional.of(found);
      tell(agent, entry, late(entry, said, OptionalInt.empty()));
    }
  }

  private static void earlier(LocalAgent agent, Entry entry, int all) {
    // This one is among them.
    OptionalInt before = OptionalInt.of(Math.max(0, all - 1));
    tell(agent, entry, late(entry, Optional.empty(), before));
  }

  private static Late late(Entry entry, Optional<List<String>> orders, OptionalInt earlier) {
    return new Late(entry.conversation, orders, Optional.empty(), Optional.empty(), earlier);
  }

  private static void tell(LocalAgent agent, Entry entry, Late late) {
    if (agent.desk.get(entry.conversation) == entry) {
      agent.seats.stream()
          .filter(seat -> seat.told.containsKey(entry.conversation))
          .forEach(seat -> seat.tell(late));
    }
  }

  private static void missing(ConversationId conversation, String what, Throwable failure) {
    log.atDebug()
        .addKeyValue("conversation", conversation)
        .addKeyValue("part", what)
        .addKeyValue("cause", failure.getMessage())
        .log("A part of a packet is missing");
  }
}
