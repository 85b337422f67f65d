package io.levee.journal;

import io.levee.TestPostgres;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Kind;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import io.levee.conversation.Understood;
import io.levee.postgres.PostgresAddress;
import io.levee.postgres.PostgresConfig;
import io.levee.postgres.PostgresLink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** One event loop with a journal on it, as a gateway has several. */
final class Gateway implements AutoCloseable {
  static final JournalConfig CONFIG =
      new JournalConfig(
          64,
          2,
          Duration.ofMillis(50),
          4_096,
          Duration.ofSeconds(4),
          Duration.ofMillis(200),
          Duration.ofSeconds(60));

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context loop = vertx.getOrCreateContext();
  final PostgresLink link;
  final Journal journal;
  final Outbox outbox;

  Gateway(String url) {
    this(url, CONFIG);
  }

  Gateway(String url, JournalConfig config) {
    PostgresConfig postgres = TestPostgres.config(url);
    link =
        get(
            () ->
                Future.succeededFuture(
                    new PostgresLink(vertx, PostgresAddress.parse(url), postgres, meters)));
    journal =
        get(
            () ->
                Future.succeededFuture(
                    new PgJournal(vertx, link, () -> config, meters, System::nanoTime)));
    outbox = new PgOutbox(link, () -> config, meters);
    awaitConnected();
  }

  void awaitConnected() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get(() -> Future.succeededFuture(link.connected())));
  }

  <T> CompletableFuture<T> on(Supplier<Future<T>> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    loop.runOnContext(
        v ->
            work.get()
                .onComplete(
                    r -> {
                      if (r.succeeded()) {
                        done.complete(r.result());
                      } else {
                        done.completeExceptionally(r.cause());
                      }
                    }));
    return done;
  }

  <T> T get(Supplier<Future<T>> work) {
    return on(work).orTimeout(20, TimeUnit.SECONDS).join();
  }

  Committed commit(Entry entry) {
    return get(() -> journal.commit(entry));
  }

  /** Commits all of them within one tick. */
  List<CompletableFuture<Committed>> commitTogether(List<Entry> entries) {
    return get(
        () ->
            Future.succeededFuture(
                entries.stream()
                    .map(e -> journal.commit(e).toCompletionStage().toCompletableFuture())
                    .toList()));
  }

  @Override
  public void close() {
    get(link::close);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  static ConversationId newConversation() {
    return ConversationId.mint(Instant.now(), ThreadLocalRandom.current());
  }

  static Customer customer(String id) {
    return new Customer("demo", id, "Li", "vip");
  }

  static Message said(ConversationId conversation, int seq, String messageId, String text) {
    return said(conversation, seq, messageId, text, Optional.empty());
  }

  static Message said(
      ConversationId conversation,
      int seq,
      String messageId,
      String text,
      Optional<Understood> understood) {
    return new Message(
        conversation,
        seq,
        Sender.CUSTOMER,
        Kind.TEXT,
        messageId,
        text,
        List.of(),
        List.of(),
        now(),
        "",
        understood);
  }

  static Message bot(ConversationId conversation, int seq, String text) {
    return Message.bot(conversation, seq, text, List.of("yes", "no"), now(), Optional.empty());
  }

  /** To the microsecond, as PostgreSQL keeps it. */
  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  /** A turn: what the customer said, and the bot's answer. */
  static Entries turn(ConversationId conversation, int seq, String messageId) {
    return new Entries(
        customer("c-" + conversation),
        List.of(
            said(conversation, seq, messageId, "where is it " + messageId),
            bot(conversation, seq + 1, "on its way " + messageId)));
  }
}
