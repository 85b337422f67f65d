package io.levee.channel;

import io.levee.conversation.Customer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Where the images are kept that shoppers send. Safe from any event loop; futures complete on the
 * caller's context, and fail only when the store cannot be reached, which reads as 503.
 */
public interface Uploads {

  /**
   * How much of them may be on the wire at once.
   *
   * @param maxBytes the longest image
   * @param patience how long one may take to arrive
   * @param arriving the most that arrive at once on this node
   * @param leaving the most that are shown at once on this node
   */
  record Limits(int maxBytes, Duration patience, int arriving, int leaving) {}

  /** Those that hold now. */
  Limits limits();

  /** What became of an image. */
  sealed interface Kept {
    /**
     * It is on disk.
     *
     * @param uploadId 22 of {@code A-Za-z0-9_-}, which nobody can guess
     */
    record Stored(String uploadId) implements Kept {}

    /** It is none of the formats that are taken. */
    record NoImage(String detail) implements Kept {}

    /** It is broken, or has more pixels than anybody wants to see. */
    record Unusable(String detail) implements Kept {}

    /** This customer sent many already. */
    record TooMany(String detail, Duration retryAfter) implements Kept {}

    /** There is no room for more. */
    record Full(Duration retryAfter) implements Kept {}
  }

  /**
   * Keeps an image, without its metadata. The same one of the same customer is kept once.
   *
   * @param file as it was sent
   */
  Future<Kept> keep(Customer customer, Buffer file);

  /**
   * @param type the media type that its bytes say
   */
  record Image(String type, Buffer bytes) {}

  /** The image of that id; empty when there is none, or none any more. */
  Future<Optional<Image>> read(String uploadId);

  /** Those of the ids that are images of that customer. */
  Future<Set<String>> owned(Customer customer, Collection<String> uploadIds);
}
