package io.levee.channel;

import io.levee.conversation.Customer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Images in memory. What a file begins with may ask for another outcome. */
final class FakeUploads implements Uploads {
  /** An image that is always there, of nobody. */
  static final String KNOWN = "AAAAAAAAAAAAAAAAAAAAAA";

  volatile Limits limits = new Limits(10_000, Duration.ofMillis(700), 2, 2);
  volatile boolean down;
  volatile boolean holding;
  final List<Promise<Void>> held = new ArrayList<>();
  private final Map<String, Image> images = new LinkedHashMap<>();
  private final Map<String, String> owners = new LinkedHashMap<>();

  FakeUploads() {
    images.put(KNOWN, new Image("image/png", Buffer.buffer("picture")));
  }

  @Override
  public Limits limits() {
    return limits;
  }

  private synchronized <T> Future<T> orDown(T value) {
    if (holding) {
      Promise<Void> promise = Promise.promise();
      held.add(promise);
      return FakeRoad.here(promise.future()).map(value);
    }
    return down
        ? Future.failedFuture(new IllegalStateException("down"))
        : Future.succeededFuture(value);
  }

  /** Lets those go that were held. */
  synchronized void release() {
    holding = false;
    held.forEach(Promise::complete);
    held.clear();
  }

  synchronized int heldNow() {
    return held.size();
  }

  @Override
  public synchronized Future<Kept> keep(Customer customer, Buffer file) {
    return orDown(
        switch (file.toString()) {
          case "text" -> new Kept.NoImage("it is neither JPEG, PNG, GIF nor WebP; send one");
          case "broken" -> new Kept.Unusable("the PNG is broken");
          case "many" -> new Kept.TooMany("enough for now", Duration.ofMinutes(20));
          case "full" -> new Kept.Full(Duration.ofMinutes(10));
          default -> stored(customer, file);
        });
  }

  private Kept stored(Customer customer, Buffer file) {
    String id = "%022d".formatted(images.size());
    images.put(id, new Image("image/png", file));
    owners.put(id, customer.lane());
    return new Kept.Stored(id);
  }

  @Override
  public synchronized Future<Optional<Image>> read(String uploadId) {
    return orDown(Optional.ofNullable(images.get(uploadId)));
  }

  @Override
  public synchronized Future<Set<String>> owned(Customer customer, Collection<String> ids) {
    return orDown(
        ids.stream()
            .filter(id -> customer.lane().equals(owners.get(id)))
            .collect(Collectors.toSet()));
  }
}
