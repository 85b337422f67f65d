package io.levee.channel.shopper;

import io.levee.channel.Uploads;
import io.levee.channel.wire.Problem;
import io.levee.conversation.Attachment;
import io.levee.conversation.Customer;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks up whether what came with a message is the sender's. Safe from any event loop. */
final class Attached {
  static final String UNKNOWN = "names no upload of yours";

  private final Uploads uploads;

  Attached(Uploads uploads) {
    this.uploads = uploads;
  }

  /**
   * What is wrong with them, which is that the customer has not uploaded them.
   *
   * @return completes with it, at once where nothing is attached; fails when it cannot be known now
   */
  Future<Optional<Problem>> fault(Customer customer, List<Attachment> attachments, Words.By by) {
    if (attachments.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    List<String> ids = attachments.stream().map(Attachment::uploadId).distinct().toList();
    return uploads.owned(customer, ids).map(owned -> fault(attachments, owned, by));
  }

  private static Optional<Problem> fault(
      List<Attachment> attachments, Set<String> owned, Words.By by) {
    List<Problem.Field> wrong = new ArrayList<>();
    for (int i = 0; i < attachments.size(); i++) {
      if (!owned.contains(attachments.get(i).uploadId())) {
        wrong.add(new Problem.Field(path(i) + ".uploadId", UNKNOWN));
      }
    }
    return wrong.isEmpty() ? Optional.empty() : Optional.of(by.wrongFields(wrong));
  }

  /** What the attachment of that place is called in a problem. */
  static String path(int index) {
    return "attachments[" + index + "]";
  }
}
