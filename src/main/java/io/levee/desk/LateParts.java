package io.levee.desk;

import io.levee.channel.agent.AgentFrame.Late;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a packet lacks when it is handed over, for nobody waits for it: the shop's orders, and how
 * often this customer was here before.
 */
final class LateParts {
  private static final Logger log = LoggerFactory.getLogger(LateParts.class);

  /** How long after a part could not be had it is asked for again, in milliseconds. */
  private static final List<Integer> AGAIN = List.of(1_000, 3_000, 9_000);

  private final Home home;
  private final Function<Customer, Future<List<String>>> orders;
  private final Function<Customer, Future<Integer>> conversations;
  private final Counter handed;
  private final Timer complete;

  LateParts(
      Home home,
      Function<Customer, Future<List<String>>> orders,
      Function<Customer, Future<Integer>> conversations,
      MeterRegistry meters) {
    this.home = home;
    this.orders = orders;
    this.conversations = conversations;
    this.handed =
        Counter.builder("levee.desk.packets")
            .description("Packets that were handed over, complete by now or not")
            .register(meters);
    this.complete =
        Timer.builder("levee.desk.packet.complete")
            .description("From handing a packet over until its last part was told")
            .serviceLevelObjectives(Duration.ofMillis(100), Duration.ofSeconds(1))
            .register(meters);
  }

  /** Asks for them, and tells each when it comes to the sockets that show the conversation. */
  void fill(LocalAgent agent, Entry entry) {
    handed.increment();
    Timer.Sample began = Timer.start();
    Future<Void> bought =
        part(agent, entry, "orders", () -> orders.apply(entry.customer), AGAIN)
            .onSuccess(found -> orders(agent, entry, found))
            .mapEmpty();
    Future<Void> earlier =
        part(agent, entry, "earlier", () -> conversations.apply(entry.customer), AGAIN)
            .onSuccess(count -> earlier(agent, entry, count))
            .mapEmpty();
    Future.all(bought, earlier).onSuccess(all -> began.stop(complete));
  }

  /** Asks again after a while, as long as the conversation is on that desk. */
  private <T> Future<T> part(
      LocalAgent agent,
      Entry entry,
      String name,
      Supplier<Future<T>> question,
      List<Integer> pauses) {
    return home.here(question.get())
        .recover(
            failure -> {
              missing(entry.conversation, name, failure);
              if (pauses.isEmpty() || agent.desk.get(entry.conversation) != entry) {
                return Future.failedFuture(failure);
              }
              Promise<T> later = Promise.promise();
              home.later(
                  pauses.getFirst(),
                  () ->
                      part(agent, entry, name, question, pauses.subList(1, pauses.size()))
                          .onComplete(later));
              return later.future();
            });
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
