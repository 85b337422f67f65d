package io.levee.uploads;

import io.levee.channel.Uploads;
import io.levee.conversation.Customer;
import io.levee.postgres.PostgresLink;
import io.levee.uploads.image.NotTaken;
import io.levee.uploads.image.Picture;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The images of a node's shoppers, in PostgreSQL. They travel over connections of their own, so
 * that megabytes do not stand in the way of messages; files are read on worker threads.
 */
public final class ImageStore implements Uploads {
  private final Vertx vertx;
  private final Context home;
  private final Supplier<PostgresLink> open;
  private final Supplier<UploadsConfig> config;
  private final UploadMeters meters;
  private PostgresLink link;
  private Sweep sweep;

  /** A picture as it goes into the store. */
  private record Fresh(String id, Picture picture, Buffer sha256) {}

  /**
   * @param home the event loop that owns the connections
   * @param open makes them, on that loop; called once
   */
  public ImageStore(
      Vertx vertx,
      Context home,
      Supplier<PostgresLink> open,
      Supplier<UploadsConfig> config,
      MeterRegistry meters) {
    this.vertx = vertx;
    this.home = home;
    this.open = open;
    this.config = config;
    this.meters = new UploadMeters(meters, config);
  }

  /**
   * Opens the connections, and begins to delete what is too old.
   *
   * @return completes when images may come; they are refused until the connections are up
   */
  public Future<Void> start() {
    return atHome(
        () -> {
          link = open.get();
          sweep = new Sweep(vertx, link, config, meters);
          sweep.start();
          return Future.succeededFuture();
        });
  }

  /** Deletes no more. @return completes when that is so; the connections stay open */
  public Future<Void> close() {
    return atHome(
        () -> {
          if (sweep != null) {
            sweep.stop();
          }
          return Future.succeededFuture();
        });
  }

  @Override
  public Limits limits() {
    UploadsConfig now = config.get();
    return new Limits(now.maxBytes(), now.patience(), now.maxArriving(), now.maxLeaving());
  }

  @Override
  public Future<Kept> keep(Customer customer, Buffer file) {
    long mostPixels = config.get().maxPixels();
    return vertx
        .executeBlocking(() -> clean(file.getBytes(), mostPixels), false)
        .compose(fresh -> store(customer, fresh))
        .recover(
            why ->
                why instanceof NotTaken no
                    ? Future.succeededFuture(refusal(no))
                    : Future.failedFuture(why))
        .onSuccess(meters::count);
  }

  private static Fresh clean(byte[] file, long mostPixels)
      throws NotTaken, NoSuchAlgorithmException {
    Picture picture = Picture.of(file, mostPixels);
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(picture.bytes());
    return new Fresh(UploadId.mint(), picture, Buffer.buffer(sha256));
  }

  private static Kept refusal(NotTaken no) {
    return switch (no.why()) {
      case FORMAT -> new Kept.NoImage(no.getMessage());
      case BROKEN, PIXELS -> new Kept.Unusable(no.getMessage());
    };
  }

  private Future<Kept> store(Customer customer, Fresh fresh) {
    UploadsConfig now = config.get();
    Picture picture = fresh.picture();
    return ask(
            Sql.KEEP,
            Tuple.of(
                fresh.id(),
                customer.storefront(),
                customer.id(),
                picture.format().type(),
                picture.bytes().length,
                fresh.sha256(),
                Buffer.buffer(picture.bytes()),
                (long) now.perHour(),
                now.maxStored()))
        .map(rows -> outcome(rows.iterator().next(), now));
  }

  private Kept outcome(Row row, UploadsConfig limits) {
    Long total = row.getLong("total");
    if (total != null) {
      meters.stored(total);
    }
    String id = row.getString("upload_id");
    if (id != null) {
      return new Kept.Stored(id);
    }
    if (row.getLong("images") >= limits.perHour()) {
      return new Kept.TooMany(
          "one customer may send " + limits.perHour() + " images an hour",
          Duration.ofSeconds(Math.max(1, row.getLong("seconds"))));
    }
    return new Kept.Full(limits.sweepInterval());
  }

  @Override
  public Future<Optional<Image>> read(String uploadId) {
    return ask(Sql.READ, Tuple.of(uploadId))
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(new Image(row.getString("type"), row.getBuffer("bytes")));
              }
              return Optional.empty();
            });
  }

  @Override
  public Future<Set<String>> owned(Customer customer, Collection<String> uploadIds) {
    String[] ids = uploadIds.toArray(String[]::new);
    return ask(Sql.OWNED, Tuple.of(ids, customer.storefront(), customer.id()))
        .map(
            rows -> {
              Set<String> owned = new HashSet<>();
              rows.forEach(row -> owned.add(row.getString("upload_id")));
              return owned;
            });
  }

  private Future<RowSet<Row>> ask(String sql, Tuple values) {
    return atHome(() -> link.execute(sql, values));
  }

  /** Runs it where the connections are, and completes on the caller's context. */
  private <T> Future<T> atHome(Supplier<Future<T>> work) {
    Context caller = vertx.getOrCreateContext();
    Promise<T> promise = Promise.promise();
    home.runOnContext(
        there ->
            Future.<Void>succeededFuture()
                // A throw must not leave whoever waits without an answer.
                .compose(now -> work.get())
                .onComplete(done -> caller.runOnContext(back -> promise.handle(done))));
    return promise.future();
  }
}
