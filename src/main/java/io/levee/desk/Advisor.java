package io.levee.desk;

import io.levee.channel.agent.AgentFrame.Suggestion;
import io.levee.conversation.Customer;
import io.levee.conversation.Language;
import io.vertx.core.Future;
import java.util.List;

/** What the shop knows that may help an agent. Safe from any event loop; never fails. */
public interface Advisor {
  /** None ever. */
  Advisor NONE = (customer, text, language, most) -> Future.succeededFuture(List.of());

  /**
   * What may be answered to that.
   *
   * @param language of the answers
   * @return completes with at most {@code most}, best first
   */
  Future<List<Suggestion>> suggest(Customer customer, String text, Language language, int most);

  /** What people call that entry; empty when there is none of that name. */
  default String title(String entry, Language language) {
    return "";
  }
}
