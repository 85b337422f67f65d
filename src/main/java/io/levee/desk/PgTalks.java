package io.levee.desk;

import io.levee.conversation.Customer;
import io.levee.postgres.PostgresLink;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.function.Supplier;

/** How often a customer was here, from PostgreSQL. Called on the event loop of its link. */
public final class PgTalks {
  /** Who was here more often than that is a regular, however often it was. */
  private static final int MOST = 1000;

  private static final String COUNT =
      "SELECT count(*) FROM (SELECT 1 FROM conversation"
          + " WHERE storefront = $1 AND customer_id = $2 LIMIT $3) known";

  private final Supplier<PostgresLink> link;

  public PgTalks(Supplier<PostgresLink> link) {
    this.link = link;
  }

  /** Conversations that the customer has had, at most 1,000. */
  public Future<Integer> of(Customer customer) {
    return link.get()
        .execute(COUNT, Tuple.of(customer.storefront(), customer.id(), (long) MOST))
        .map(rows -> rows.iterator().next().getInteger(0));
  }
}
